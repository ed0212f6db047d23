//! What a plan brings in: nothing, where it changes nothing, and nothing of what it leaves alone.

use crate::corpus;
use crate::input::{directory, frontlint, write};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The cases, with their plans.
fn cases() -> Vec<(String, Value)> {
    let folders = fs::read_dir("testdata").expect("testdata is part of the repository");
    let mut cases: Vec<(String, Value)> = folders
        .filter_map(|folder| {
            let folder = folder.expect("a readable entry");
            let text = fs::read_to_string(folder.path().join("plan.json")).ok()?;
            let plan = serde_json::from_str(&text).expect("a plan in JSON");
            Some((folder.file_name().to_string_lossy().into_owned(), plan))
        })
        .collect();
    cases.sort_by(|one, other| one.0.cmp(&other.0));
    cases
}

/// The plan once all that it wants is there and known as far as it says.
fn settled(mut plan: Value) -> Value {
    let changes = plan["resource_changes"].as_array_mut();
    changes.into_iter().flatten().for_each(|change| {
        let is_managed = change["mode"] == "managed";
        let own = &mut change["change"];
        if is_managed && own["after"].is_object() {
            own["before"] = own["after"].clone();
            own["before_sensitive"] = own["after_sensitive"].clone();
            own["after_unknown"] = json!({});
            own["actions"] = json!(["no-op"]);
        }
    });
    let gone = |change: &Value| change["change"]["after"].is_null();
    if let Some(changes) = plan["resource_changes"].as_array_mut() {
        changes.retain(|change| !gone(change));
    }
    plan
}

/// The plan with a resource more, which has nothing to do with any of the others.
fn beside_a_new_one(mut plan: Value) -> Value {
    let queue = json!({
        "address": "aws_sqs_queue.unrelated", "mode": "managed", "type": "aws_sqs_queue",
        "name": "unrelated", "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {
            "actions": ["create"], "before": null, "after": { "name": "unrelated" },
            "after_unknown": { "id": true }, "before_sensitive": false, "after_sensitive": {},
        }
    });
    let changes = plan["resource_changes"].as_array_mut();
    changes.expect("changes").push(queue);
    plan
}

fn changes_nothing(plan: &Value) -> bool {
    let changes = plan["resource_changes"].as_array();
    let mut changes = changes.into_iter().flatten();
    changes.all(|change| change["change"]["actions"] == json!(["no-op"]))
}

/// The findings of a run that are not told as existing.
fn not_existing(directory: &Path, arguments: &[&str]) -> Vec<String> {
    let mut command = frontlint(directory);
    command.args(["check", "-f", "json", "--exit-zero", "--now", "2026-11-24"]);
    let output = command.args(arguments).output().expect("the binary runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report in JSON");
    let plans = report["plans"].as_array().into_iter().flatten();
    let findings = plans.flat_map(|plan| {
        let findings = plan["findings"].as_array().into_iter().flatten();
        findings.map(move |finding| (&plan["plan"], finding))
    });
    let odd = findings.filter(|(_, finding)| finding["origin"] != "existing");
    odd.map(|(plan, finding)| {
        let (lint, address) = (&finding["lint"], &finding["address"]);
        format!("{plan}: {lint} {address} {}", finding["origin"])
    })
    .collect()
}

/// Judges each plan as if it were applied already: alone, and beside a resource that is new.
fn bring_nothing_in(plans: impl Iterator<Item = (String, Value)>) {
    let directory = directory();
    let path = directory.path();
    for (name, plan) in plans {
        let plan = settled(plan);
        if !plan["resource_changes"].is_array() {
            continue;
        }
        write(
            path,
            &format!("{name}-beside.json"),
            beside_a_new_one(plan.clone()).to_string(),
        );
        write(path, &format!("{name}.json"), plan.to_string());
    }
    let odd = not_existing(path, &["--no-config", "."]);
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

#[test]
fn nothing_is_brought_in_without_a_change() {
    bring_nothing_in(cases().into_iter());
}

#[test]
#[cfg_attr(not(corpus), ignore = "FRONTLINT_CORPUS names no folder of plans")]
fn nothing_is_brought_in_without_a_change_to_the_corpus() {
    bring_nothing_in(corpus::plans().map(|(name, text)| {
        let plan = serde_json::from_str(&text).expect("a plan in JSON");
        let name = name.rsplit('/').next().unwrap_or_default().to_owned();
        (name, plan)
    }));
}

/// The plan with its sources, which say more than it.
#[test]
fn nothing_is_brought_in_by_what_the_sources_tell() {
    let directory = directory();
    let path = directory.path();
    let mut odd = Vec::new();
    let mut tried = 0;
    for (name, plan) in cases() {
        let root = name
            .strip_suffix("-applied")
            .filter(|_| changes_nothing(&plan));
        let Some(root) = root else { continue };
        tried += 1;
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("testdata")
            .join(root);
        let root = root.to_str().expect("UTF-8");
        write(path, "same.json", plan.to_string());
        write(path, "beside.json", beside_a_new_one(plan).to_string());
        for plan in ["same.json", "beside.json"] {
            let found = not_existing(path, &["--no-config", "--source", root, plan]);
            odd.extend(found.into_iter().map(|found| format!("{name}: {found}")));
        }
    }
    assert!(tried > 15, "{tried} cases");
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}
