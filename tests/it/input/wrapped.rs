//! What CI and its wrappers make of a plan: named as what it is, with what to do.

use super::refused::refuses_one;
use super::*;

#[test]
fn output_around_a_plan_is_named() {
    let directory = directory();
    let path = directory.path();
    let plan = plan().to_string();
    let wrapped = [
        (
            format!("[command]/opt/hc/terraform-bin show -json tfplan\n{plan}\n"),
            "terraform_wrapper: false",
        ),
        (
            format!(
                "{plan}\n::debug::Terraform exited with code 0.\n::set-output name=exitcode::0\n"
            ),
            "terraform_wrapper: false",
        ),
        (
            format!("\u{1b}[90m08:00:01.120\u{1b}[0m \u{1b}[97mSTDOUT\u{1b}[0m tofu: {plan}\n"),
            "--log-disable",
        ),
        (
            format!(
                "time=2026-05-01T08:00:00+02:00 level=info prefix=[../vpc] msg=Running\n{plan}"
            ),
            "--log-disable",
        ),
        (
            json!({"time": "2026-05-01", "level": "stdout", "tf-path": "tofu", "msg": plan})
                .to_string(),
            "--log-disable",
        ),
        (
            format!("Releasing state lock. This may take a few moments...\n{plan}"),
            "nothing but the output of `terraform show -json PLANFILE`",
        ),
    ];
    for (text, expected) in wrapped {
        write(path, "plan.json", &text);
        let stderr = refuses_one(path, "plan.json");
        let words: Vec<&str> = stderr.split_whitespace().collect();
        assert!(words.join(" ").contains(expected), "{stderr}");
    }
}

/// A search does not pass over a plan because CI has spoilt it.
#[test]
fn a_search_tells_of_spoilt_plans() {
    let directory = directory();
    let path = directory.path();
    let text = format!("[command]/opt/terraform-bin show -json p\n{}", plan());
    write(path, "a/plan.json", text);
    write(path, "b/redacted.json", redacted());
    let said = check(path, &["."]);
    assert_eq!(said.code, Some(2));
    for words in ["hashicorp/setup-terraform", "a redacted plan"] {
        assert!(said.stderr.contains(words), "{}", said.stderr);
    }
}

fn redacted() -> String {
    let document = json!({
        "plan_format_version": "1.2", "provider_format_version": "1.0",
        "resource_changes": plan()["resource_changes"], "output_changes": {}, "provider_schemas": {},
    });
    document.to_string()
}

#[test]
fn redacted_plans_are_named() {
    let directory = directory();
    write(directory.path(), "plan.json", redacted());
    let stderr = refuses_one(directory.path(), "plan.json");
    assert!(
        stderr.contains("this is a redacted plan of HCP Terraform"),
        "{stderr}"
    );
    assert!(stderr.contains("json-output"), "{stderr}");
}
