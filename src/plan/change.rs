//! What a plan does to a resource.

use std::borrow::Cow;

/// What applying the plan does to a resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It stays as it is, or is only read.
    #[default]
    Kept,
    Created,
    Updated,
    /// Destroyed and created anew, in whichever order.
    Replaced,
    Destroyed,
}

impl Change {
    /// Reads the actions as a plan lists them. What Terraform only lets go of
    /// lives on, so it is kept.
    pub(super) fn of(actions: &[Cow<'_, str>]) -> Self {
        let has = |name: &str| actions.iter().any(|action| action == name);
        match (has("create"), has("delete")) {
            (true, true) => Self::Replaced,
            (true, false) => Self::Created,
            (false, true) => Self::Destroyed,
            (false, false) if has("update") => Self::Updated,
            (false, false) => Self::Kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Change;
    use std::borrow::Cow;

    #[track_caller]
    fn check(actions: &[&'static str], expected: Change) {
        let actions: Vec<Cow<'_, str>> = actions.iter().copied().map(Cow::Borrowed).collect();
        assert_eq!(Change::of(&actions), expected);
    }

    #[test]
    fn reads_actions() {
        check(&["create"], Change::Created);
        check(&["update"], Change::Updated);
        check(&["delete", "create"], Change::Replaced);
        check(&["create", "delete"], Change::Replaced);
        check(&["delete"], Change::Destroyed);
        for kept in ["no-op", "read", "forget", "unheard-of"] {
            check(&[kept], Change::Kept);
        }
        check(&["create", "forget"], Change::Created);
    }
}
