//! What the sources of modules tell, from the repository or from elsewhere, of references that
//! plans lose.

use super::explain::explain;
use super::write_zip;
use crate::input::{check, directory, real, write};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const FAR: &str = r#"
locals {
  balancer = module.near.arn
}
resource "aws_lb" "a" {}
resource "aws_lb_listener" "this" {
  load_balancer_arn = local.balancer
}
module "near" {
  source = "./near"
}
"#;

const NEAR: &str = r#"
locals {
  arn = aws_lb.b.arn
}
resource "aws_lb" "b" {}
output "arn" {
  value = local.arn
}
"#;

const MAIN: &str = "module \"far\" {\n  source = \"acme/far/aws\"\n}\n";

/// A plan of a module from a registry with a local one inside, joined by locals.
fn plan() -> String {
    let created = |address: &str, type_name: &str, unknown: Value| {
        json!({
            "address": address, "mode": "managed", "type": type_name,
            "change": { "actions": ["create"], "before": null, "after": {}, "after_unknown": unknown },
        })
    };
    let block = |type_name: &str, name: &str, expressions: Value| json!({ "mode": "managed", "type": type_name, "name": name, "expressions": expressions });
    let near = json!({
        "outputs": { "arn": { "expression": { "references": ["local.arn"] } } },
        "resources": [block("aws_lb", "b", json!({}))],
    });
    let listener = json!({ "load_balancer_arn": { "references": ["local.balancer"] } });
    let far = json!({
        "resources": [block("aws_lb", "a", json!({})), block("aws_lb_listener", "this", listener)],
        "module_calls": { "near": { "source": "./near", "module": near } },
    });
    json!({
        "format_version": "1.2",
        "planned_values": {},
        "resource_changes": [
            created("module.far.aws_lb.a", "aws_lb", json!({ "arn": true })),
            created("module.far.module.near.aws_lb.b", "aws_lb", json!({ "arn": true })),
            created("module.far.aws_lb_listener.this", "aws_lb_listener", json!({ "load_balancer_arn": true })),
        ],
        "configuration": { "root_module": {
            "module_calls": { "far": { "source": "acme/far/aws", "module": far } },
        } },
    })
    .to_string()
}

fn installed(directory: &Path, dir: &str) {
    let manifest = json!({ "Modules": [
        { "Key": "", "Source": "", "Dir": "." },
        { "Key": "far", "Source": "registry.terraform.io/acme/far/aws", "Dir": dir },
        { "Key": "far.near", "Source": "./near", "Dir": format!("{dir}/near") },
    ] });
    write(
        directory,
        ".terraform/modules/modules.json",
        manifest.to_string(),
    );
}

/// Where the listener's `load_balancer_arn` leads, and what was lost.
#[track_caller]
fn leads(directory: &Path, to: &str, lost: &str) {
    let arguments = [
        "-f",
        "json",
        "--no-config",
        "module.far.aws_lb_listener.this",
        "plan.json",
    ];
    let said = explain(directory, &arguments);
    let found = said.json();
    let found = &found["resources"][0];
    let leads = found["refers_to"].as_array().expect("references");
    let leads: Vec<&str> = leads
        .iter()
        .filter_map(|lead| lead["to"].as_str())
        .collect();
    assert_eq!(leads.join(" "), to, "{said:?}");
    let why = found["unresolved"][0]["why"].as_str().unwrap_or_default();
    assert!(
        why.contains(lost) && why.is_empty() == lost.is_empty(),
        "{why}"
    );
    assert_eq!(said.stderr, "");
}

#[test]
fn installed_modules_tell_and_have_no_lines() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", plan());
    // The only balancer in the listener's own module is a guess, and a wrong one.
    let guess = "module.far.aws_lb.a";
    leads(path, guess, "local.balancer");
    write(path, "main.tf", MAIN);
    leads(path, guess, "local.balancer");
    installed(path, ".terraform/modules/far");
    leads(path, guess, "local.balancer");
    write(path, ".terraform/modules/far/main.tf", FAR);
    write(path, ".terraform/modules/far/near/main.tf", NEAR);
    leads(path, "module.far.module.near.aws_lb.b", "");

    // Nobody can mend a line there: the call is what is reported.
    let report = check(path, &["-f", "json", "--exit-zero", "plan.json"]).json();
    let findings = report["plans"][0]["findings"].as_array().expect("findings");
    assert!(!findings.is_empty());
    for finding in findings {
        assert_eq!(
            (&finding["file"], &finding["line"]),
            (&json!("main.tf"), &json!(1))
        );
    }

    // Another version, a broken file, a manifest that leads away: as if there were none.
    write(
        path,
        ".terraform/modules/far/more.tf",
        "resource \"aws_lb\" \"c\" {}\n",
    );
    leads(path, guess, "local.balancer");
    write(path, ".terraform/modules/far/more.tf", "resource {");
    leads(path, "module.far.module.near.aws_lb.b", "");
    write(path, ".terraform/modules/far/main.tf", "resource {");
    leads(path, guess, "local.balancer");
    fs::remove_file(path.join(".terraform/modules/far/more.tf")).expect("a file");
    write(path, ".terraform/modules/far/main.tf", FAR);
    let outside = tempfile::TempDir::new().expect("a directory");
    write(outside.path(), "main.tf", FAR);
    installed(path, outside.path().to_str().expect("UTF-8"));
    leads(path, guess, "local.balancer");
    write(path, ".terraform/modules/modules.json", "{");
    leads(path, guess, "local.balancer");
}

#[test]
fn the_binary_plan_tells() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", plan());
    let entries: &[super::Entry<'_>] = &[
        ("tfconfig/m-/main.tf", MAIN.as_bytes()),
        ("tfconfig/m-far/main.tf", FAR.as_bytes()),
        ("tfconfig/m-far.near/main.tf", NEAR.as_bytes()),
        ("tfconfig/modules.json", b"[]"),
    ];
    write_zip(&path.join("tfplan"), entries);
    leads(path, "module.far.module.near.aws_lb.b", "");
    write(path, "main.tf", MAIN);
    leads(path, "module.far.module.near.aws_lb.b", "");
}

/// `x["${each.key}-int"]` looks like `x[each.key]` in a plan.
#[test]
fn indexes_are_as_the_source_spells_them() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", real("indexes"));
    let found = |how: &str| {
        let said = explain(
            path,
            &[
                "--no-config",
                "aws_lb_listener.internal[\"web\"]",
                "plan.json",
            ],
        );
        said.stdout
            .lines()
            .filter(|line| line.contains("load_balancer_arn") && line.contains(how))
            .count()
    };
    assert_eq!((found("[ambiguous]"), found("[same-key]")), (4, 0));
    let main = fs::read_to_string("testdata/indexes/main.tf").expect("a case");
    write(path, "main.tf", &main);
    assert_eq!(
        (
            found("[ambiguous]"),
            found("aws_lb.this[\"web-int\"] [exact]")
        ),
        (0, 1)
    );
    // References that are not those of the plan say nothing.
    write(
        path,
        "main.tf",
        main.replace(
            "aws_lb.this[\"${each.key}-int\"]",
            "aws_lb.this[\"${local.x}-int\"]",
        ),
    );
    assert_eq!((found("[ambiguous]"), found("[same-key]")), (4, 0));
}
