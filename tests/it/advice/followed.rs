//! The Terraform of advice: it stands in `testdata/advice-followed`, which the real
//! `terraform` has planned, and what it is for is met there.

use super::{advised, plan};
use crate::input::{Said, directory, frontlint, write};
use frontlint::advice::Change;
use frontlint::facts::Need;
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

/// Everything that may be needed, of everything.
fn all_needs() -> String {
    let needs: Vec<String> = Need::all()
        // Nothing is private and at the edge.
        .filter(|need| *need != Need::Private)
        .map(|need| format!("\"{}\"", need.name()))
        .collect();
    let needs = needs.join(", ");
    format!("[[service]]\nname = \"all\"\nbackend = \"*\"\nneeds = [{needs}]\n")
}

/// The advice on a plan made before anything exists is that on the plan after the apply.
#[test]
fn before_and_after_the_apply_the_advice_is_the_same() {
    let directory = directory();
    write(directory.path(), "needs.toml", all_needs());
    let config = directory.path().join("needs.toml");
    let said = |case: &str| {
        let mut command = frontlint(Path::new("."));
        command.args(["advise", "-f", "json", "--config"]);
        command
            .arg(&config)
            .arg(format!("testdata/{case}/plan.json"));
        Said::from(command.output().expect("the binary runs")).json()
    };
    let mut compared = 0;
    for case in [
        "guide",
        "authorizers",
        "invocations",
        "targets",
        "openapi-rest",
    ] {
        let (first, applied) = (said(case), said(&format!("{case}-applied")));
        let (first, applied) = (list(&first, "services"), list(&applied, "services"));
        assert_eq!(first.len(), applied.len(), "{case}");
        for (one, other) in first.iter().zip(applied) {
            for part in [
                "backend",
                "current_front",
                "unmet",
                "undecided",
                "best_front",
                "seen",
            ] {
                assert_eq!(
                    one[part], other[part],
                    "{case}: {part} of {}",
                    one["backend"]
                );
            }
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared} services");
}

/// The changes to the only service of a plan.
fn changes<T>(hcl: &str, needs: &str, then: impl FnOnce(&[Change]) -> T) -> T {
    let config =
        format!("[[service]]\nname = \"orders\"\nbackend = \"*.orders\"\nneeds = [{needs}]\n");
    advised(hcl, &config, |all| {
        let [advice] = all.as_slice() else {
            panic!("{} services", all.len());
        };
        then(&advice.changes)
    })
}

/// A front that takes more than a few lines is not made by the advice, so that there is
/// nothing to write its settings into.
#[test]
fn nothing_is_written_into_what_nothing_makes() {
    for needs in [
        "\"jwt\", { long-request = \"60s\" }",
        "\"oidc-login\", \"waf\"",
        "{ long-request = \"60s\" }, \"per-client-rate-limit\", \"static-ip\"",
    ] {
        for name in ["http-api", "function-url"] {
            let hcl = plan(name);
            let written = |change: &Change| {
                let snippets = change.edits.iter().flat_map(|edit| &edit.snippets);
                snippets
                    .map(|snippet| format!("{} {}", snippet.into, snippet.text))
                    .collect::<String>()
            };
            changes(&hcl, needs, |changes| {
                assert!(!changes.is_empty(), "{name}: {needs}");
                for change in changes {
                    let text = written(change);
                    assert!(!text.contains("aws_lb."), "{name}: {needs}: {text}");
                }
            });
        }
    }
}

/// Preflights carry no key: a browser would be turned away before it asks.
#[test]
fn preflights_are_asked_for_no_key() {
    let every = "for_each      = toset([\"GET\", \"OPTIONS\"])\n  rest_api_id";
    let hcl = plan("rest-api")
        .replacen(
            "aws_api_gateway_method\" \"orders\" {\n  rest_api_id",
            &format!("aws_api_gateway_method\" \"orders\" {{\n  {every}"),
            1,
        )
        .replacen("http_method   = \"GET\"", "http_method   = each.key", 1)
        .replacen(
            "aws_api_gateway_integration\" \"orders\" {\n  rest_api_id",
            &format!("aws_api_gateway_integration\" \"orders\" {{\n  {every}"),
            1,
        )
        .replacen("aws_api_gateway_method.orders.http_method", "each.key", 1);
    changes(&hcl, "\"api-keys\", \"cors\"", |changes| {
        let edits = changes.iter().flat_map(|change| &change.edits);
        let keys = edits.filter(|edit| edit.what.contains("api_key_required"));
        let all: Vec<String> = keys
            .map(|edit| {
                assert!(!edit.what.contains("OPTIONS"), "{}", edit.what);
                let snippets = edit.snippets.iter();
                snippets.map(|snippet| snippet.text.clone()).collect()
            })
            .collect();
        let [text] = all.as_slice() else {
            panic!("{all:?}");
        };
        assert!(
            text.contains("api_key_required = !contains([\"OPTIONS\"], each.key)"),
            "{text}"
        );
    });
}
