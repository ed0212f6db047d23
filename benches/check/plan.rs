//! Plans of any size: one resource in ten is part of a front, wired through
//! modules, and all sections are there.

use serde_json::{Value, json};
use std::fmt::Write;

/// A plan of about so many bytes.
pub(crate) fn of_size(bytes: usize) -> String {
    let mut changes = String::new();
    let mut planned = String::new();
    let mut prior = String::new();
    let mut calls = String::new();
    let mut modules = 0;
    while changes.len() + planned.len() + prior.len() < bytes {
        let comma = if modules == 0 { "" } else { "," };
        let module = format!("module.stack{modules}");
        let resources = resources(&module);
        for (at, resource) in resources.iter().enumerate() {
            let comma = if modules == 0 && at == 0 { "" } else { "," };
            let _ = write!(changes, "{comma}{resource}");
        }
        let values: Vec<Value> = resources
            .iter()
            .map(|resource| json!({"address": resource["address"], "mode": "managed", "values": resource["change"]["after"]}))
            .collect();
        let child = json!({"address": module, "resources": values});
        let _ = write!(planned, "{comma}{child}");
        let _ = write!(prior, "{comma}{child}");
        let call = json!({"source": "./stack", "expressions": {"name": {"constant_value": module}}, "module": configuration()});
        let _ = write!(calls, "{comma}\"stack{modules}\":{call}");
        modules += 1;
    }
    format!(
        r#"{{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{{"root_module":{{"child_modules":[{planned}]}}}},"resource_changes":[{changes}],"prior_state":{{"format_version":"1.0","values":{{"root_module":{{"child_modules":[{prior}]}}}}}},"configuration":{{"root_module":{{"module_calls":{{{calls}}}}}}}}}"#
    )
}

/// One front and nine times as much that is none.
fn resources(module: &str) -> Vec<Value> {
    let change = |type_name: &str, name: String, after: Value, unknown: Value| {
        json!({
            "address": format!("{module}.{type_name}.{name}"),
            "module_address": module,
            "mode": "managed",
            "type": type_name,
            "name": name,
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "change": {"actions": ["create"], "before": null, "after": after, "after_unknown": unknown, "before_sensitive": false, "after_sensitive": {}}
        })
    };
    let unknown = json!({"arn": true, "id": true});
    let mut all = vec![
        change(
            "aws_lb",
            "this".into(),
            json!({"internal": false, "load_balancer_type": "application", "access_logs": []}),
            json!({"arn": true, "id": true, "dns_name": true}),
        ),
        change(
            "aws_lb_listener",
            "https".into(),
            json!({"port": 443, "protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-2016-08", "default_action": [{"type": "forward"}]}),
            json!({"arn": true, "id": true, "load_balancer_arn": true, "default_action": [{"target_group_arn": true}]}),
        ),
        change(
            "aws_lb_target_group",
            "app".into(),
            json!({"target_type": "lambda"}),
            unknown.clone(),
        ),
        change(
            "aws_lambda_function",
            "app".into(),
            json!({"function_name": module, "runtime": "nodejs20.x", "timeout": 30}),
            unknown.clone(),
        ),
        change(
            "aws_lb_target_group_attachment",
            "app".into(),
            json!({}),
            json!({"target_group_arn": true, "target_id": true}),
        ),
    ];
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*"],"Resource":"*"}]}"#;
    for number in 0..45 {
        let tags = json!({"Name": format!("{module}-{number}"), "Team": "platform", "Stage": "production"});
        let after = json!({"name": format!("role-{number}"), "path": "/", "policy": policy, "description": policy.repeat(3), "tags": tags, "tags_all": tags});
        all.push(change(
            "aws_iam_policy",
            format!("p{number}"),
            after,
            unknown.clone(),
        ));
    }
    all
}

fn configuration() -> Value {
    let refers = |chain: &str| {
        let short = chain.rsplit_once('.').map_or(chain, |(short, _)| short);
        json!({"references": [chain, short]})
    };
    let block = |type_name: &str, name: &str, expressions: Value| json!({"address": format!("{type_name}.{name}"), "mode": "managed", "type": type_name, "name": name, "expressions": expressions});
    let mut blocks = vec![
        block(
            "aws_lb",
            "this",
            json!({"internal": {"constant_value": false}}),
        ),
        block(
            "aws_lb_listener",
            "https",
            json!({
                "port": {"constant_value": 443},
                "protocol": {"constant_value": "HTTPS"},
                "ssl_policy": {"constant_value": "ELBSecurityPolicy-2016-08"},
                "load_balancer_arn": refers("aws_lb.this.arn"),
                "default_action": [{"type": {"constant_value": "forward"}, "target_group_arn": refers("aws_lb_target_group.app.arn")}],
            }),
        ),
        block(
            "aws_lb_target_group",
            "app",
            json!({"target_type": {"constant_value": "lambda"}}),
        ),
        block(
            "aws_lambda_function",
            "app",
            json!({"function_name": {"references": ["var.name"]}, "runtime": {"constant_value": "nodejs20.x"}, "timeout": {"constant_value": 30}}),
        ),
        block(
            "aws_lb_target_group_attachment",
            "app",
            json!({"target_group_arn": refers("aws_lb_target_group.app.arn"), "target_id": refers("aws_lambda_function.app.arn")}),
        ),
    ];
    for number in 0..45 {
        blocks.push(block(
            "aws_iam_policy",
            &format!("p{number}"),
            json!({"name": {"references": ["var.name"]}}),
        ));
    }
    json!({"resources": blocks, "variables": {"name": {}}})
}
