//! Every example of every page, executed.

use crate::lower::lower;
use frontlint::catalog::{Catalog, FAMILIES, formerly};
use frontlint::config::{Config, Known};
use frontlint::engine::{Verdict, judge};
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, File, Sources};
use jiff::civil::date;

/// What is found in an example.
pub(crate) fn judged(catalog: &Catalog, config: &str, hcl: &str) -> Result<Verdict, String> {
    let known = Known {
        lints: &catalog.names(),
        formerly: formerly(),
        tags: &catalog.tags(),
    };
    let mut config =
        Config::read("frontlint.toml", config, &known).map_err(|error| error.to_string())?;
    config.today = date(2026, 11, 24);
    let text = lower(hcl)?;
    let file = File {
        path: "main.tf".into(),
        text: hcl.into(),
    };
    let sources = Sources::parse(vec![file], &Calls::new());
    let reading = Plan::read(&text, &graph::reads).map_err(|error| error.to_string())?;
    let reading = reading.with_evidence(&sources);
    Ok(judge(&reading, catalog, &config, &sources))
}

/// The names of the lints that speak on an example, and those that cannot tell.
fn speak(
    catalog: &Catalog,
    config: &str,
    hcl: &str,
) -> Result<(Vec<&'static str>, Vec<&'static str>), String> {
    let verdict = judged(catalog, config, hcl)?;
    let found = verdict
        .findings
        .iter()
        .map(|located| located.finding.lint)
        .collect();
    let open = verdict.undecided.iter().map(|open| open.lint).collect();
    Ok((found, open))
}

/// Each block under *Fails* raises the page's lint, each under *Passes* does
/// not; one that says `# undecided` leaves it open, all others settle it.
#[test]
fn examples_hold() {
    let catalog = Catalog::builtin();
    let mut wrong = Vec::new();
    for lint in catalog.lints() {
        let examples = lint.examples();
        for fails in [true, false] {
            if !examples.iter().any(|example| example.fails == fails) {
                wrong.push(format!(
                    "{}: no example that {}",
                    lint.name,
                    if fails { "fails" } else { "passes" }
                ));
            }
        }
        for (at, example) in examples.iter().enumerate() {
            let title = format!("{}, example {}", lint.name, at + 1);
            let (found, open) = match speak(&catalog, &example.config, &example.hcl) {
                Ok(said) => said,
                Err(error) => {
                    wrong.push(format!("{title}: {error}"));
                    continue;
                }
            };
            if found.contains(&lint.name) != example.fails {
                let expected = if example.fails {
                    "says nothing"
                } else {
                    "speaks"
                };
                wrong.push(format!(
                    "{title}: the lint {expected}; found {found:?}, undecided {open:?}"
                ));
            }
            let expected_open = example.hcl.contains("# undecided");
            if open.contains(&lint.name) != expected_open {
                wrong.push(format!(
                    "{title}: undecided is {open:?}, expected {expected_open}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pages have the sections that readers and formats rely on.
#[test]
fn pages_are_complete() {
    for lint in Catalog::builtin().lints() {
        let (name, text) = (lint.name, lint.markdown());
        assert!(
            name.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{name}: names are kebab-case"
        );
        for section in ["\n## Why\n", "\n## Fails\n", "\n## Passes\n", "\n## Fix\n"] {
            assert!(text.contains(section), "{name}: no `{}`", section.trim());
        }
        assert!(
            !lint.title.ends_with('.'),
            "{}: the title has a full stop",
            lint.name
        );
        assert!(
            lint.title.len() <= 255 && lint.summary().len() <= 1024,
            "{}: too long for SARIF",
            lint.name
        );
        assert!(
            FAMILIES.iter().any(|(name, _)| *name == lint.family()),
            "{}: the first tag is no family",
            lint.name
        );
        assert!(
            !lint.references.is_empty() && lint.tags.len() <= 10,
            "{}",
            lint.name
        );
    }
}

/// What is wrong is named: by its address, or by its name where another stack has it.
#[test]
fn a_destination_of_logs_is_named() {
    let catalog = Catalog::builtin();
    let says = |rest: &str, expected: &str| {
        let hcl = format!(
            "resource \"aws_wafv2_web_acl\" \"api\" {{\n  scope = \"REGIONAL\"\n}}\n\
             resource \"aws_wafv2_web_acl_logging_configuration\" \"api\" {{\n  \
             resource_arn = aws_wafv2_web_acl.api.arn\n  {rest}"
        );
        let verdict = judged(&catalog, "", &hcl).expect("a verdict");
        let found = verdict.findings.iter();
        let mut found = found.filter(|one| one.finding.lint == "log-destination-name-wrong");
        let message = &found.next().expect("a finding").finding.message;
        assert!(message.contains(expected), "{message}");
    };
    says(
        "log_destination_configs = [aws_s3_bucket.logs.arn]\n}\n\
         resource \"aws_s3_bucket\" \"logs\" {\n  bucket = \"orders-logs\"\n}\n",
        "and the name of `aws_s3_bucket.logs` does not",
    );
    says(
        "log_destination_configs = [\"arn:aws:s3:::platform-logs\"]\n}\n",
        "and `platform-logs` does not",
    );
}
