//! The JSON syntax: every case of `testdata` respelled in it, as CDKTF and others write it, is
//! judged as it is in Terraform's own, with and without the sources.

mod respelled;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A case with sources of its own.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir("testdata").expect("testdata is part of the repository");
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    let mut cases: Vec<PathBuf> = paths
        .filter(|path| path.join("plan.json").is_file() && path.join("main.tf").is_file())
        .collect();
    cases.sort();
    cases
}

/// Copies a case with its sources in the JSON syntax, and the plan as Terraform writes it for them.
fn respell(case: &Path, lists: bool) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for entry in walkdir::WalkDir::new(case) {
        let entry = entry.expect("a readable entry");
        let below = entry
            .path()
            .strip_prefix(case)
            .expect("it lies in the case");
        let target = directory.path().join(below);
        let name = entry.file_name().to_str().expect("names are UTF-8");
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).expect("a directory");
        } else if name.ends_with(".tf") {
            let text = fs::read_to_string(entry.path()).expect("a readable file");
            let json = respelled::file(&text, lists);
            fs::write(format!("{}.json", target.display()), json).expect("it is written");
        } else if name == "plan.json" {
            let text = fs::read_to_string(entry.path()).expect("a readable file");
            let mut plan: Value = serde_json::from_str(&text).expect("a plan");
            add_constants(&mut plan["configuration"]);
            fs::write(&target, plan.to_string()).expect("it is written");
        } else {
            fs::copy(entry.path(), &target).expect("it is copied");
        }
    }
    directory
}

/// Writes the text of expressions beside what they refer to.
fn add_constants(node: &mut Value) {
    match node {
        Value::Object(members) => {
            let chains = members.get("references").and_then(Value::as_array);
            let first = chains.and_then(|chains| chains.first()?.as_str());
            if let Some(first) = first.map(|first| format!("${{{first}}}")) {
                members.insert("constant_value".into(), json!([{ "of": first }, first]));
                return;
            }
            members.values_mut().for_each(add_constants);
        }
        Value::Array(items) => items.iter_mut().for_each(add_constants),
        _ => {}
    }
}

fn check(directory: &Path, source: &Path) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontlint"));
    command
        .args(["check", "-f", "json", "--now", "2026-11-24", "--exit-zero"])
        .arg(directory.join("plan.json"))
        .arg("--source")
        .arg(source);
    let config = directory.join("frontlint.toml");
    if config.is_file() {
        command.arg("--config").arg(config);
    }
    let output = command.output().expect("the binary runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {stderr}", directory.display());
    serde_json::from_slice(&output.stdout).expect("a report in JSON")
}

/// What is found and what stays undecided, and which word the place of a finding begins with.
fn told(report: &Value) -> BTreeSet<String> {
    let plan = &report["plans"][0];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = plan["findings"].as_array().expect("findings").iter();
    let findings = findings.map(|finding| {
        format!(
            "{} {} {} {} {}: {} at {}",
            text(&finding["lint"]),
            text(&finding["address"]),
            text(&finding["attribute"]),
            text(&finding["level"]),
            text(&finding["origin"]),
            text(&finding["message"]),
            word(finding),
        )
    });
    let open = plan["undecided"].as_array().expect("undecided").iter();
    let open = open.map(|open| {
        let [lint, address, why] = ["lint", "address", "why"].map(|name| text(&open[name]));
        format!("undecided {lint} {address}: {why}")
    });
    findings.chain(open).collect()
}

/// The word at a finding's place: the name of a block, or of an attribute.
fn word(finding: &Value) -> String {
    let Some(file) = finding["file"].as_str() else {
        return "nowhere".into();
    };
    let text = fs::read_to_string(file).expect("a file that is read");
    let number = |name: &str| finding[name].as_u64().expect("a number") as usize;
    let line = text.lines().nth(number("line") - 1).expect("a line of it");
    let rest: String = line.chars().skip(number("column") - 1).collect();
    let words = rest.split(['"', ' ', '=', '{']);
    let mut words = words.filter(|word| !word.is_empty());
    match words.next().unwrap_or_default() {
        // What JSON has no word for: the labels follow.
        "resource" | "data" => words.nth(1).unwrap_or_default(),
        "module" | "dynamic" => words.next().unwrap_or_default(),
        word => word,
    }
    .to_owned()
}

#[test]
fn the_json_syntax_is_judged_alike() {
    let mut wrong = Vec::new();
    for case in cases() {
        for lists in [false, true] {
            let copy = respell(&case, lists);
            let nowhere = tempfile::tempdir().expect("a directory");
            let name = case.display();
            for (source, own, other) in [
                ("sources", case.as_path(), copy.path()),
                ("alone", nowhere.path(), nowhere.path()),
            ] {
                let expected = told(&check(&case, own));
                let found = told(&check(copy.path(), other));
                let missing = expected.difference(&found);
                wrong.extend(missing.map(|line| format!("{name} {source}: missing {line}")));
                let more = found.difference(&expected);
                wrong.extend(more.map(|line| format!("{name} {source}: too much {line}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Places in a file that is written in the JSON syntax from the start.
#[test]
fn cdktf_gets_lines() {
    let case = Path::new("testdata/cdktf");
    let report = check(case, case);
    let findings = report["plans"][0]["findings"].as_array().expect("findings");
    let places = findings.iter().map(|finding| {
        let lint = finding["lint"].as_str().expect("a name");
        format!("{lint} {} {}", finding["line"], word(finding))
    });
    let expected = [
        "cloudfront-viewer-http-allowed 66 viewer_protocol_policy",
        "permission-source-arn-wrong 120 source_arn",
    ];
    assert_eq!(places.collect::<Vec<_>>(), expected);
    let kept_back = &report["plans"][0]["counts"]["suppressed"];
    assert_eq!(kept_back, 1, "a comment accepts one");
}
