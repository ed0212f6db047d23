//! `explain ADDRESS` on plans that nobody should trust.

use crate::input::{Said, directory, frontlint, plan_with, write};
use serde_json::json;
use std::path::Path;

pub(super) fn explain(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command.arg("explain").args(arguments);
    command.output().expect("the binary runs").into()
}

#[test]
fn prints_nothing_that_acts_and_no_values() {
    let directory = directory();
    let path = directory.path();
    let key = "\u{1b}[31m\u{202e}\n::error::";
    let address = format!(
        "aws_lb_listener.a[{}]",
        json!(key).to_string().replace("\\u001b", "\u{1b}")
    );
    let mut plan = plan_with("/resource_changes/0/address", json!(address));
    plan["resource_changes"][0]["change"]["after"]["load_balancer_arn"] = json!("canary-7f3a9c");
    write(path, "plan.json", plan.to_string());
    let said = explain(path, &["--no-config", "aws_lb_listener.a", "plan.json"]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(
        said.stdout
            .contains("load_balancer_arn  → data.aws_lb.d, elsewhere [exact]")
    );
    let all = said.stdout + &said.stderr;
    assert!(
        !all.contains(['\u{1b}', '\u{202e}']) && !all.contains("canary"),
        "{all}"
    );
    assert!(!all.lines().any(|line| line.starts_with("::")), "{all}");
}

#[test]
fn refuses_what_is_no_plan() {
    let directory = directory();
    let path = directory.path();
    write(path, "torn.json", "{\"format_version\":");
    for file in ["torn.json", "missing.json"] {
        let said = explain(path, &["aws_lb.a", file]);
        assert_eq!((said.code, said.stdout.as_str()), (Some(2), ""));
        assert!(
            said.stderr.starts_with(&format!("error: {file}: ")),
            "{}",
            said.stderr
        );
    }
}
