//! Path patterns that no request fits.

/// Whether a pattern holds what no path of a request holds: a scheme in front, a
/// fragment, a space, or a query string. Further behind, a path may hold an address.
pub fn never_a_path(pattern: &str) -> bool {
    let is_scheme = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    let scheme = pattern.split_once("://").map(|(before, _)| before);
    scheme.is_some_and(is_scheme)
        || pattern.contains(['#', ' ', '\t', '\n'])
        || pattern.match_indices('?').any(|(at, _)| {
            // `?` stands for one character; before `name=` it was meant otherwise.
            let behind = &pattern[at + 1..];
            behind.split_once('=').is_some_and(|(name, _)| {
                let word = |char: char| char.is_ascii_alphanumeric() || "_-.[]".contains(char);
                !name.is_empty() && name.chars().all(word)
            })
        })
}

/// The same for patterns that have to fit the whole path from its first slash.
pub fn never_an_absolute_path(pattern: &str) -> bool {
    never_a_path(pattern) || !pattern.starts_with(['/', '*', '?'])
}

#[cfg(test)]
mod tests {
    use super::{never_a_path, never_an_absolute_path};

    #[test]
    fn tells_what_no_path_holds() {
        for pattern in [
            "/",
            "/a/*",
            "*.png",
            "/a?c",
            "?",
            "/a=b",
            "/v1/users/?",
            "/proxy/https://*",
            "/a?/x=1",
        ] {
            assert!(!never_an_absolute_path(pattern), "{pattern}");
        }
        for pattern in [
            "https://x/*",
            "/a#top",
            "/a b",
            "/orders?id=*",
            "/a/*?next_page=1",
        ] {
            assert!(never_a_path(pattern), "{pattern}");
        }
        assert!(never_an_absolute_path("orders/*"));
        assert!(!never_a_path("images/*"));
    }
}
