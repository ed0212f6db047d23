//! One architecture in all spellings: before the first apply, after it, and after it as the
//! provider writes what is unset.

use crate::input::{directory, frontlint, write};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What the provider writes after an apply for what nobody set, by a part of the type and the
/// attribute: what is null, or a list of blocks that is empty.
const UNSET: [(&str, &str, &str); 32] = [
    ("aws_acm_certificate", "early_renewal_duration", r#""""#),
    ("aws_api_gateway_deployment", "description", r#""""#),
    ("aws_api_gateway_integration", "credentials", r#""""#),
    ("aws_api_gateway_integration", "connection_id", r#""""#),
    ("aws_api_gateway_integration", "request_parameters", "{}"),
    ("aws_api_gateway_method", "authorizer_id", r#""""#),
    ("aws_api_gateway_method", "authorization_scopes", "[]"),
    ("aws_api_gateway_method", "request_validator_id", r#""""#),
    ("aws_api_gateway_stage", "xray_tracing_enabled", "false"),
    ("aws_api_gateway_stage", "client_certificate_id", r#""""#),
    ("aws_api_gateway_stage", "variables", "{}"),
    (
        "aws_apigatewayv2_api",
        "disable_execute_api_endpoint",
        "false",
    ),
    (
        "aws_apigatewayv2_authorizer",
        "authorizer_result_ttl_in_seconds",
        "0",
    ),
    ("aws_apigatewayv2_integration", "credentials_arn", r#""""#),
    ("aws_apigatewayv2_integration", "request_parameters", "{}"),
    ("aws_apigatewayv2_route", "authorizer_id", r#""""#),
    ("aws_apigatewayv2_route", "authorization_scopes", "[]"),
    (
        "aws_apigatewayv2_stage",
        "default_route_settings",
        r#"[{"data_trace_enabled":false,"logging_level":"","throttling_burst_limit":0,"throttling_rate_limit":0}]"#,
    ),
    ("aws_cloudfront_distribution", "web_acl_id", r#""""#),
    (
        "aws_cloudfront_distribution",
        "default_root_object",
        r#""""#,
    ),
    ("aws_lambda_function", "kms_key_arn", r#""""#),
    ("aws_lambda_function", "layers", "[]"),
    (
        "aws_lambda_function",
        "tracing_config",
        r#"[{"mode":"PassThrough"}]"#,
    ),
    ("aws_lambda_permission", "qualifier", r#""""#),
    (
        "lb",
        "access_logs",
        r#"[{"bucket":"","enabled":false,"prefix":""}]"#,
    ),
    (
        "lb",
        "connection_logs",
        r#"[{"bucket":"","enabled":false,"prefix":""}]"#,
    ),
    ("lb", "customer_owned_ipv4_pool", r#""""#),
    ("lb_listener", "alpn_policy", r#""""#),
    (
        "lb_target_group",
        "stickiness",
        r#"[{"cookie_duration":86400,"cookie_name":"","enabled":false,"type":"lb_cookie"}]"#,
    ),
    (
        "lb_target_group",
        "target_failover",
        r#"[{"on_deregistration":null,"on_unhealthy":null}]"#,
    ),
    ("lb_target_group", "target_control_port", "0"),
    ("aws_wafv2_web_acl", "token_domains", "[]"),
];

fn is_of(kind: &str, wanted: &str) -> bool {
    let balancer = kind
        .strip_prefix("aws_")
        .map(|kind| kind.replace("alb", "lb"));
    kind == wanted || balancer.is_some_and(|kind| kind == wanted)
}

/// Writes what is unset as the provider does.
fn as_the_provider_spells(plan: &mut Value) {
    let changes = plan["resource_changes"].as_array_mut();
    for resource in changes.into_iter().flatten() {
        let kind = resource["type"].as_str().unwrap_or_default().to_owned();
        for state in ["before", "after"] {
            let values = resource["change"][state].as_object_mut();
            for (name, value) in values.into_iter().flatten() {
                let is_unset = value.is_null() || *value == json!([]);
                let mut spelled = UNSET
                    .iter()
                    .filter(|(wanted, own, _)| is_unset && own == name && is_of(&kind, wanted));
                if let Some((_, _, text)) = spelled.next() {
                    *value = serde_json::from_str(text).expect("JSON");
                }
            }
        }
    }
}

/// What is said of each place: by lint, address and attribute; and what is left open.
#[derive(Debug, PartialEq)]
struct Said {
    found: BTreeMap<(String, String, String), Value>,
    fingerprints: BTreeSet<String>,
    open: BTreeSet<(String, String)>,
}

fn said(directory: &Path, root: &Path) -> Said {
    let run = |format: &str| -> Vec<u8> {
        let mut command = frontlint(directory);
        command.args(["check", "-f", format, "--exit-zero", "--now", "2026-11-24"]);
        let config = root.join("frontlint.toml");
        match config.is_file() {
            true => command.arg("--config").arg(config),
            false => command.arg("--no-config"),
        };
        command.arg("--source").arg(root).arg("plan.json");
        command.output().expect("the binary runs").stdout
    };
    let report: Value = serde_json::from_slice(&run("json")).expect("a report in JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut found = BTreeMap::new();
    for finding in list(&report["plans"][0]["findings"]) {
        let told = [
            "level",
            "message",
            "help",
            "attribute",
            "file",
            "line",
            "column",
        ];
        let told: Value = told.iter().map(|name| finding[name].clone()).collect();
        for place in list(&finding["places"]) {
            let (address, attribute) = (text(&place["address"]), text(&place["attribute"]));
            found.insert((text(&finding["lint"]), address, attribute), told.clone());
        }
    }
    let rows = String::from_utf8(run("findings-jsonl")).expect("text");
    let rows = rows
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).expect("a row"));
    let open = list(&report["plans"][0]["undecided"]);
    Said {
        found,
        fingerprints: rows.map(|row| text(&row["fingerprint"])).collect(),
        open: open
            .iter()
            .map(|one| (text(&one["lint"]), text(&one["address"])))
            .collect(),
    }
}

fn plan(case: &Path) -> Value {
    let text = fs::read_to_string(case.join("plan.json")).expect("a plan");
    serde_json::from_str(&text).expect("a plan in JSON")
}

/// All that are at hand after the apply.
fn cases() -> impl Iterator<Item = String> {
    let folders = fs::read_dir("testdata").expect("testdata is part of the repository");
    folders.filter_map(|folder| {
        let name = folder.expect("a readable entry").file_name();
        Some(name.to_string_lossy().strip_suffix("-applied")?.to_owned())
    })
}

#[test]
fn the_same_is_said_before_and_after_an_apply_in_any_spelling() {
    let directory = directory();
    let path = directory.path();
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut tried = 0;
    for case in cases() {
        let root = testdata.join(&case);
        let say = |plan: &Value| {
            write(path, "plan.json", plan.to_string());
            said(path, &root)
        };
        let first = say(&plan(&root));
        let mut applied = plan(&testdata.join(format!("{case}-applied")));
        let after = say(&applied);
        as_the_provider_spells(&mut applied);
        let spelled = say(&applied);
        assert_eq!(after, spelled, "{case}");
        for (place, told) in &first.found {
            assert_eq!(after.found.get(place), Some(told), "{case}: {place:?}");
        }
        for place @ (lint, address, _) in after.found.keys() {
            let is_open = first.open.contains(&(lint.clone(), address.clone()));
            assert!(
                is_open || first.found.contains_key(place),
                "{case}: {place:?}"
            );
        }
        tried += 1;
    }
    assert!(tried > 15, "{tried} cases");
}

/// What is off is off, and what the configuration writes is what it writes.
#[test]
fn logs_that_nobody_writes_are_not_set_up() {
    let directory = directory();
    let path = directory.path();
    let balancer = |written: Value, logs: Value| {
        let mut expressions = json!({ "load_balancer_type": { "constant_value": "application" } });
        if !written.is_null() {
            expressions["access_logs"] = written;
        }
        let after = json!({
            "name": "shop", "internal": false, "load_balancer_type": "application",
            "access_logs": logs,
        });
        json!({
            "format_version": "1.2", "planned_values": { "root_module": {} },
            "resource_changes": [{
                "address": "aws_lb.shop", "mode": "managed", "type": "aws_lb", "name": "shop",
                "provider_name": "registry.terraform.io/hashicorp/aws",
                "change": {
                    "actions": ["no-op"], "before": after, "after": after, "after_unknown": {},
                }
            }],
            "configuration": { "root_module": { "resources": [{
                "address": "aws_lb.shop", "mode": "managed", "type": "aws_lb", "name": "shop",
                "provider_config_key": "aws", "expressions": expressions,
            }] } },
        })
    };
    let off = json!([{ "bucket": "", "enabled": false, "prefix": "" }]);
    let written =
        json!([{ "bucket": { "constant_value": "" }, "enabled": { "constant_value": false } }]);
    for (plan, expected) in [
        (balancer(Value::Null, json!([])), ""),
        (balancer(Value::Null, off.clone()), ""),
        (balancer(written, off), "access_logs.enabled"),
    ] {
        write(path, "plan.json", plan.to_string());
        let said = said(path, path);
        let logs = said
            .found
            .keys()
            .filter(|(lint, ..)| lint == "lb-access-logs-off");
        let attributes: Vec<&str> = logs.map(|(_, _, attribute)| attribute.as_str()).collect();
        assert_eq!(attributes, [expected]);
    }
}
