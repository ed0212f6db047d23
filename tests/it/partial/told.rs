//! Which plans are partial, and what is said of them.

use crate::input::{Said, directory, frontlint, write};
use crate::lower::lower;
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, File, Sources};
use serde_json::{Value, json};
use std::path::Path;

fn block(mode: &str, kind: &str, more: Value) -> Value {
    let mut block =
        json!({"address": format!("{kind}.x"), "mode": mode, "type": kind, "name": "x"});
    let members = more.as_object().expect("an object").clone();
    block.as_object_mut().expect("an object").extend(members);
    block
}

fn change(address: &str, action: &str) -> Value {
    let (before, after) = match action {
        "create" => (Value::Null, json!({})),
        "delete" | "forget" => (json!({}), Value::Null),
        _ => (json!({}), json!({})),
    };
    let actions = [action];
    json!({"address": address, "mode": "managed", "change": {"actions": actions, "before": before, "after": after}})
}

fn document(root: &Value, changes: &Value) -> Value {
    json!({
        "format_version": "1.2", "terraform_version": "1.7.5", "planned_values": {},
        "resource_changes": changes, "configuration": {"root_module": root},
    })
}

/// The addresses that a plan leaves out.
#[track_caller]
fn check(root: &Value, changes: &Value, sources: Option<&str>, expected: &[&str]) {
    let text = document(root, changes).to_string();
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    let file = sources.map(|text| File {
        path: "main.tf".into(),
        text: text.into(),
    });
    let sources = Sources::parse(file.into_iter().collect(), &Calls::new());
    let planned = reading.with_evidence(&sources).planned;
    let left_out: Vec<&str> = planned.left_out().collect();
    assert_eq!(left_out, expected, "{root}");
    assert_eq!(planned.is_partial(), !expected.is_empty());
}

#[test]
fn a_block_that_has_to_be_there_tells() {
    let lb = block("managed", "aws_lb", json!({}));
    let topic = block("managed", "aws_sns_topic", json!({}));
    let root = json!({"resources": [lb, topic]});
    let there = json!([change("aws_lb.x", "create")]);
    check(&root, &there, None, &["aws_sns_topic.x"]);
    let both = json!([
        change("aws_lb.x", "no-op"),
        change("aws_sns_topic.x", "update")
    ]);
    check(&root, &both, None, &[]);
    // What the plan takes away, or lets go of, it does not leave out.
    for action in ["delete", "forget"] {
        let gone = json!([
            change("aws_lb.x", "create"),
            change("aws_sns_topic.x", action)
        ]);
        check(&root, &gone, None, &[]);
    }
    let mut former = change("aws_sns_topic.x", "delete");
    former["deposed"] = json!("a1b2c3d4");
    let former = json!([change("aws_lb.x", "create"), former]);
    check(&root, &former, None, &["aws_sns_topic.x"]);
}

#[test]
fn what_may_have_no_instance_tells_nothing() {
    let there = json!([change("aws_lb.x", "create")]);
    let lb = block("managed", "aws_lb", json!({}));
    for more in [
        json!({"count_expression": {"references": ["var.n"]}}),
        json!({"count_expression": {"constant_value": 0}}),
        json!({"for_each_expression": {"references": ["local.all"]}}),
    ] {
        let topic = block("managed", "aws_sns_topic", more);
        check(&json!({"resources": [lb, topic]}), &there, None, &[]);
    }
    for mode in ["data", "ephemeral"] {
        let other = block(mode, "aws_lb_listener", json!({}));
        check(&json!({"resources": [lb, other]}), &there, None, &[]);
    }
    // A set of literals leaves no trace in a plan, and one in the source.
    let topic = block("managed", "aws_sns_topic", json!({}));
    let root = json!({"resources": [lb, topic]});
    let source = "resource \"aws_sns_topic\" \"x\" {\n  for_each = toset([])\n}\n";
    check(&root, &there, Some(source), &[]);
    let source = "resource \"aws_sns_topic\" \"x\" {\n  for_each = toset([\"a\"])\n}\n";
    check(&root, &there, Some(source), &["aws_sns_topic.x"]);
    check(
        &root,
        &there,
        Some("resource \"aws_sns_topic\" \"x\" {}\n"),
        &["aws_sns_topic.x"],
    );
}

