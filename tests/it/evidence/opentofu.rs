//! Files that only OpenTofu reads count for its plans alone.

use crate::input::{check, directory, write};
use crate::lower::lower;
use serde_json::Value;

const OPEN: &str = "resource \"aws_lb_listener\" \"web\" {\n  load_balancer_arn = \"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/1\"\n  port              = 443\n  protocol          = \"HTTPS\"\n  ssl_policy        = \"ELBSecurityPolicy-2016-08\"\n  certificate_arn   = \"arn:aws:acm:us-east-1:123456789012:certificate/1\"\n  default_action {\n    type = \"fixed-response\"\n    fixed_response {\n      content_type = \"text/plain\"\n    }\n  }\n}\n";

/// The file and line of the only finding, by the plan of some program.
#[track_caller]
fn found_at(files: &[(&str, &str)], registry: &str, says_applyable: bool, expected: &str) {
    let directory = directory();
    let path = directory.path();
    for (name, text) in files {
        write(path, name, text);
    }
    let text = lower(OPEN)
        .expect("a plan")
        .replace("registry.terraform.io", registry);
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    let top = document.as_object_mut().expect("an object");
    for name in ["complete", "applyable"] {
        top.remove(name);
    }
    if says_applyable {
        top.insert("applyable".into(), true.into());
    }
    write(path, "plan.json", document.to_string());
    let report = check(path, &["-f", "json", "--exit-zero", "plan.json"]).json();
    let findings = report["plans"][0]["findings"].as_array().expect("findings");
    let finding = findings
        .iter()
        .find(|one| one["lint"] == "listener-allows-tls10-or-tls11");
    let finding = finding.expect("the finding");
    let place = format!(
        "{}:{}",
        finding["file"].as_str().unwrap_or("none"),
        finding["line"]
    );
    assert_eq!(place, expected);
}

#[test]
fn they_are_read_for_the_plans_of_opentofu() {
    let moved = format!("\n\n\n{OPEN}");
    let (terraform, opentofu) = ("registry.terraform.io", "registry.opentofu.org");
    let both = [("main.tf", OPEN), ("main.tofu", moved.as_str())];
    found_at(&both, terraform, true, "main.tf:5");
    found_at(&both, terraform, false, "main.tf:5");
    found_at(&both, opentofu, false, "main.tofu:8");
    // One that stands beside others, and adds to them.
    let beside = [("main.tf", "locals {}\n"), ("more.tofu", moved.as_str())];
    found_at(&beside, opentofu, false, "more.tofu:8");
    // Its own registry alone tells nothing: the version and what the plan says of itself do.
    found_at(&both, "registry.example.com", true, "main.tf:5");
    found_at(&both, "registry.example.com", false, "main.tofu:8");
}
