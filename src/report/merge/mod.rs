//! Result lines of many plans → one report of them all.
//!
//! Each line is counted and let go: what is kept grows with the lints, the owners and the plans,
//! not with the findings. SARIF alone needs the findings, and is written run by run.

mod html;
mod json;
mod markdown;
mod read;
mod sarif;
mod table;
mod text;

pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use read::{NotAResult, ResultLine};
pub use sarif::{Runs, TAIL, head};
pub use text::text;

use crate::catalog::Catalog;
use crate::finding::{Level, Origin, plural};
use std::collections::BTreeMap;

/// As many plans that could not be judged are told with their reasons.
const TOLD: usize = 100;

/// All results, as counts.
pub struct Merge<'c> {
    catalog: &'c Catalog,
    /// How many names of a plan's id are its owner.
    owner_depth: usize,
    total: Total,
    lints: BTreeMap<String, OfLint>,
    owners: BTreeMap<String, OfOwner>,
    plans: BTreeMap<String, OfPlan>,
    problems: Vec<Problem>,
    /// Lines that are no results.
    strangers: usize,
}

/// Findings, by level and by how they came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    error: usize,
    warning: usize,
    note: usize,
    existing: usize,
    resolved: usize,
}

#[derive(Default)]
struct Total {
    plans: usize,
    not_judged: usize,
    /// Plans with findings at or above their gate.
    stopped: usize,
    found: Tally,
    left: Left,
}

/// What is counted beside the findings.
#[derive(Clone, Copy, Default)]
struct Left {
    undecided: usize,
    suppressed: usize,
    baseline: usize,
    resources: usize,
}

#[derive(Default)]
struct OfLint {
    found: Tally,
    /// Blocks may have many instances.
    instances: usize,
    plans: usize,
}

#[derive(Default)]
struct OfOwner {
    found: Tally,
    plans: usize,
    not_judged: usize,
    stopped: usize,
}

#[derive(Default)]
struct OfPlan {
    owner: String,
    found: Tally,
    left: Left,
    /// How many lines bear the plan's name: one, as a rule.
    results: usize,
    exit_code: u8,
}

/// Why a plan could not be judged, or not wholly.
struct Problem {
    plan: String,
    code: String,
    message: String,
}

impl<'c> Merge<'c> {
    pub fn new(catalog: &'c Catalog, owner_depth: usize) -> Self {
        Self {
            catalog,
            owner_depth,
            total: Total::default(),
            lints: BTreeMap::new(),
            owners: BTreeMap::new(),
            plans: BTreeMap::new(),
            problems: Vec::new(),
            strangers: 0,
        }
    }

    /// Counts one result.
    pub fn add(&mut self, line: &ResultLine<'_>) {
        let mut found = Tally::default();
        let mut lints: BTreeMap<&str, OfLint> = BTreeMap::new();
        for brief in &line.findings {
            found.add(brief.level, brief.origin);
            let lint = lints.entry(&brief.lint).or_default();
            lint.found.add(brief.level, brief.origin);
            if brief.origin != Origin::Resolved {
                lint.instances += brief.instances;
                lint.plans = 1;
            }
        }
        for (name, own) in lints {
            let lint = entry(&mut self.lints, name);
            lint.found.join(own.found);
            lint.instances += own.instances;
            lint.plans += own.plans;
        }
        let stopped = usize::from(line.exit_code == 1);
        let not_judged = usize::from(line.error.is_some());
        let owner = match &line.owner {
            Some(owner) => owner.clone(),
            None if line.named => owner_of(&line.plan, self.owner_depth),
            None => String::new(),
        };
        let of_owner = entry(&mut self.owners, &owner);
        of_owner.found.join(found);
        of_owner.plans += 1;
        of_owner.stopped += stopped;
        of_owner.not_judged += not_judged;
        let plan = entry(&mut self.plans, &line.plan);
        plan.owner = owner;
        plan.found.join(found);
        plan.left.join(line.left);
        plan.results += 1;
        plan.exit_code = plan.exit_code.max(line.exit_code);
        self.total.plans += 1;
        self.total.stopped += stopped;
        self.total.not_judged += not_judged;
        self.total.found.join(found);
        self.total.left.join(line.left);
        if let Some(error) = line.error.as_ref().filter(|_| self.problems.len() < TOLD) {
            self.problems.push(Problem {
                plan: line.plan.clone(),
                code: error.code.clone(),
                message: error.message.clone(),
            });
        }
    }

    /// Counts a line that is no result.
    /// Whether all plans were judged, and none holds a resource of a front.
    pub fn is_empty_of_fronts(&self) -> bool {
        let total = &self.total;
        total.plans > 0 && total.not_judged == 0 && total.left.resources == 0
    }

    pub fn add_stranger(&mut self) {
        self.strangers += 1;
    }

    /// How one run over all these plans would have ended (C2).
    pub fn exit_code(&self) -> u8 {
        if self.total.not_judged > 0 || self.strangers > 0 {
            2
        } else {
            u8::from(self.total.stopped > 0)
        }
    }

    /// How many plans have a name that another has too.
    fn doubled(&self) -> usize {
        let plans = self.plans.values();
        plans.map(|plan| plan.results.saturating_sub(1)).sum()
    }
}

impl Tally {
    fn add(&mut self, level: Level, origin: Origin) {
        if origin == Origin::Resolved {
            self.resolved += 1;
            return;
        }
        self.existing += usize::from(origin == Origin::Existing);
        *match level {
            Level::Error => &mut self.error,
            Level::Warning => &mut self.warning,
            Level::Note => &mut self.note,
        } += 1;
    }

    fn join(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.note += other.note;
        self.existing += other.existing;
        self.resolved += other.resolved;
    }

    /// `1 error, 2 warnings, 0 notes`.
    fn words(self) -> String {
        format!(
            "{}, {}, {}",
            plural(self.error, "error"),
            plural(self.warning, "warning"),
            plural(self.note, "note")
        )
    }
}

impl Left {
    /// Numbers of strangers may be any.
    fn join(&mut self, other: Self) {
        self.undecided = self.undecided.saturating_add(other.undecided);
        self.suppressed = self.suppressed.saturating_add(other.suppressed);
        self.baseline = self.baseline.saturating_add(other.baseline);
        self.resources = self.resources.saturating_add(other.resources);
    }
}

/// The entry of a name, which is copied only when it is new.
fn entry<'m, T: Default>(map: &'m mut BTreeMap<String, T>, name: &str) -> &'m mut T {
    if !map.contains_key(name) {
        map.insert(name.to_owned(), T::default());
    }
    map.get_mut(name).expect("it was just inserted")
}

/// The first names of a plan's path; the last is the plan's own.
fn owner_of(plan: &str, depth: usize) -> String {
    let names: Vec<&str> = plan.split('/').filter(|name| !name.is_empty()).collect();
    let most = names.len().saturating_sub(1).min(depth);
    names[..most].join("/")
}

#[cfg(test)]
mod tests {
    use super::owner_of;

    #[test]
    fn owners_are_what_ids_begin_with() {
        for (plan, depth, owner) in [
            ("payments/prod/plan.json", 1, "payments"),
            ("payments/prod/plan.json", 2, "payments/prod"),
            ("payments/prod/plan.json", 9, "payments/prod"),
            ("/payments//x", 1, "payments"),
            ("plan.json", 1, ""),
            ("payments/x", 0, ""),
            ("", 1, ""),
        ] {
            assert_eq!(owner_of(plan, depth), owner, "{plan} {depth}");
        }
    }
}
