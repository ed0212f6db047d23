//! Plans of any size: one resource in ten is part of a front, wired through
//! modules, and all sections are there.

use serde_json::{Value, json};

/// A plan of about so many bytes. Of five modules four are there already and stay as they are;
/// one is new.
pub(crate) fn of_size(bytes: usize) -> String {
    let mut changes = Vec::new();
    let mut planned = Vec::new();
    let mut prior = Vec::new();
    let mut calls = Vec::new();
    let mut length = 0;
    for number in 0.. {
        let module = format!("module.stack{number}");
        let exists = number % 5 != 0;
        let resources = resources(&module, exists);
        let listed: Vec<String> = resources.iter().map(Value::to_string).collect();
        changes.push(listed.join(","));
        let child = child(&module, &resources).to_string();
        if exists {
            length += child.len();
            prior.push(child.clone());
        }
        let call = json!({"source": "./stack", "expressions": {"name": {"constant_value": module}}, "module": configuration()});
        calls.push(format!("\"stack{number}\":{call}"));
        length += changes[number].len() + child.len() + calls[number].len();
        planned.push(child);
        if length >= bytes {
            break;
        }
    }
    format!(
        r#"{{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{{"root_module":{{"child_modules":[{}]}}}},"resource_changes":[{}],"prior_state":{{"format_version":"1.0","values":{{"root_module":{{"child_modules":[{}]}}}}}},"configuration":{{"root_module":{{"module_calls":{{{}}}}}}}}}"#,
        planned.join(","),
        changes.join(","),
        prior.join(","),
        calls.join(",")
    )
}

/// The module among the planned values and in the prior state.
fn child(module: &str, resources: &[Value]) -> Value {
    let values = resources.iter().map(|resource| {
        json!({
            "address": resource["address"],
            "mode": "managed",
            "type": resource["type"],
            "name": resource["name"],
            "provider_name": resource["provider_name"],
            "schema_version": 0,
            "values": resource["change"]["after"],
            "sensitive_values": {},
            "depends_on": [format!("{module}.aws_lb.this"), format!("{module}.aws_lb_target_group.app")],
        })
    });
    json!({"address": module, "resources": values.collect::<Vec<_>>()})
}

/// One front and nine times as much that is none.
fn resources(module: &str, exists: bool) -> Vec<Value> {
    let arn = |what: &str| format!("arn:aws:x:eu-west-1:123456789012:{what}/{module}");
    // What is there already is known; what is new is not.
    let change = |type_name: &str, name: String, mut after: Value, computed: &[(&str, String)]| {
        let mut unknown = json!({});
        for (path, value) in computed {
            let (list, name) = path.split_once('.').unwrap_or(("", path));
            let (after, unknown) = match list {
                "" => (&mut after, &mut unknown),
                list => {
                    unknown[list] = json!([{}]);
                    (&mut after[list][0], &mut unknown[list][0])
                }
            };
            match exists {
                true => after[name] = json!(value),
                false => unknown[name] = json!(true),
            }
        }
        let (actions, before) = match exists {
            true => ("no-op", after.clone()),
            false => ("create", Value::Null),
        };
        json!({
            "address": format!("{module}.{type_name}.{name}"),
            "module_address": module,
            "mode": "managed",
            "type": type_name,
            "name": name,
            "provider_name": "registry.terraform.io/hashicorp/aws",
            "change": {"actions": [actions], "before": before, "after": after, "after_unknown": unknown, "before_sensitive": {}, "after_sensitive": {}}
        })
    };
    let named = |what: &str| [("arn", arn(what)), ("id", arn(what))];
    let mut all = vec![
        change(
            "aws_lb",
            "this".into(),
            json!({"internal": false, "load_balancer_type": "application", "access_logs": []}),
            &named("loadbalancer"),
        ),
        change(
            "aws_lb_listener",
            "https".into(),
            json!({"port": 443, "protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-2016-08", "default_action": [{"type": "forward"}]}),
            &[
                ("arn", arn("listener")),
                ("load_balancer_arn", arn("loadbalancer")),
                ("default_action.target_group_arn", arn("targetgroup")),
            ],
        ),
        change(
            "aws_lb_target_group",
            "app".into(),
            json!({"target_type": "lambda"}),
            &named("targetgroup"),
        ),
        change(
            "aws_lambda_function",
            "app".into(),
            json!({"function_name": module, "runtime": "nodejs20.x", "timeout": 30}),
            &named("function"),
        ),
        change(
            "aws_lb_target_group_attachment",
            "app".into(),
            json!({}),
            &[
                ("target_group_arn", arn("targetgroup")),
                ("target_id", arn("function")),
            ],
        ),
    ];
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*"],"Resource":"*"}]}"#;
    for number in 0..45 {
        let tags = json!({"Name": format!("{module}-{number}"), "Team": "platform", "Stage": "production"});
        let after = json!({"name": format!("role-{number}"), "path": "/", "policy": policy, "description": policy.repeat(3), "tags": tags, "tags_all": tags});
        let name = format!("p{number}");
        all.push(change("aws_iam_policy", name, after, &named("policy")));
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
