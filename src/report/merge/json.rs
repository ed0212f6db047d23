//! For scripts: every count.

use super::{Left, Merge, Tally};
use crate::report::untrusted;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'m> {
    schema_version: u8,
    version: &'static str,
    exit_code: u8,
    total: Total,
    lints: Vec<LintEntry<'m>>,
    owners: Vec<OwnerEntry<'m>>,
    plans: Vec<PlanEntry<'m>>,
    problems: Vec<ProblemEntry<'m>>,
}

#[derive(Serialize)]
struct Total {
    plans: usize,
    stopped: usize,
    not_judged: usize,
    not_results: usize,
    same_name: usize,
    #[serde(flatten)]
    counts: Counts,
    #[serde(flatten)]
    left: LeftCounts,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    note: usize,
    existing: usize,
    resolved: usize,
}

#[derive(Serialize)]
struct LeftCounts {
    undecided: usize,
    suppressed: usize,
    baseline: usize,
    resources: usize,
}

#[derive(Serialize)]
struct LintEntry<'m> {
    lint: &'m str,
    family: &'m str,
    title: &'m str,
    #[serde(flatten)]
    counts: Counts,
    instances: usize,
    plans: usize,
}

#[derive(Serialize)]
struct OwnerEntry<'m> {
    owner: Option<&'m str>,
    plans: usize,
    stopped: usize,
    not_judged: usize,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Serialize)]
struct PlanEntry<'m> {
    plan: &'m str,
    owner: Option<&'m str>,
    exit_code: u8,
    results: usize,
    #[serde(flatten)]
    counts: Counts,
    #[serde(flatten)]
    left: LeftCounts,
}

#[derive(Serialize)]
struct ProblemEntry<'m> {
    plan: &'m str,
    code: &'m str,
    message: &'m str,
}

/// Writes the report for scripts, by name.
pub fn json(merge: &Merge<'_>) -> String {
    let lints = merge.lints.iter().map(|(name, own)| {
        let lint = merge.catalog.get(name);
        LintEntry {
            lint: name,
            family: lint.map_or("", |lint| lint.family()),
            title: lint.map_or("", |lint| lint.title),
            counts: counts(own.found),
            instances: own.instances,
            plans: own.plans,
        }
    });
    let owners = merge.owners.iter().map(|(name, own)| OwnerEntry {
        owner: named(name),
        plans: own.plans,
        stopped: own.stopped,
        not_judged: own.not_judged,
        counts: counts(own.found),
    });
    let plans = merge.plans.iter().map(|(name, own)| PlanEntry {
        plan: name,
        owner: named(&own.owner),
        exit_code: own.exit_code,
        results: own.results,
        counts: counts(own.found),
        left: left(own.left),
    });
    let problems = merge.problems.iter().map(|problem| ProblemEntry {
        plan: &problem.plan,
        code: &problem.code,
        message: &problem.message,
    });
    let total = &merge.total;
    let document = Document {
        schema_version: 1,
        version: env!("CARGO_PKG_VERSION"),
        exit_code: merge.exit_code(),
        total: Total {
            plans: total.plans,
            stopped: total.stopped,
            not_judged: total.not_judged,
            not_results: merge.strangers,
            same_name: merge.doubled(),
            counts: counts(total.found),
            left: left(total.left),
        },
        lints: lints.collect(),
        owners: owners.collect(),
        plans: plans.collect(),
        problems: problems.collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("strings and numbers are JSON");
    untrusted::json(&text) + "\n"
}

fn named(owner: &str) -> Option<&str> {
    Some(owner).filter(|owner| !owner.is_empty())
}

fn counts(found: Tally) -> Counts {
    Counts {
        error: found.error,
        warning: found.warning,
        note: found.note,
        existing: found.existing,
        resolved: found.resolved,
    }
}

fn left(left: Left) -> LeftCounts {
    LeftCounts {
        undecided: left.undecided,
        suppressed: left.suppressed,
        baseline: left.baseline,
        resources: left.resources,
    }
}
