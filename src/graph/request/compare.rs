//! Whether one set of conditions contains, overlaps or excludes another, by a search for a request
//! that tells them apart.

use super::Found;
use super::conditions::Conditions;
use super::example::Example;
use super::search::find;
use crate::answer::Answer;

impl Conditions {
    /// Whether every request that the other takes is taken by this one too. What
    /// of the other cannot be compared only makes it narrower.
    pub fn contains(&self, other: &Self) -> Answer {
        if self.surely_contains(other) {
            return Answer::Yes;
        }
        match find(&[other], &[self]) {
            Found::Nothing => Answer::Yes,
            Found::Example(_) => Answer::No,
            Found::Unknown => Answer::Unknown,
        }
    }

    /// Whether some request is taken by both.
    pub fn overlaps(&self, other: &Self) -> Answer {
        match find(&[self, other], &[]) {
            Found::Nothing => Answer::No,
            Found::Example(_) => Answer::Yes,
            Found::Unknown => Answer::Unknown,
        }
    }

    /// Whether no request is taken by both.
    pub fn excludes(&self, other: &Self) -> Answer {
        !self.overlaps(other)
    }

    /// Whether no request satisfies them.
    pub fn are_impossible(&self) -> Answer {
        self.excludes(&Self::anything())
    }

    /// A request that satisfies them and misses all the others.
    pub fn without(&self, others: &[&Self]) -> Found<Example> {
        find(&[self], others)
    }
}
