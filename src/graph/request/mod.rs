//! Which requests something takes: a listener rule, a CloudFront behavior, a
//! method of a REST API, a route of an HTTP API.
//!
//! All of them come down to [`Conditions`]: parts of the request, and patterns
//! for each. Two of them can be compared: one contains, overlaps or excludes the
//! other, as far as the plan tells. Behind every comparison stands one search,
//! [`find`], for a request that some take and others miss. What it finds, an
//! [`Example`], is the proof, and shows a reader what is meant.
//!
//! The search is exact but for a bound on the work it does; past that, and where
//! conditions are unknown or regular expressions, the answer is unknown.

mod compare;
mod condition;
mod conditions;
mod earlier;
mod example;
mod glob;
mod part;
mod read;
mod route;
mod search;
mod text;

pub use condition::Condition;
pub use conditions::Conditions;
pub use earlier::Earlier;
pub use example::Example;
pub use glob::Glob;
pub use part::{Part, Scheme};
pub(in crate::graph) use read::PARTS;
pub use search::find;
pub(in crate::graph) use search::find_within;
pub(in crate::graph) use text::Budget;

/// What a search ended with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    Example(T),
    /// There is none, and cannot be.
    Nothing,
    /// The plan does not show, or it would take too long to find out.
    Unknown,
}

impl<T> Found<T> {
    pub fn example(self) -> Option<T> {
        match self {
            Self::Example(example) => Some(example),
            Self::Nothing | Self::Unknown => None,
        }
    }

    fn map<U>(self, map: impl FnOnce(T) -> U) -> Found<U> {
        match self {
            Self::Example(example) => Found::Example(map(example)),
            Self::Nothing => Found::Nothing,
            Self::Unknown => Found::Unknown,
        }
    }
}

#[cfg(test)]
mod tests;
