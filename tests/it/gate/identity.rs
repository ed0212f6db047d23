//! What a baseline and a fingerprint know a finding by: the instance, the block, and the plan.

use super::*;
use serde_json::json;
use std::fs;

/// A resource that a plan creates.
fn created(kind: &str, name: &str, key: Option<&str>, after: Value) -> Value {
    let index = key.map(|key| format!("[{}]", json!(key)));
    json!({
        "address": format!("{kind}.{name}{}", index.unwrap_or_default()),
        "mode": "managed", "type": kind, "name": name, "index": key,
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {
            "actions": ["create"], "before": null, "after": after,
            "after_unknown": { "id": true, "arn": true }, "after_sensitive": {},
        }
    })
}

/// A plan of these resources; of each block the expressions of the configuration.
fn plan_of(resources: &[Value], blocks: &[(&str, &str, Value)]) -> String {
    let blocks = blocks.iter().map(|(kind, name, expressions)| {
        json!({
            "address": format!("{kind}.{name}"), "mode": "managed", "type": kind, "name": name,
            "provider_config_key": "aws", "expressions": expressions,
        })
    });
    json!({
        "format_version": "1.2", "terraform_version": "1.11.4",
        "planned_values": { "root_module": {} }, "resource_changes": resources,
        "configuration": { "root_module": { "resources": blocks.collect::<Vec<_>>() } },
    })
    .to_string()
}

/// Routes of one API that nobody guards, made by one block.
fn routes(keys: &[&str]) -> String {
    let api = json!({ "name": "shop", "protocol_type": "HTTP" });
    let mut resources = vec![created("aws_apigatewayv2_api", "shop", None, api)];
    resources.extend(keys.iter().map(|key| {
        let after = json!({ "route_key": key, "authorization_type": "NONE", "api_id": "a1b2" });
        created("aws_apigatewayv2_route", "open", Some(key), after)
    }));
    let api = json!({
        "name": { "constant_value": "shop" }, "protocol_type": { "constant_value": "HTTP" }
    });
    let route = json!({
        "api_id": { "constant_value": "a1b2" }, "route_key": { "references": ["each.value"] },
        "authorization_type": { "constant_value": "NONE" },
    });
    let blocks = [
        ("aws_apigatewayv2_api", "shop", api),
        ("aws_apigatewayv2_route", "open", route),
    ];
    plan_of(&resources, &blocks)
}