/// Of what is repeated by literals each instance has to be there.
#[test]
fn keys_that_are_written_out_tell() {
    let by = |more: Value| json!({"resources": [block("managed", "aws_lb", more)]});
    let named = by(json!({"for_each_expression": {"constant_value": {"a": {}, "b.c": {}}}}));
    let one = json!([change("aws_lb.x[\"a\"]", "create")]);
    check(&named, &one, None, &["aws_lb.x[\"b.c\"]"]);
    let counted = by(json!({"count_expression": {"constant_value": 2}}));
    check(
        &counted,
        &json!([change("aws_lb.x[0]", "create")]),
        None,
        &["aws_lb.x[1]"],
    );
    let both = json!([
        change("aws_lb.x[0]", "no-op"),
        change("aws_lb.x[1]", "create")
    ]);
    check(&counted, &both, None, &[]);
}

#[test]
fn modules_tell_for_each_instance() {
    let module = json!({"resources": [
        block("managed", "aws_lb", json!({})), block("managed", "aws_sns_topic", json!({})),
    ]});
    let call = |more: Value| {
        let mut call = json!({"source": "./m", "module": module});
        let members = more.as_object().expect("an object").clone();
        call.as_object_mut().expect("an object").extend(members);
        json!({"module_calls": {"m": call}})
    };
    let once = call(json!({}));
    check(
        &once,
        &json!([]),
        None,
        &["module.m.aws_lb.x", "module.m.aws_sns_topic.x"],
    );
    let repeated = call(json!({"count_expression": {"references": ["var.n"]}}));
    check(&repeated, &json!([]), None, &[]);
    let one = json!([
        change("module.m[0].aws_lb.x", "create"),
        change("module.m[0].aws_sns_topic.x", "create"),
        change("module.m[1].aws_lb.x", "create"),
    ]);
    check(&repeated, &one, None, &["module.m[1].aws_sns_topic.x"]);
}

const STACK: &str = r#"
resource "aws_api_gateway_rest_api" "a" {
  name = "a"
}

resource "aws_lb" "x" {
  load_balancer_type = "application"
  internal           = false
  subnets            = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
}

resource "aws_wafv2_web_acl_association" "x" {
  resource_arn = aws_lb.x.arn
  web_acl_arn  = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/11111111-2222-3333-4444-555555555555"
}
"#;

/// The stack without the resources of some types.
fn without(types: &[&str]) -> Value {
    let text = lower(STACK).expect("a plan");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    let changes = document["resource_changes"]
        .as_array_mut()
        .expect("changes");
    changes.retain(|change| !types.contains(&change["type"].as_str().unwrap_or_default()));
    document
        .as_object_mut()
        .expect("an object")
        .remove("complete");
    document
}

fn run(directory: &Path, arguments: &[&str]) -> Said {
    let mut command = frontlint(directory);
    command.args(arguments);
    command.output().expect("the binary runs").into()
}

