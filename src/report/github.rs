//! Workflow commands of GitHub Actions, which become annotations.
//!
//! The service shows ten of a level for each step, so the most severe are
//! written and the last line counts the rest.

use super::{PlanReport, Refused, Run, place, untrusted, words};
use crate::engine::Located;
use crate::finding::Level;
use std::collections::BTreeMap;

/// As many annotations of one level does a step show.
const SHOWN: usize = 10;

/// Writes the report as annotations and a line that sums up.
pub fn github(run: &Run<'_>) -> String {
    let mut findings: Vec<_> = run.findings().collect();
    findings.sort_by_key(|(_, located)| words::by_weight(located));
    let refused = run
        .refused
        .iter()
        .map(|refused| (Level::Error, refusal(refused)));
    let findings = findings
        .into_iter()
        .map(|(plan, located)| (located.finding.level, annotation(run, plan, located)));

    let mut out = String::new();
    let mut counts: BTreeMap<Level, usize> = BTreeMap::new();
    let mut rest = 0;
    for (level, command) in refused.chain(findings) {
        let count = counts.entry(level).or_default();
        *count += 1;
        if *count <= SHOWN {
            out.push_str(&command);
            out.push('\n');
        } else {
            rest += 1;
        }
    }
    out += &format!("frontlint: {}", words::counts(run));
    if rest > 0 {
        out += &format!(
            "; {rest} of them not annotated, because GitHub shows {SHOWN} of a level for each step"
        );
    }
    out + "\n"
}

fn annotation(run: &Run<'_>, plan: &PlanReport<'_>, located: &Located) -> String {
    let finding = &located.finding;
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let spot = place::of(plan, located);
    let title = format!(
        "{}: {}",
        finding.lint,
        words::title(run.catalog, finding.lint)
    );
    format!(
        "::{command} file={},line={line},endLine={line},col={},endColumn={},title={}::{}",
        untrusted::property(&spot.path),
        spot.column,
        spot.end_column,
        untrusted::property(&title),
        words::plain(located, "%0A", untrusted::command),
        line = spot.line,
    )
}

/// An input that could not be read has no line.
fn refusal(refused: &Refused) -> String {
    let code = words::named(&refused.code, "frontlint::input");
    let input = match refused.input.as_str() {
        "" => String::new(),
        input => format!("{}: ", untrusted::command(input)),
    };
    let message = words::sentences(
        &[
            &untrusted::command(&refused.message),
            &untrusted::command(&refused.help),
        ],
        "%0A",
    );
    format!(
        "::error title={}::{input}{message}",
        untrusted::property(code)
    )
}
