//! The Terraform of advice: it stands in `testdata/advice-followed`, which the real
//! `terraform` has planned, and what it is for is met there.

use crate::input::{Said, frontlint};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn services(case: &str) -> Vec<Value> {
    let mut command = frontlint(Path::new("."));
    let plan = format!("testdata/{case}/plan.json");
    command.args(["advise", "-f", "json", &plan]);
    let said = Said::from(command.output().expect("the binary runs"));
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    said.json()["services"]
        .as_array()
        .expect("services")
        .clone()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v Vec<Value> {
    value[name].as_array().expect("a list")
}

/// A line without what the formatter aligns.
fn plain(line: &str) -> String {
    let line = line.split("#~").next().unwrap_or_default();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn snippets_plan_and_do_what_they_are_for() {
    let source = fs::read_to_string("testdata/advice-followed/main.tf").expect("the case");
    let lines: Vec<String> = source.lines().map(plain).collect();
    let mut snippets = 0;
    for service in services("advice") {
        assert!(!list(&service, "unmet").is_empty(), "{service}");
        for change in list(&service, "changes") {
            assert!(list(change, "left_unmet").is_empty(), "{change}");
            for edit in list(change, "edits") {
                for snippet in list(edit, "terraform") {
                    let text = snippet["text"].as_str().expect("a text");
                    for line in text.lines().map(plain).filter(|line| !line.is_empty()) {
                        assert!(lines.contains(&line), "`{line}` of {snippet}");
                    }
                    snippets += 1;
                }
            }
        }
    }
    assert!(snippets > 10, "{snippets} snippets");
    for service in services("advice-followed") {
        assert!(list(&service, "unmet").is_empty(), "{service}");
        assert!(list(&service, "undecided").is_empty(), "{service}");
        assert_eq!(service["smallest_change"], "none");
    }
}
