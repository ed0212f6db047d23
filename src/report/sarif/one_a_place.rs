//! Findings as code scanning tells them apart: by lint and place.
//!
//! A viewer that knows alerts by their line shows one of those on the same line,
//! so they are one result. Blocks of a module from elsewhere share the line of
//! its call, and all that have no line share the plan's.

use crate::engine::{By, Located};
use crate::report::{PlanReport, Run, place};
use std::collections::BTreeMap;

/// What becomes one result.
pub(super) struct Spot<'r> {
    pub(super) plan: &'r PlanReport<'r>,
    pub(super) located: Located,
    pub(super) suppression: Option<KeptBack>,
}

/// Why a finding is no alert.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeptBack {
    pub(super) by: By,
    pub(super) reason: Option<String>,
}

/// Everything that is to be written: plan by plan, what is kept back behind the rest.
pub(super) fn all<'r>(run: &'r Run<'r>, with_suppressed: bool) -> Vec<Spot<'r>> {
    let mut all = Vec::new();
    for plan in &run.plans {
        let open = plan.verdict.findings.iter();
        gather(plan, open.map(|located| (located, None)), &mut all);
    }
    // Behind all others, so that these have the fingerprints that they have alone.
    for plan in run.plans.iter().filter(|_| with_suppressed) {
        let suppressed = plan.verdict.suppressed.iter().map(|one| {
            let kept_back = KeptBack {
                by: one.by,
                reason: one.reason.clone(),
            };
            (&one.located, Some(kept_back))
        });
        gather(plan, suppressed, &mut all);
    }
    all
}

fn gather<'r>(
    plan: &'r PlanReport<'r>,
    found: impl Iterator<Item = (&'r Located, Option<KeptBack>)>,
    into: &mut Vec<Spot<'r>>,
) {
    let mut places: BTreeMap<_, Vec<Located>> = BTreeMap::new();
    for (located, suppression) in found {
        let at = located.at.as_ref();
        let at = at.filter(|at| place::of_source(plan, at).is_some());
        let at = at.map(|at| (at.file.as_str(), at.line, at.column));
        // No line comes last, as among the findings.
        let place = (at.is_none(), at, located.finding.lint, suppression);
        places.entry(place).or_default().push(located.clone());
    }
    into.extend(places.into_iter().filter_map(|(place, instances)| {
        Some(Spot {
            plan,
            located: Located::of_instances(instances)?,
            suppression: place.3,
        })
    }));
}