/// A distribution whose origins speak HTTP.
fn distribution(origins: &[&str]) -> String {
    let values = origins.iter().map(|id| {
        json!({
            "origin_id": id, "domain_name": format!("{id}.example.com"),
            "custom_origin_config": [{
                "http_port": 80, "https_port": 443, "origin_protocol_policy": "http-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            }],
        })
    });
    let after = json!({ "enabled": true, "origin": values.collect::<Vec<_>>() });
    let blocks = origins.iter().rev().map(|id| {
        json!({
            "origin_id": { "constant_value": id },
            "domain_name": { "constant_value": format!("{id}.example.com") },
            "custom_origin_config": [{
                "origin_protocol_policy": { "constant_value": "http-only" },
                "origin_ssl_protocols": { "constant_value": ["TLSv1.2"] },
            }],
        })
    });
    let expressions =
        json!({ "enabled": { "constant_value": true }, "origin": blocks.collect::<Vec<_>>() });
    let kind = "aws_cloudfront_distribution";
    plan_of(
        &[created(kind, "cdn", None, after)],
        &[(kind, "cdn", expressions)],
    )
}

fn baseline_of(directory: &Path, plans: &[&str]) -> String {
    let mut command = frontlint(directory);
    command
        .args(["baseline", "write", "--no-config"])
        .args(plans);
    let said: Said = command.output().expect("the binary runs").into();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    fs::read_to_string(directory.join("frontlint-baseline.txt")).expect("a baseline")
}

/// The instances that are still told of a lint.
fn open(directory: &Path, lint: &str, plan: &str) -> Vec<(String, Value)> {
    let options = [
        "--no-config",
        "--baseline",
        "frontlint-baseline.txt",
        "-f",
        "json",
    ];
    let report = check(directory, &[&options[..], &[plan]].concat()).json();
    let findings = found(&report).into_iter();
    let findings = findings.filter(|finding| finding["lint"] == lint);
    let places = findings.flat_map(|finding| finding["places"].as_array().cloned());
    let places = places.flatten();
    places
        .map(|place| {
            let address = place["address"].as_str().unwrap_or_default();
            (address.to_owned(), place["attribute"].clone())
        })
        .collect()
}

fn fingerprints(directory: &Path, format: &str, lint: &str, plan: &str) -> Vec<Value> {
    let report = check(directory, &["--no-config", "-f", format, plan]).json();
    match format {
        "gitlab" => {
            let entries = report.as_array().expect("entries").iter();
            let entries = entries.filter(|entry| entry["check_name"] == lint);
            entries.map(|entry| entry["fingerprint"].clone()).collect()
        }
        _ => {
            let results = report["runs"][0]["results"].as_array().expect("results");
            let results = results.iter().filter(|result| result["ruleId"] == lint);
            let own = results.map(|result| result["partialFingerprints"]["frontlint/v1"].clone());
            own.collect()
        }
    }
}

/// Whoever accepts one instance has not accepted the next.
#[test]
fn g7_another_instance_of_the_block_is_told() {
    let directory = directory();
    let path = directory.path();
    write(path, "plan.json", routes(&["GET /a b", "GET /health"]));
    let text = baseline_of(path, &["plan.json"]);
    let lint = "api-v2-route-open";
    let entry = "api-v2-route-open aws_apigatewayv2_route.open[\"GET /a b\"] authorization_type\n";
    assert!(text.contains(entry), "{text}");
    assert_eq!(open(path, lint, "plan.json"), []);
    let before = fingerprints(path, "gitlab", lint, "plan.json");

    write(
        path,
        "plan.json",
        routes(&["GET /a b", "GET /health", "POST /refund"]),
    );
    let told = [(
        "aws_apigatewayv2_route.open[\"POST /refund\"]".to_owned(),
        json!("authorization_type"),
    )];
    assert_eq!(open(path, lint, "plan.json"), told);
    let after = fingerprints(path, "gitlab", lint, "plan.json");
    assert_eq!((before.len(), after.len()), (1, 1), "one entry a place");
    assert_ne!(before, after);
}

/// Nor has who accepts one block accepted another of its name; their order says nothing.
#[test]
fn g7_another_block_of_the_resource_is_told() {
    let directory = directory();
    let path = directory.path();
    let lint = "cloudfront-origin-plain-http";
    write(path, "plan.json", distribution(&["shop", "blog"]));
    let text = baseline_of(path, &["plan.json"]);
    let attribute = "origin[\"blog\"].custom_origin_config.origin_protocol_policy";
    let entry = format!("{lint} aws_cloudfront_distribution.cdn {attribute}\n");
    assert!(text.contains(&entry), "{text}");
    for format in ["sarif", "gitlab"] {
        let all = fingerprints(path, format, lint, "plan.json");
        let different: BTreeSet<String> = all.iter().map(Value::to_string).collect();
        assert_eq!(different.len(), all.len(), "{format}");
    }

    write(path, "plan.json", distribution(&["api", "blog", "shop"]));
    let attribute = attribute.replace("blog", "api");
    let told = [(
        "aws_cloudfront_distribution.cdn".to_owned(),
        json!(attribute),
    )];
    assert_eq!(open(path, lint, "plan.json"), told);
}

/// A file for several plans: what one has accepted holds back nothing of another.
#[test]
fn g7_entries_are_for_their_plan() {
    let directory = directory();
    let path = directory.path();
    let lint = "api-v2-route-open";
    for (file, keys) in [
        ("one/plan.json", ["GET /health"]),
        ("two/plan.json", ["GET /health"]),
        ("both/blue.json", ["GET /health"]),
        ("both/green.json", ["GET /health"]),
    ] {
        fs::create_dir_all(path.join(file).parent().expect("a directory")).expect("writable");
        write(path, file, routes(&keys));
    }
    let text = baseline_of(path, &["one/plan.json", "both/blue.json"]);
    assert!(
        text.contains("[both/blue.json]\n") && text.contains("[one/plan.json]\n"),
        "{text}"
    );
    assert_eq!(open(path, lint, "one/plan.json"), []);
    assert_eq!(open(path, lint, "two/plan.json").len(), 1);
    // Beside the plan that it is for, another one of the directory is another one.
    assert_eq!(open(path, lint, "both").len(), 1);
    // Alone it is the same under another name, as `tfplan.json` and `plan.json` are.
    fs::rename(path.join("one/plan.json"), path.join("one/tfplan.json")).expect("a rename");
    assert_eq!(open(path, lint, "one/tfplan.json"), []);

    // Of a plan that nobody looks at, prune takes out nothing.
    write(path, "both/blue.json", routes(&[]));
    let mut command = frontlint(path);
    command.args(["baseline", "prune", "--no-config", "both/blue.json"]);
    let said: Said = command.output().expect("the binary runs").into();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    assert_eq!(open(path, lint, "one/tfplan.json"), []);
    let text = fs::read_to_string(path.join("frontlint-baseline.txt")).expect("a baseline");
    assert_eq!(text.matches(lint).count(), 1, "{text}");
}

/// Files of older versions name blocks without keys and no plan; they are for all of them, until
/// they are written anew.
#[test]
fn g7_old_files_mean_what_they_meant() {
    let directory = directory();
    let path = directory.path();
    let lint = "api-v2-route-open";
    write(path, "plan.json", routes(&["GET /health", "POST /refund"]));
    let text = "# Findings that are accepted: LINT ADDRESS ATTRIBUTE, one a line.\n\
                api-v2-route-open aws_apigatewayv2_route.open authorization_type\n\
                rule-shadowed aws_lb_listener_rule.gone priority\n";
    write(path, "frontlint-baseline.txt", text);
    assert_eq!(open(path, lint, "plan.json"), []);
    let mut command = frontlint(path);
    command.args(["baseline", "prune", "--no-config", "plan.json"]);
    let said: Said = command.output().expect("the binary runs").into();
    assert_eq!(
        said.stderr,
        "frontlint-baseline.txt lost 1 entries and keeps 1\n"
    );
    assert_eq!(open(path, lint, "plan.json"), []);
    let text = baseline_of(path, &["plan.json"]);
    assert!(
        !text.contains("aws_apigatewayv2_route.open authorization_type"),
        "{text}"
    );
    write(
        path,
        "plan.json",
        routes(&["GET /health", "POST /refund", "PUT /price"]),
    );
    assert_eq!(open(path, lint, "plan.json").len(), 1);
}
