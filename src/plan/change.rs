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

/// The actions of a change, as a plan lists them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Actions {
    pub(super) change: Change,
    /// Whether Terraform lets go of the object, which lives on.
    pub(super) forgets: bool,
}

impl Actions {
    /// Reads a list of them. What Terraform only lets go of lives on, so it is kept.
    pub(super) fn of(actions: &[Cow<'_, str>]) -> Self {
        let has = |name: &str| actions.iter().any(|action| action == name);
        let change = match (has("create"), has("delete")) {
            (true, true) => Change::Replaced,
            (true, false) => Change::Created,
            (false, true) => Change::Destroyed,
            (false, false) if has("update") => Change::Updated,
            (false, false) => Change::Kept,
        };
        Self {
            change,
            forgets: has("forget"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Actions, Change};
    use std::borrow::Cow;

    #[track_caller]
    fn check(actions: &[&'static str], expected: Change) {
        let actions: Vec<Cow<'_, str>> = actions.iter().copied().map(Cow::Borrowed).collect();
        assert_eq!(Actions::of(&actions).change, expected);
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
