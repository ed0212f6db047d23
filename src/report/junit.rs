//! JUnit XML: a suite a plan, a case a finding.
//!
//! What fails the run is a failure; what does not is skipped, with its level and message, so that a
//! CI that counts failures agrees with the exit code. A clean plan is one case that passed, since most readers take a report
//! without cases for a mistake. An input that could not be read is an error.
//! Nothing is said of time: the same input gives the same bytes.

use super::{PlanReport, Refused, Run, place, untrusted, words};
use crate::engine::{By, Located};
use std::collections::HashMap;
use std::fmt::Write;

/// Writes the report for those who show test results.
pub fn junit(run: &Run<'_>) -> String {
    let found = run.findings().count();
    let failing = run.findings().filter(|(plan, located)| plan.fails(located));
    let failures = failing.count();
    let clean = run.plans.iter().filter(|plan| is_clean(plan)).count();
    let errors = run.refused.len();
    let kept_back: usize = run
        .plans
        .iter()
        .map(|plan| plan.verdict.suppressed.len())
        .sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"frontlint\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">",
        found + clean + errors + kept_back
    );
    for plan in &run.plans {
        suite(&mut out, run, plan);
    }
    for refused in &run.refused {
        trouble(&mut out, refused);
    }
    out + "</testsuites>\n"
}

fn is_clean(plan: &PlanReport<'_>) -> bool {
    plan.verdict.findings.is_empty()
}

fn suite(out: &mut String, run: &Run<'_>, plan: &PlanReport<'_>) {
    let findings = &plan.verdict.findings;
    let suppressed = &plan.verdict.suppressed;
    let failures = findings
        .iter()
        .filter(|located| plan.fails(located))
        .count();
    let id = untrusted::xml(words::named(&plan.id, "plan"));
    let _ = writeln!(
        out,
        "  <testsuite name=\"{id}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">",
        findings.len().max(1) + suppressed.len(),
        failures,
        findings.len() - failures + suppressed.len(),
    );
    out.push_str("    <properties>\n");
    for (name, count) in [
        ("resources", plan.verdict.resources),
        ("suppressed", plan.suppressed()),
        ("baseline", plan.kept_back(By::Baseline)),
        ("undecided", plan.verdict.undecided.len()),
    ] {
        let _ = writeln!(out, "      <property name=\"{name}\" value=\"{count}\"/>");
    }
    out.push_str("    </properties>\n");
    if is_clean(plan) {
        let _ = writeln!(out, "    <testcase classname=\"frontlint\" name=\"{id}\"/>");
    }
    let mut seen = HashMap::new();
    for located in findings {
        open_case(out, plan, located, &mut seen);
        match plan.fails(located) {
            true => failure(out, run, plan, located),
            false => below_gate(out, located),
        }
        out.push_str("    </testcase>\n");
    }
    for one in suppressed {
        open_case(out, plan, &one.located, &mut seen);
        let reason = one.reason.as_deref().unwrap_or(match one.by {
            By::Baseline => "in the baseline",
            By::Comment | By::Configuration => "suppressed",
        });
        let _ = writeln!(
            out,
            "      <skipped message=\"{}\"/>",
            untrusted::xml(reason)
        );
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

fn open_case<'r>(
    out: &mut String,
    plan: &PlanReport<'_>,
    located: &'r Located,
    seen: &mut HashMap<(&'r str, &'r str), usize>,
) {
    let finding = &located.finding;
    let address = located.addresses.first().map_or("", String::as_str);
    // Readers take equal names for the same case run twice.
    let count = seen.entry((finding.lint, address)).or_default();
    *count += 1;
    let mut name = untrusted::xml(words::named(address, &plan.id));
    if *count > 1 {
        let _ = write!(name, " ({count})");
    }
    let spot = place::of(plan, located);
    let _ = writeln!(
        out,
        "    <testcase classname=\"{}\" name=\"{name}\" file=\"{}\" line=\"{}\">",
        finding.lint,
        untrusted::xml(&spot.path),
        spot.line,
    );
}

/// A finding that does not fail the run.
fn below_gate(out: &mut String, located: &Located) {
    let finding = &located.finding;
    let message = format!(
        "{}: {}",
        finding.level,
        words::named(&finding.message, finding.lint)
    );
    let _ = writeln!(
        out,
        "      <skipped message=\"{}\">{}</skipped>",
        untrusted::xml(&message),
        words::plain(located, "\n", untrusted::xml),
    );
}

fn failure(out: &mut String, run: &Run<'_>, plan: &PlanReport<'_>, located: &Located) {
    let finding = &located.finding;
    let spot = place::of(plan, located);
    let _ = writeln!(
        out,
        "      <failure type=\"{}\" message=\"{}\">{}:{}:{}: {}\n{}</failure>",
        finding.level,
        untrusted::xml(words::named(&finding.message, finding.lint)),
        untrusted::xml(&spot.path),
        spot.line,
        spot.column,
        untrusted::xml(words::title(run.catalog, finding.lint)),
        words::plain(located, "\n", untrusted::xml),
    );
}

fn trouble(out: &mut String, refused: &Refused) {
    let input = untrusted::xml(words::named(&refused.input, "input"));
    let _ = writeln!(
        out,
        "  <testsuite name=\"{input}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n    \
         <testcase classname=\"frontlint\" name=\"{input}\">\n      \
         <error type=\"{}\" message=\"{}\">{}</error>\n    </testcase>\n  </testsuite>",
        untrusted::xml(words::named(&refused.code, "frontlint::input")),
        untrusted::xml(&refused.message),
        untrusted::xml(&refused.help),
    );
}
