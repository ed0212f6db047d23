//! The ARNs by which APIs invoke functions: whether a statement's pattern is
//! met by any request of a route.

use crate::graph::identity::Arn;

/// A character of a statement's pattern.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Is(char),
    Any,
    /// Any number of any characters.
    Rest,
}

/// A character of what comes behind the API's id when a route invokes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Is(char),
    /// One or more characters without a slash: a stage, a method, a parameter.
    Name,
    /// Any number of any characters: a greedy parameter.
    Rest,
}

/// Whether some request of a route meets a pattern. In the route, `*` is one
/// name and `**` is anything; in the pattern `*` is anything, as IAM has it.
pub(in crate::graph) fn meets(pattern: &str, route: &str) -> bool {
    let pattern: Vec<Wanted> = pattern
        .chars()
        .map(|char| match char {
            '*' | Arn::OPEN => Wanted::Rest,
            '?' => Wanted::Any,
            char => Wanted::Is(char),
        })
        .collect();
    let mut sent = Vec::new();
    let mut chars = route.chars().peekable();
    while let Some(char) = chars.next() {
        sent.push(match char {
            '*' if chars.next_if_eq(&'*').is_some() => Sent::Rest,
            '*' => Sent::Name,
            char => Sent::Is(char),
        });
    }
    // Column by column: which ends of the route can the rest of the pattern meet.
    let width = sent.len() + 1;
    let mut known: Vec<Option<bool>> = vec![None; (pattern.len() + 1) * width];
    search(&pattern, &sent, 0, 0, &mut known)
}

fn search(
    pattern: &[Wanted],
    sent: &[Sent],
    at: usize,
    of: usize,
    known: &mut Vec<Option<bool>>,
) -> bool {
    let key = at * (sent.len() + 1) + of;
    if let Some(found) = known[key] {
        return found;
    }
    // A longer way to the same place proves nothing.
    known[key] = Some(false);
    let mut go = |at, of| search(pattern, sent, at, of, known);
    let found = match (pattern.get(at), sent.get(of)) {
        (None, None) => true,
        (None, Some(Sent::Rest)) => go(at, of + 1),
        (None, Some(_)) => false,
        (Some(Wanted::Rest), None) => go(at + 1, of),
        (Some(_), None) => false,
        (Some(Wanted::Rest), Some(_)) => go(at + 1, of) || go(at, of + 1),
        (Some(_), Some(Sent::Rest)) => go(at, of + 1) || go(at + 1, of),
        (Some(Wanted::Is('/')), Some(Sent::Name)) => false,
        (Some(_), Some(Sent::Name)) => go(at + 1, of + 1) || go(at + 1, of),
        (Some(Wanted::Any), Some(Sent::Is(_))) => go(at + 1, of + 1),
        (Some(Wanted::Is(wanted)), Some(Sent::Is(is))) => wanted == is && go(at + 1, of + 1),
    };
    known[key] = Some(found);
    found
}

/// Whether every request meets a pattern, when each has that many parts at least.
pub(in crate::graph) fn takes_all(pattern: &str, parts: usize) -> bool {
    let mut wanted = pattern.split('/');
    wanted.clone().count() <= parts && wanted.all(|part| part == "*")
}

/// A path with its parameters as [`meets`] takes them.
pub(in crate::graph) fn path_of_route(path: &str) -> String {
    let steps = path.split('/').map(|step| match step {
        step if step.starts_with('{') && step.ends_with("+}") => "**",
        step if step.starts_with('{') => "*",
        step => step,
    });
    steps.collect::<Vec<_>>().join("/")
}

/// A method as [`meets`] takes it.
pub(in crate::graph) fn method_of_route(method: &str) -> &str {
    if method == "ANY" { "*" } else { method }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, route: &str, expected: bool) {
        assert_eq!(meets(pattern, route), expected, "{pattern} {route}");
    }

    #[test]
    fn patterns_meet_routes() {
        check("*/*", "*/GET/orders", true);
        check("*", "*/$default", true);
        check("*/*", "*/$default", true);
        check("*/*/*", "*/$default", false);
        check("*/*/*", "*/$connect", false);
        check("*/GET/orders", "*/GET/orders", true);
        check("*/POST/orders", "*/GET/orders", false);
        check("*/POST/orders", "*/*/orders", true);
        check("*/GET/orders/*", "*/GET/orders/*", true);
        check("*/GET/orders/*", "*/GET/orders", false);
        check("live/*", "test/GET/orders", false);
        check("*/*/files/*", "*/*/**", true);
        check("", "*/GET/", false);
        check("*/GET/", "*/GET/", true);
        check("authorizers/*", "authorizers/*", true);
        check("authorizers/a1b2c3", "authorizers/*", true);
        check("*/GET/orders", "authorizers/*", false);
        check("*/G?T/orders", "*/GET/orders", true);
    }

    #[test]
    fn some_patterns_take_all() {
        assert!(takes_all("*", 2));
        assert!(takes_all("*/*", 2));
        assert!(takes_all("*/*/*", 3));
        assert!(!takes_all("*/*/*", 2));
        assert!(!takes_all("*/GET/*", 3));
        assert!(!takes_all("", 3));
    }

    #[test]
    fn parameters_stand_for_names() {
        assert_eq!(path_of_route("/a/{id}/{rest+}"), "/a/*/**");
    }
}
