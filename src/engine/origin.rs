//! What a plan brings in, leaves as it is, and resolves.
//!
//! A finding is brought in only where the architecture before, judged with the same evidence, has
//! not got it; what could not be decided there is not held against the plan.

use crate::finding::{Finding, Origin, Undecided};
use crate::plan::{Place, Reading};
use std::collections::{HashMap, HashSet};

/// What was found in the architecture before.
pub(super) struct History {
    before: Vec<Finding>,
    undecided: Vec<Undecided>,
    /// Whether the plan changes anything.
    differ: bool,
}

/// The places of findings, by lint and address.
type Places<'f> = HashMap<(&'static str, &'f str), Within<'f>>;

/// The places in one resource.
#[derive(Default)]
struct Within<'f> {
    keyed: HashSet<String>,
    places: Vec<&'f Place>,
}

/// As many places in one resource are compared with another one by one.
const COMPARED: usize = 100;

impl History {
    pub(super) fn of(reading: &Reading<'_>, before: (Vec<Finding>, Vec<Undecided>)) -> Self {
        let (before, undecided) = before;
        Self {
            before,
            undecided,
            differ: reading.differ,
        }
    }

    /// Tells where each finding comes from.
    pub(super) fn origins(&self) -> Origins<'_> {
        Origins {
            known: places(&self.before),
            open: open(&self.undecided),
            differ: self.differ,
        }
    }

    /// What was found before and is found no more.
    pub(super) fn resolved<'h>(
        &'h self,
        now: &[Finding],
        undecided: &[Undecided],
    ) -> Vec<&'h Finding> {
        let (now, open) = (places(now), open(undecided));
        // What can't be told any more is not thanked for.
        let is_gone = |lint, place: &Place| {
            !open.contains(&(lint, place.address.as_str())) && !has(&now, lint, place)
        };
        let mut gone = Vec::new();
        for finding in &self.before {
            if finding
                .places
                .iter()
                .all(|place| is_gone(finding.lint, place))
            {
                gone.push(finding);
            }
        }
        gone
    }
}

/// What of the findings of a plan was there before.
pub(super) struct Origins<'h> {
    known: Places<'h>,
    open: HashSet<(&'static str, &'h str)>,
    differ: bool,
}

impl Origins<'_> {
    /// The plan brings a finding in when it brings in any part of it.
    pub(super) fn of(&self, finding: &Finding) -> Origin {
        let lint = finding.lint;
        let was_there = |place: &Place| {
            self.open.contains(&(lint, place.address.as_str())) || has(&self.known, lint, place)
        };
        match !self.differ || finding.places.iter().all(was_there) {
            true => Origin::Existing,
            false => Origin::Introduced,
        }
    }
}

fn places(findings: &[Finding]) -> Places<'_> {
    let mut places = Places::new();
    for finding in findings {
        for place in &finding.places {
            let key = (finding.lint, place.address.as_str());
            let within = places.entry(key).or_default();
            within.keyed.insert(place.keyed());
            within.places.push(place);
        }
    }
    places
}

fn has(places: &Places<'_>, lint: &'static str, place: &Place) -> bool {
    let within = places.get(&(lint, place.address.as_str()));
    within.is_some_and(|within| {
        let mut others = within.places.iter().take(COMPARED);
        within.keyed.contains(&place.keyed()) || others.any(|other| place.may_be(other))
    })
}

fn open(undecided: &[Undecided]) -> HashSet<(&'static str, &str)> {
    let open = undecided.iter();
    open.map(|open| (open.lint, open.address.as_str()))
        .collect()
}
