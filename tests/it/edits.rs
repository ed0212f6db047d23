//! Suggested edits, applied.

use crate::pages::judged;
use frontlint::catalog::Catalog;
use frontlint::engine::{Located, Verdict};
use frontlint::source::Patch;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Applies patches of one file, the last first, so that those before stay where they are.
fn applied(text: &str, patches: &[Patch]) -> String {
    let mut patches: Vec<&Patch> = patches.iter().collect();
    patches.sort_by_key(|patch| std::cmp::Reverse(patch.start));
    patches.iter().fold(text.to_owned(), |text, patch| {
        format!(
            "{}{}{}",
            &text[..patch.start],
            patch.text,
            &text[patch.end..]
        )
    })
}

fn of<'v>(verdict: &'v Verdict, lint: &'v str) -> impl Iterator<Item = &'v Located> {
    let found = verdict.findings.iter();
    found.filter(move |located| located.finding.lint == lint)
}

/// What is found, apart from the lines, among the lints of a family.
fn in_family(verdict: &Verdict, catalog: &Catalog, family: &str) -> BTreeSet<(String, String)> {
    let lints: BTreeSet<&str> = catalog.of_family(family).map(|lint| lint.name).collect();
    let found = verdict.findings.iter();
    found
        .filter(|located| lints.contains(located.finding.lint))
        .map(|located| (located.finding.lint.to_owned(), located.addresses.join(" ")))
        .collect()
}

/// The edit that a page's example is given silences the lint and wakes no other of its family;
/// the page speaks of it, and no page promises one that never comes.
#[test]
fn edits_of_pages_mend_their_examples() {
    let catalog = Catalog::builtin();
    let mut wrong = Vec::new();
    for lint in catalog.lints() {
        let mut any = false;
        for example in lint.examples().iter().filter(|example| example.fails) {
            let judged = |hcl: &str| judged(&catalog, &example.config, hcl);
            let before = judged(&example.hcl).expect("the examples hold");
            let patches: Vec<Patch> = of(&before, lint.name)
                .filter_map(|located| located.patch.clone())
                .collect();
            if patches.is_empty() {
                continue;
            }
            any = true;
            let hcl = applied(&example.hcl, &patches);
            let after = match judged(&hcl) {
                Ok(after) => after,
                Err(error) => {
                    wrong.push(format!("{}: {error}\n{hcl}", lint.name));
                    continue;
                }
            };
            let left = of(&before, lint.name).count() - patches.len();
            let family = |verdict| in_family(verdict, &catalog, lint.family());
            let woken: Vec<_> = family(&after)
                .difference(&family(&before))
                .cloned()
                .collect();
            if of(&after, lint.name).count() != left || !woken.is_empty() {
                wrong.push(format!("{}: not mended, {woken:?}\n{hcl}", lint.name));
            }
        }
        if any != lint.section("Fix").contains("suggested edit") {
            wrong.push(format!(
                "{}: an edit is suggested: {any}; the page says otherwise",
                lint.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of a text, without what they say to the tests.
fn code(text: &str) -> Vec<&str> {
    let code = |line| str::split(line, "#~").next().unwrap_or_default();
    text.lines().map(|line| code(line).trim_end()).collect()
}

/// Applies the edits that a report on a case suggests to one of its files.
fn mended(report: &Value, path: &Path) -> String {
    let mut text = fs::read_to_string(path).expect("a file of a case");
    let findings = report["plans"][0]["findings"].as_array().expect("findings");
    let edits = findings.iter().map(|finding| &finding["edit"]);
    let mut edits: Vec<&Value> = edits
        .filter(|edit| edit["file"].as_str().map(Path::new) == Some(path))
        .collect();
    let number = |value: &Value| value.as_u64().unwrap_or_default() as usize;
    edits.sort_by_key(|edit| std::cmp::Reverse((number(&edit["line"]), number(&edit["column"]))));
    for edit in edits {
        let line = text.split_inclusive('\n').take(number(&edit["line"]) - 1);
        let start: usize = line.map(str::len).sum();
        let new = edit["text"].as_str().expect("a text");
        let (from, to) = (number(&edit["column"]) - 1, number(&edit["end_column"]) - 1);
        text.replace_range(start + from..start + to, new);
    }
    text
}

/// The real planner has planned what the edits of a case lead to: `edits-mended` is `edits` with
/// each of them, and the lints are silent about it.
#[test]
fn edits_of_a_case_lead_to_its_twin() {
    let case = Path::new("testdata/edits");
    let output = Command::new(env!("CARGO_BIN_EXE_frontlint"))
        .args(["check", "-f", "json", "--now", "2026-11-24", "--exit-zero"])
        .arg(case.join("plan.json"))
        .output()
        .expect("the binary runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report in JSON");
    for file in ["main.tf", "cdn/main.tf"] {
        let mended = mended(&report, &case.join(file));
        let twin = Path::new("testdata/edits-mended").join(file);
        let twin = fs::read_to_string(twin).expect("a file of a case");
        assert_eq!(code(&mended), code(&twin), "{file}");
    }
}

/// How many edits are suggested for a permission that two instances share.
#[track_caller]
fn edits_of_two(principals: &str, config: &str, expected: usize) {
    let hcl = format!(
        "resource \"aws_lambda_function\" \"orders\" {{
  function_name = \"orders\"
}}

resource \"aws_lambda_permission\" \"callers\" {{
  for_each      = {principals}
  function_name = aws_lambda_function.orders.function_name
  action        = \"lambda:*\"
  principal     = each.value
}}
"
    );
    let verdict = judged(&Catalog::builtin(), config, &hcl).expect("an example");
    let found: Vec<_> = of(&verdict, "permission-action-wrong").collect();
    assert_eq!(found.len(), 1);
    let edits = found.iter().filter(|located| located.patch.is_some());
    assert_eq!(edits.count(), expected, "{principals}");
}

#[test]
fn an_edit_is_right_for_every_instance() {
    let fronts =
        r#"{ api = "apigateway.amazonaws.com", lb = "elasticloadbalancing.amazonaws.com" }"#;
    edits_of_two(fronts, "", 1);
    // Nothing is wrong with the other one.
    let one = r#"{ api = "apigateway.amazonaws.com", rule = "events.amazonaws.com" }"#;
    edits_of_two(one, "", 0);
    // Somebody wants it like that for one of them.
    let ignore = "[[ignore]]\nlint = \"permission-action-wrong\"\n\
                  address = 'aws_lambda_permission.callers[\"lb\"]'\nreason = \"a trial\"\n";
    edits_of_two(fronts, ignore, 0);
}
