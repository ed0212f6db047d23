//! One line of JSON for each plan: what one part of a fleet writes, and another gathers.
//!
//! A line stands for itself. It has the findings as the JSON report has them, and beside them what
//! is needed to make other reports of it without the sources. A plan that could not be judged has
//! a line too.

use super::json::{self, Counts, FindingEntry, UndecidedEntry};
use super::place::{self, Spot};
use super::{PlanReport, Refused, untrusted};
use crate::engine::Located;
use crate::source::Location;
use serde::Serialize;

/// What became of one plan.
pub struct Outcome<'r> {
    /// What reports call it.
    pub plan: &'r str,
    /// What the input calls it, and to whom the input says it belongs.
    pub id: Option<&'r str>,
    pub owner: Option<&'r str>,
    /// Where it came from: a file or stdin, and the line there.
    pub input: &'r str,
    pub line: Option<usize>,
    /// How the run over this plan alone ends.
    pub exit_code: u8,
    /// Nothing when it could not be judged.
    pub report: Option<&'r PlanReport<'r>>,
    pub error: Option<&'r Refused>,
    pub warnings: &'r [String],
}

#[derive(Serialize)]
struct Line<'r> {
    schema_version: u8,
    version: &'static str,
    plan: &'r str,
    id: Option<&'r str>,
    owner: Option<&'r str>,
    /// The plan's file in the repository.
    file: Option<&'r str>,
    input: &'r str,
    line: Option<usize>,
    exit_code: u8,
    error: Option<Problem<'r>>,
    warnings: &'r [String],
    counts: Option<Counts>,
    findings: Vec<Row<'r>>,
    undecided: Vec<UndecidedEntry<'r>>,
}

#[derive(Serialize)]
struct Problem<'r> {
    code: &'r str,
    message: &'r str,
    help: &'r str,
}

#[derive(Serialize)]
struct Row<'r> {
    #[serde(flatten)]
    entry: FindingEntry<'r>,
    /// Where it stands in the repository, as far as the sources are at hand.
    place: Option<Spot>,
    /// The same for each of `related`.
    related_places: Vec<Option<Spot>>,
    fix: Option<Fix<'r>>,
}

/// The suggested edit, where its file is in the repository.
#[derive(Serialize)]
struct Fix<'r> {
    #[serde(flatten)]
    place: Spot,
    text: &'r str,
    attribute: &'r str,
}

/// Writes the line of one plan.
pub fn result(outcome: &Outcome<'_>) -> String {
    let report = outcome.report;
    let findings = report.into_iter().flat_map(|plan| {
        let verdict = &plan.verdict;
        let all = verdict.findings.iter().chain(&verdict.resolved);
        all.map(|located| found(plan, located))
    });
    let line = Line {
        schema_version: 1,
        version: env!("CARGO_PKG_VERSION"),
        plan: outcome.plan,
        id: outcome.id,
        owner: outcome.owner,
        file: report.and_then(|plan| plan.file.as_deref()),
        input: outcome.input,
        line: outcome.line,
        exit_code: outcome.exit_code,
        error: outcome.error.map(|refused| Problem {
            code: &refused.code,
            message: &refused.message,
            help: &refused.help,
        }),
        warnings: outcome.warnings,
        counts: report.map(json::counts),
        findings: findings.collect(),
        undecided: report.map(json::undecided).unwrap_or_default(),
    };
    let text = serde_json::to_string(&line).expect("strings and numbers are JSON");
    untrusted::json(&text) + "\n"
}

fn found<'r>(plan: &'r PlanReport<'_>, located: &'r Located) -> Row<'r> {
    let place = |at: &Option<Location>| place::of_source(plan, at.as_ref()?);
    let related = located.related.iter();
    Row {
        entry: json::finding_entry(plan, located),
        place: place(&located.at),
        related_places: related.map(|related| place(&related.at)).collect(),
        fix: located.patch.as_ref().and_then(|patch| {
            Some(Fix {
                place: place::of_patch(plan, patch)?,
                text: &patch.text,
                attribute: &patch.attribute,
            })
        }),
    }
}
