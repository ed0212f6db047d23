//! A gate on what exists already: twelve findings from years ago, two that a
//! change brings in, and resources that move. The cases `testdata/history*` are
//! plans over existing infrastructure.

mod baseline;
mod identity;
mod monorepo;

use crate::input::{Said, directory, frontlint, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The plan of a case, wherever the binary runs.
fn plan(case: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("testdata/{case}/plan.json"));
    path.to_str().expect("UTF-8").to_owned()
}

/// The binary in a directory, by the day that the expectations hold for.
fn check(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command.args(["check", "--now", "2026-11-24"]);
    command.args(arguments);
    command.output().expect("the binary runs").into()
}

fn found(report: &Value) -> Vec<&Value> {
    let plans = report["plans"].as_array().expect("plans");
    let findings = plans.iter().map(|plan| plan["findings"].as_array());
    findings.flat_map(|some| some.expect("findings")).collect()
}

/// The lint and the file of each finding.
fn places<'r>(findings: impl IntoIterator<Item = &'r Value>) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = findings.into_iter();
    findings
        .map(|finding| {
            let file = PathBuf::from(text(&finding["file"]));
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            (text(&finding["lint"]), name.into_owned())
        })
        .collect()
}

/// What the pull request of the cases brings in.
fn brought_in() -> BTreeSet<(String, String)> {
    ["api-v2-route-open", "listener-allows-tls10-or-tls11"]
        .map(|lint| (lint.to_owned(), "change.tf".to_owned()))
        .into()
}

#[test]
fn the_gate_stops_what_a_plan_brings_in() {
    let directory = directory();
    let path = directory.path();
    write(path, "any.toml", "");
    write(
        path,
        "gate.toml",
        "[gate]\norigin = \"introduced\"\nfail-on = \"note\"\n",
    );
    for (change, mended) in [
        ("history-change", "history-mended"),
        ("history-moved", "history-moved-mended"),
    ] {
        let run = |arguments: &[&str]| check(path, &[arguments, &["-f", "json"]].concat());
        let said = run(&["--config", "gate.toml", &plan(change)]);
        assert_eq!(said.code, Some(1), "{change}");
        let report = said.json();
        let (new, old): (Vec<_>, Vec<_>) = found(&report)
            .into_iter()
            .partition(|finding| finding["origin"] == "introduced");
        assert_eq!(new.len(), 2, "{change}");
        assert_eq!(places(new), brought_in(), "{change}");
        let instances = old
            .iter()
            .filter_map(|finding| finding["addresses"].as_array());
        assert_eq!(instances.map(Vec::len).sum::<usize>(), 12, "{change}");
        assert!(old.iter().all(|finding| finding["origin"] == "existing"));

        // The same without a configuration, which reports the two alone.
        let only = run(&[
            "--config",
            "any.toml",
            "--only",
            "introduced",
            &plan(change),
        ]);
        assert_eq!((only.code, found(&only.json()).len()), (Some(1), 2));

        let said = run(&["--config", "gate.toml", &plan(mended)]);
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{mended}");
        assert_eq!(found(&said.json()).len(), old.len(), "{mended}");
        let said = run(&["--config", "any.toml", &plan(mended)]);
        assert_eq!(said.code, Some(1), "what is old counts by default");
    }
}
