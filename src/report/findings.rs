//! One flat line of JSON for each finding, as tables and Parquet want it.
//!
//! Each line has the same columns, of the same types, and none is ever null: what there is not is
//! an empty text or 0. So whatever reads the lines finds the same types in any of them.

use super::fingerprint::fingerprint;
use super::{PlanReport, Run, help_uri, untrusted};
use crate::catalog::Catalog;
use crate::engine::Located;
use serde::Serialize;
use std::collections::HashMap;

#[derive(Serialize)]
struct Row<'r> {
    schema_version: u8,
    version: &'static str,
    plan: &'r str,
    owner: &'r str,
    lint: &'r str,
    family: &'r str,
    level: &'static str,
    origin: &'static str,
    security_severity: f64,
    message: &'r str,
    help: &'r str,
    address: &'r str,
    addresses: &'r [String],
    instances: usize,
    attribute: &'r str,
    file: String,
    line: usize,
    column: usize,
    end_column: usize,
    way: String,
    changed: bool,
    fingerprint: String,
    help_uri: String,
}

/// Writes the findings of a run.
pub fn findings_jsonl(run: &Run<'_>) -> String {
    let plans = run.plans.iter();
    plans.map(|plan| rows(run.catalog, plan, None)).collect()
}

/// Writes the findings of one plan; those that it resolves come last.
pub fn rows(catalog: &Catalog, plan: &PlanReport<'_>, owner: Option<&str>) -> String {
    let mut seen = HashMap::new();
    let verdict = &plan.verdict;
    let all = verdict.findings.iter().chain(&verdict.resolved);
    all.map(|located| {
        let fingerprint = fingerprint(plan, located, &mut seen);
        let row = row(catalog, plan, owner, located, fingerprint);
        let line = serde_json::to_string(&row).expect("strings and numbers are JSON");
        untrusted::json(&line) + "\n"
    })
    .collect()
}

fn row<'r>(
    catalog: &'r Catalog,
    plan: &'r PlanReport<'_>,
    owner: Option<&'r str>,
    located: &'r Located,
    fingerprint: String,
) -> Row<'r> {
    let finding = &located.finding;
    let lint = catalog.get(finding.lint);
    let at = located.at.as_ref();
    Row {
        schema_version: 1,
        version: env!("CARGO_PKG_VERSION"),
        plan: &plan.id,
        owner: owner.unwrap_or_default(),
        lint: finding.lint,
        family: lint.map_or("", |lint| lint.family()),
        level: finding.level.name(),
        origin: located.origin.name(),
        security_severity: lint.and_then(|lint| lint.severity).unwrap_or_default(),
        message: &finding.message,
        help: &finding.help,
        address: located.addresses.first().map_or("", String::as_str),
        addresses: &located.addresses,
        instances: located.addresses.len(),
        attribute: &located.attribute,
        file: at.map(|at| plan.shown(&at.file)).unwrap_or_default(),
        line: at.map_or(0, |at| at.line),
        column: at.map_or(0, |at| at.column),
        end_column: at.map_or(0, |at| at.end_column),
        way: finding.way.join(" → "),
        changed: located.changed,
        fingerprint,
        help_uri: help_uri(finding.lint),
    }
}