#[test]
fn it_is_told_in_one_line_wherever_verdicts_are_given() {
    let directory = directory();
    let path = directory.path();
    write(path, "whole.json", without(&[]).to_string());
    write(
        path,
        "part.json",
        without(&["aws_wafv2_web_acl_association"]).to_string(),
    );
    write(
        path,
        "less.json",
        without(&["aws_wafv2_web_acl_association", "aws_api_gateway_rest_api"]).to_string(),
    );
    let part = "warning: part.json is partial (`-target`, `-exclude`, not enabled): it leaves out `aws_wafv2_web_acl_association.x`; what may be left out is not called missing\n";
    let less = "warning: less.json is partial (`-target`, `-exclude`, not enabled): it leaves out `aws_api_gateway_rest_api.a` and 1 more resource; what may be left out is not called missing\n";
    for command in ["check", "graph", "advise"] {
        let said = |file| run(path, &[command, "--no-config", file]);
        assert_eq!(said("whole.json").stderr, "");
        assert_eq!(said("part.json").stderr, part);
        assert_eq!(said("less.json").stderr, less);
    }
    let claims = |file: &str| {
        let said = run(
            path,
            &["check", "--no-config", "-f", "json", "--exit-zero", file],
        );
        let report = said.json();
        let findings = report["plans"][0]["findings"].as_array().expect("findings");
        findings
            .iter()
            .any(|one| one["lint"] == "public-alb-without-waf")
    };
    for file in ["whole.json", "part.json", "less.json"] {
        assert!(!claims(file), "{file}");
    }
    // Without the association in the configuration it is missing.
    let mut whole = without(&["aws_wafv2_web_acl_association"]);
    let blocks = &mut whole["configuration"]["root_module"]["resources"];
    let blocks = blocks.as_array_mut().expect("blocks");
    blocks.retain(|block| block["type"] != "aws_wafv2_web_acl_association");
    write(path, "none.json", whole.to_string());
    assert!(claims("none.json"));
}

/// What exists is judged where nothing changes.
#[test]
fn a_plan_that_only_refreshes_is_what_exists() {
    let directory = directory();
    let path = directory.path();
    let mut document = without(&["aws_wafv2_web_acl_association"]);
    let configured = &mut document["configuration"]["root_module"]["resources"];
    let configured = configured.as_array_mut().expect("blocks");
    configured.retain(|block| block["type"] != "aws_wafv2_web_acl_association");
    let changes = document["resource_changes"].take();
    let exists = changes.as_array().expect("changes").iter().map(|change| {
        json!({
            "address": change["address"], "mode": "managed", "type": change["type"], "name": change["name"],
            "values": change["change"]["after"], "sensitive_values": {},
        })
    });
    let resources: Vec<Value> = exists.collect();
    document["prior_state"] =
        json!({"format_version": "1.0", "values": {"root_module": {"resources": resources}}});
    document
        .as_object_mut()
        .expect("an object")
        .remove("resource_changes");
    write(path, "plan.json", document.to_string());
    let said = run(path, &["check", "--no-config", "-f", "json", "plan.json"]);
    assert_eq!(
        said.stderr,
        "warning: plan.json plans no change of a resource (`-refresh-only`): what exists is judged\n"
    );
    let report = said.json();
    let findings = report["plans"][0]["findings"].as_array().expect("findings");
    let found = findings
        .iter()
        .filter(|one| one["lint"] == "public-alb-without-waf");
    assert_eq!(found.count(), 1);
    assert!(
        findings.iter().all(|one| one["origin"] == "existing"),
        "{findings:?}"
    );
}

/// Terraform 0.12 names what stands in a module's state within that module, and without its key.
#[test]
fn states_of_terraform_0_12_are_read() {
    let values =
        json!({"arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/1"});
    let resource = |index: Value| {
        let mut one = json!({"address": "data.aws_lb.x", "mode": "data", "type": "aws_lb", "name": "x", "values": values});
        one["index"] = index;
        one
    };
    let nested = json!({"address": "module.m.module.n", "resources": [resource(json!("k"))]});
    let state = json!({"values": {"root_module": {
        "resources": [resource(Value::Null)],
        "child_modules": [{
            "address": "module.m",
            "resources": [resource(json!(0)), resource(json!(1))],
            "child_modules": [nested],
        }],
    }}});
    let mut document = document(&json!({}), &json!([]));
    document["terraform_version"] = json!("0.12.31");
    document["format_version"] = json!("0.1");
    document["prior_state"] = state;
    let text = document.to_string();
    let planned = Plan::read(&text, &graph::reads).expect("a plan").planned;
    let mut addresses: Vec<&str> = planned
        .ids()
        .map(|id| planned[id].address.as_ref())
        .collect();
    addresses.sort_unstable();
    let expected = [
        "data.aws_lb.x",
        "module.m.data.aws_lb.x[0]",
        "module.m.data.aws_lb.x[1]",
        "module.m.module.n.data.aws_lb.x[\"k\"]",
    ];
    assert_eq!(addresses, expected);
}
