//! `testdata/<case>/`: real plans, with the findings expected in the HCL.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One expected or actual finding: file, line, lint.
type Found = BTreeSet<(String, usize, String)>;

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir("testdata")
        .expect("testdata is part of the repository")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.join("plan.json").is_file())
        .collect();
    cases.sort();
    cases
}

/// The folder with the configuration of a case: that of another, where this is its plan after
/// the apply.
fn root(case: &Path) -> PathBuf {
    let settings = fs::read_to_string(case.join("case.json")).unwrap_or_else(|_| "{}".into());
    let settings: Value = serde_json::from_str(&settings).expect("settings in JSON");
    let other = settings["root"]
        .as_str()
        .filter(|_| settings["applied"] == true);
    other.map_or_else(
        || case.to_owned(),
        |root| Path::new("testdata").join(root.trim_start_matches("../")),
    )
}

/// Runs `check -f json` on a case, by the date that its expectations hold for.
fn check(case: &Path) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontlint"));
    command
        .args(["check", "-f", "json", "--now", "2026-11-24", "--exit-zero"])
        .arg(case.join("plan.json"));
    let root = root(case);
    if root != case {
        command.arg("--source").arg(&root);
        let config = root.join("frontlint.toml");
        if config.is_file() {
            command.arg("--config").arg(config);
        }
    }
    let output = command.output().expect("the binary runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {stderr}", case.display());
    serde_json::from_slice(&output.stdout).expect("a report in JSON")
}

fn findings(report: &Value) -> Vec<&Value> {
    let plans = report["plans"].as_array().expect("plans");
    plans
        .iter()
        .flat_map(|plan| plan["findings"].as_array().expect("findings"))
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// `#~ name, name` expects lints on its own line, `#~^ name` one line up for each `^`.
fn expected(case: &Path) -> Found {
    let mut found = Found::new();
    for entry in walkdir::WalkDir::new(root(case)) {
        let entry = entry.expect("a readable entry");
        if entry.path().extension().is_none_or(|end| end != "tf") {
            continue;
        }
        let file = entry.path().to_str().expect("names are UTF-8").to_owned();
        let text = fs::read_to_string(entry.path()).expect("a readable file");
        for (at, line) in text.lines().enumerate() {
            let Some((_, marks)) = line.split_once("#~") else {
                continue;
            };
            let names = marks.trim_start_matches('^');
            let up = marks.len() - names.len();
            for name in names.split(',') {
                found.insert((file.clone(), at + 1 - up, name.trim().to_owned()));
            }
        }
    }
    found
}

fn actual(report: &Value) -> Found {
    findings(report)
        .into_iter()
        .filter(|finding| finding["origin"] != "resolved")
        .map(|finding| {
            let line = finding["line"].as_u64().unwrap_or_default() as usize;
            (text(&finding["file"]), line, text(&finding["lint"]))
        })
        .collect()
}

#[test]
fn findings_are_those_of_the_hcl() {
    let mut wrong = Vec::new();
    for case in cases() {
        if case.join("expected.txt").exists() {
            continue;
        }
        let (expected, actual) = (expected(&case), actual(&check(&case)));
        for (file, line, lint) in expected.difference(&actual) {
            wrong.push(format!("missing  {file}:{line} {lint}"));
        }
        for (file, line, lint) in actual.difference(&expected) {
            wrong.push(format!("too much {file}:{line} {lint}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `expected.txt` lists `lint address` where there is no HCL, and
/// `expected-origins.txt` adds how each came about.
#[test]
fn findings_are_those_listed() {
    let mut wrong = Vec::new();
    for case in cases() {
        for (list, with_origin) in [("expected.txt", false), ("expected-origins.txt", true)] {
            let Ok(listed) = fs::read_to_string(case.join(list)) else {
                continue;
            };
            let expected: BTreeSet<String> = listed
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .map(str::to_owned)
                .collect();
            let report = check(&case);
            let actual: BTreeSet<String> = findings(&report)
                .into_iter()
                .map(|finding| {
                    let origin = if with_origin {
                        format!(" {}", text(&finding["origin"]))
                    } else {
                        String::new()
                    };
                    format!(
                        "{} {}{origin}",
                        text(&finding["lint"]),
                        text(&finding["address"])
                    )
                })
                .collect();
            wrong.extend(
                expected
                    .difference(&actual)
                    .map(|line| format!("{}: missing {line}", case.display())),
            );
            wrong.extend(
                actual
                    .difference(&expected)
                    .map(|line| format!("{}: too much {line}", case.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The same configuration before anything exists and after apply: the same
/// findings, or undecided in the first.
#[test]
fn before_and_after_apply_agree() {
    for case in [
        "guide",
        "encryption",
        "hosts",
        "objects",
        "openapi-rest",
        "targets",
    ] {
        before_and_after_agree(case);
    }
}

#[track_caller]
fn before_and_after_agree(case: &str) {
    let case = Path::new("testdata").join(case);
    let applied = format!("{}-applied", case.display());
    let (before, after) = (check(&case), check(Path::new(&applied)));
    // Without the sources, findings of one block are not told as one.
    let pairs = |report: &Value| -> BTreeSet<(String, String)> {
        let mut pairs = BTreeSet::new();
        for finding in findings(report) {
            let addresses = finding["addresses"].as_array().into_iter().flatten();
            for address in addresses.chain([&finding["address"]]) {
                pairs.insert((text(&finding["lint"]), text(address)));
            }
        }
        pairs
    };
    let open: BTreeSet<(String, String)> = before["plans"][0]["undecided"]
        .as_array()
        .expect("undecided")
        .iter()
        .map(|open| (text(&open["lint"]), text(&open["address"])))
        .collect();
    let (before, after) = (pairs(&before), pairs(&after));
    assert!(!after.is_empty());
    assert!(before.is_subset(&after), "{:?}", before.difference(&after));
    let missing: BTreeSet<_> = after.difference(&before).cloned().collect();
    assert!(missing.is_subset(&open), "{:?}", missing.difference(&open));
}
