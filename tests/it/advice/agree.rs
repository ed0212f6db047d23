//! `advise` and `check` say the same of every case: what a lint finds missing is not met,
//! and what a lint finds wrong does not count as set up.

use crate::input::{Said, directory, frontlint, write};
use frontlint::facts::Need;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Lints that contradict a need at the front where they stand.
const AGAINST: [(&str, &str); 9] = [
    ("public-alb-without-waf", "waf"),
    ("rest-stage-without-waf", "waf"),
    ("association-to-api-instead-of-stage", "waf"),
    ("association-unsupported-resource", "waf"),
    ("lb-access-logs-off", "access-logs"),
    ("function-url-open", "iam-auth"),
    ("rest-method-open", "iam-auth"),
    ("api-v2-route-open", "jwt"),
    ("listener-without-tls13", "tls13-only"),
];

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir("testdata").expect("the cases");
    let paths = entries.map(|entry| entry.expect("a readable entry").path().join("plan.json"));
    let mut cases: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    cases.sort();
    cases
}

fn run(command: &str, plan: &Path, config: &Path) -> Value {
    let mut run = frontlint(Path::new("."));
    run.args([command, "-f", "json", "--config"]);
    run.arg(config).arg(plan);
    let said = Said::from(run.output().expect("the binary runs"));
    assert_ne!(said.code, Some(2), "{}: {}", plan.display(), said.stderr);
    said.json()
}

fn texts(value: &Value) -> Vec<&str> {
    let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(Value::as_str).collect()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn module(address: &str) -> &str {
    let mut dots = address.rmatch_indices('.').map(|(at, _)| at);
    dots.nth(1).map_or("", |at| &address[..at])
}

/// Whether advice takes a need for met at a front.
fn is_met(service: &Value, front: &Value, need: &str) -> bool {
    let open = texts(&service["undecided"]).contains(&need);
    texts(&service["needs"]).contains(&need) && !texts(&front["unmet"]).contains(&need) && !open
}

/// A lint of needs opens with "`service` needs `need`, and".
fn need_of(finding: &Value) -> Option<(&str, &str)> {
    let message = finding["message"].as_str()?;
    let (before, after) = message.split_once("` needs `")?;
    let service = before.rsplit('`').next()?;
    let need = after.split(['`', '=']).next()?;
    Some((service, need))
}

/// What contradicts what in one case.
fn contradictions(checked: &Value, advised: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let findings = list(checked, "plans")
        .iter()
        .flat_map(|plan| list(plan, "findings"));
    let findings = findings.filter(|finding| finding["origin"] != "resolved");
    for finding in findings {
        let lint = finding["lint"].as_str().unwrap_or_default();
        let address = finding["address"].as_str().unwrap_or_default();
        for service in list(advised, "services") {
            if let Some((backend, need)) = need_of(finding)
                && service["backend"] == backend
                && !texts(&service["unmet"]).contains(&need)
            {
                found.push(format!(
                    "{lint} at {address}: `{need}` of {backend} is not unmet"
                ));
            }
            for front in list(service, "fronts") {
                let here = front["address"].as_str().unwrap_or_default();
                let of_api = ["aws_api_gateway_stage.", "aws_wafv2_web_acl_association."]
                    .iter()
                    .any(|kind| address.contains(kind))
                    && front["front"] == "rest-api"
                    && module(address) == module(here);
                let lacks = AGAINST.iter().filter(|(name, _)| *name == lint);
                for (_, need) in lacks {
                    // A distribution may meet the need; a way around it is another matter.
                    let edge = front["front"].as_str().unwrap_or_default();
                    let edge = *need == "waf" && edge.starts_with("cloudfront+");
                    if edge {
                        continue;
                    }
                    if (here == address || of_api) && is_met(service, front, need) {
                        found.push(format!("{lint} at {address}: `{need}` is met by {here}"));
                    }
                }
            }
        }
    }
    found
}

#[test]
fn advice_and_checks_never_contradict_each_other() {
    let directory = directory();
    let needing = |name: &str, needs: &dyn Fn(&Need) -> bool| {
        let names = Need::all().filter(|need| needs(need));
        let names: Vec<String> = names.map(|need| format!("\"{}\"", need.name())).collect();
        let config = format!(
            "[[service]]\nname = \"all\"\nbackend = \"*\"\nneeds = [{}]\n",
            names.join(", ")
        );
        let path = format!("{name}.toml");
        write(directory.path(), &path, config);
        directory.path().join(path)
    };
    let configs = [
        needing("most", &|need| *need != Need::Private),
        needing("private", &|need| *need == Need::Private),
    ];
    let mut found = Vec::new();
    for plan in cases() {
        for config in &configs {
            let (checked, advised) = (run("check", &plan, config), run("advise", &plan, config));
            let all = contradictions(&checked, &advised);
            found.extend(
                all.into_iter()
                    .map(|one| format!("{}: {one}", plan.display())),
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
