//! What scripts build on: a document with a version of its own.
//!
//! Fields are added, never renamed or removed; `tests/it/schema/check-v1.json`
//! is the promise.

use super::{PlanReport, Refused, Run, help_uri, untrusted};
use crate::engine::{By, Located};
use crate::finding::Level;
use crate::source::Location;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'r> {
    schema_version: u8,
    version: &'static str,
    plans: Vec<PlanEntry<'r>>,
    errors: Vec<ErrorEntry<'r>>,
}

#[derive(Serialize)]
struct PlanEntry<'r> {
    plan: &'r str,
    findings: Vec<FindingEntry<'r>>,
    undecided: Vec<UndecidedEntry<'r>>,
    counts: Counts,
}

#[derive(Serialize)]
pub(super) struct FindingEntry<'r> {
    lint: &'r str,
    level: &'static str,
    message: &'r str,
    address: &'r str,
    addresses: &'r [String],
    attribute: Option<&'r str>,
    places: Vec<PlaceEntry<'r>>,
    #[serde(flatten)]
    at: At,
    end_column: Option<usize>,
    origin: &'static str,
    help: &'r str,
    way: &'r [String],
    related: Vec<RelatedEntry<'r>>,
    help_uri: String,
    edit: Option<EditEntry<'r>>,
}

/// One instance, by what tells it from all others: addresses and blocks with their keys.
#[derive(Serialize)]
struct PlaceEntry<'r> {
    address: &'r str,
    attribute: Option<&'r str>,
}

/// A change of one line: what is between two columns gives way to a text.
#[derive(Serialize)]
struct EditEntry<'r> {
    file: String,
    line: usize,
    column: usize,
    end_column: usize,
    text: &'r str,
}

#[derive(Serialize)]
struct RelatedEntry<'r> {
    address: &'r str,
    label: &'r str,
    #[serde(flatten)]
    at: At,
}

#[derive(Default, Serialize)]
struct At {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct UndecidedEntry<'r> {
    lint: &'r str,
    address: &'r str,
    why: &'r str,
}

#[derive(Serialize)]
pub(super) struct Counts {
    error: usize,
    warning: usize,
    note: usize,
    existing: usize,
    resolved: usize,
    undecided: usize,
    suppressed: usize,
    baseline: usize,
    resources: usize,
    links: Links,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Links {
    exact: usize,
    same_key: usize,
    inferred: usize,
    ambiguous: usize,
    unresolved: usize,
}

#[derive(Serialize)]
struct ErrorEntry<'r> {
    input: &'r str,
    code: &'r str,
    message: &'r str,
    help: &'r str,
}

/// Writes the report for scripts.
pub fn json(run: &Run<'_>) -> String {
    let document = Document {
        schema_version: 1,
        version: env!("CARGO_PKG_VERSION"),
        plans: run.plans.iter().map(plan_entry).collect(),
        errors: run.refused.iter().map(error_entry).collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("strings and numbers are JSON");
    untrusted::json(&text) + "\n"
}

fn plan_entry<'r>(plan: &'r PlanReport<'_>) -> PlanEntry<'r> {
    let verdict = &plan.verdict;
    PlanEntry {
        plan: &plan.id,
        findings: verdict
            .findings
            .iter()
            .chain(&verdict.resolved)
            .map(|located| finding_entry(plan, located))
            .collect(),
        undecided: undecided(plan),
        counts: counts(plan),
    }
}

pub(super) fn undecided<'r>(plan: &'r PlanReport<'_>) -> Vec<UndecidedEntry<'r>> {
    let undecided = plan.verdict.undecided.iter().map(|open| UndecidedEntry {
        lint: open.lint,
        address: &open.address,
        why: &open.why,
    });
    undecided.collect()
}

pub(super) fn counts(plan: &PlanReport<'_>) -> Counts {
    let verdict = &plan.verdict;
    Counts {
        error: plan.count(Level::Error),
        warning: plan.count(Level::Warning),
        note: plan.count(Level::Note),
        existing: plan.existing(),
        resolved: verdict.resolved.len(),
        undecided: verdict.undecided.len(),
        suppressed: plan.suppressed(),
        baseline: plan.kept_back(By::Baseline),
        resources: verdict.resources,
        links: Links {
            exact: verdict.links.exact,
            same_key: verdict.links.same_key,
            inferred: verdict.links.inferred,
            ambiguous: verdict.links.ambiguous,
            unresolved: verdict.links.unresolved,
        },
    }
}

pub(super) fn finding_entry<'r>(
    plan: &'r PlanReport<'_>,
    located: &'r Located,
) -> FindingEntry<'r> {
    let finding = &located.finding;
    let related = located.related.iter().map(|related| RelatedEntry {
        address: &related.address,
        label: &related.label,
        at: at(plan, related.at.as_ref()),
    });
    let places = located.instances.iter().map(|instance| PlaceEntry {
        address: &instance.address,
        attribute: some(&instance.attribute),
    });
    FindingEntry {
        lint: finding.lint,
        level: finding.level.name(),
        message: &finding.message,
        address: located.addresses.first().map_or("", String::as_str),
        addresses: &located.addresses,
        attribute: some(&located.attribute),
        places: places.collect(),
        at: at(plan, located.at.as_ref()),
        end_column: located.at.as_ref().map(|at| at.end_column),
        origin: located.origin.name(),
        help: &finding.help,
        way: &finding.way,
        related: related.collect(),
        help_uri: help_uri(finding.lint),
        edit: located.patch.as_ref().map(|patch| EditEntry {
            file: plan.shown(&patch.file),
            line: patch.line,
            column: patch.column,
            end_column: patch.end_column,
            text: &patch.text,
        }),
    }
}

fn some(path: &str) -> Option<&str> {
    Some(path).filter(|path| !path.is_empty())
}

fn at(plan: &PlanReport<'_>, at: Option<&Location>) -> At {
    at.map_or_else(At::default, |at| At {
        file: Some(plan.shown(&at.file)),
        line: Some(at.line),
        column: Some(at.column),
    })
}

fn error_entry(refused: &Refused) -> ErrorEntry<'_> {
    ErrorEntry {
        input: &refused.input,
        code: &refused.code,
        message: &refused.message,
        help: &refused.help,
    }
}
