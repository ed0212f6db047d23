//! How lints speak of the operations of one OpenAPI `body`.

use crate::layout::shortened;

/// How many are called by their names.
const NAMED: usize = 3;

/// Names are as long as their authors like.
const LONGEST: usize = 80;

/// The first few by name; without names that may be shown, how many they are.
pub(super) fn listed(names: impl ExactSizeIterator<Item = Option<String>>) -> String {
    let count = names.len();
    let shown: Vec<String> = names.flatten().take(NAMED).map(cut).collect();
    match (count, shown.len()) {
        (1, 0) => "an operation".to_owned(),
        (_, 0) => format!("{count} operations"),
        (_, named) if named == count => shown.join(", "),
        (_, named) => format!("{} and {} more", shown.join(", "), count - named),
    }
}

fn cut(name: String) -> String {
    format!("`{}`", shortened(&name, LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[Option<&str>], expected: &str) {
        let names = names.iter().map(|name| name.map(str::to_owned));
        assert_eq!(listed(names), expected);
    }

    #[test]
    fn names_a_few() {
        let get = Some("GET /orders");
        check(&[get], "`GET /orders`");
        check(&[get, Some("$default")], "`GET /orders`, `$default`");
        check(
            &[get; 5],
            "`GET /orders`, `GET /orders`, `GET /orders` and 2 more",
        );
        check(&[None], "an operation");
        check(&[None, None], "2 operations");
        let long = "é".repeat(90);
        check(&[Some(&long)], &format!("`{}…`", "é".repeat(80)));
    }
}
