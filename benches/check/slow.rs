//! Plans made to be slow, for the benchmark and for the test that looks at how time grows.

use serde_json::{Value, json};

/// Rules on one listener of which so many of five ask for a login. Their paths are no two alike
/// and all similar.
pub(crate) fn rules(count: usize, of_five: usize) -> String {
    let pieces = ["*", "a", "b", "c*", "*d", "?"];
    let mut resources = vec![
        created("aws_lb.a", json!({"arn": "arn:lb", "internal": false})),
        created(
            "aws_lb_listener.a",
            json!({"arn": "arn:l", "load_balancer_arn": "arn:lb", "port": 443, "protocol": "HTTPS"}),
        ),
    ];
    resources.extend((0..20).map(|number| {
        let after = json!({"arn": format!("arn:tg{number}"), "target_type": "ip"});
        created(&format!("aws_lb_target_group.g{number}"), after)
    }));
    resources.extend((0..count).map(|number| {
        // The digits of a large multiple.
        let mut digits = number * 2_654_435_761;
        let mut path = "/".to_owned();
        while digits > 0 {
            path += pieces[digits % pieces.len()];
            digits /= pieces.len();
        }
        let forward =
            json!({"type": "forward", "target_group_arn": format!("arn:tg{}", number % 20)});
        let login = json!({"type": "jwt-validation", "jwt_validation": [{"issuer": "https://login.example.com"}]});
        let login = (number % 5 < of_five).then_some(login);
        let actions: Vec<Value> = login.into_iter().chain([forward]).collect();
        let after = json!({
            "listener_arn": "arn:l", "priority": number + 1, "action": actions,
            "condition": [{"path_pattern": [{"values": [path]}]}]
        });
        created(&format!("aws_lb_listener_rule.r{number}"), after)
    }));
    plan(&resources, json!({}))
}

/// Targets of one group.
pub(crate) fn edges(count: usize) -> String {
    let group = json!({"arn": "arn:tg", "target_type": "ip"});
    let attachments = (0..count).map(|number| {
        let after = json!({"target_group_arn": "arn:tg", "target_id": format!("10.{}.{}.{}", number >> 16, number >> 8 & 255, number & 255)});
        created(&format!("aws_lb_target_group_attachment.a[{number}]"), after)
    });
    let group = created("aws_lb_target_group.g", group);
    let resources: Vec<Value> = [group].into_iter().chain(attachments).collect();
    plan(&resources, json!({}))
}

/// Listeners that refer to two modules which pass each other's outputs on, under keys that pile up.
pub(crate) fn circles(count: usize) -> String {
    let references = |chains: &[&str]| json!({"references": chains});
    let module = json!({
        "variables": {"in": {}},
        "outputs": {"out": {"expression": references(&["var.in", "each.value"])}},
        "resources": [{"mode": "managed", "type": "aws_lb", "name": "b", "expressions": {}}],
    });
    let call = json!({
        "source": "./m", "module": module,
        "expressions": {"in": references(&["each.value"])},
        "for_each_expression": references(&["module.n.out", "module.m.out"]),
    });
    let mut resources: Vec<Value> = ["m", "n"]
        .iter()
        .flat_map(|call| ["a", "b"].map(|key| format!("module.{call}[\"{key}\"].aws_lb.b")))
        .map(|address| created(&address, json!({"name": "b"})))
        .collect();
    let mut blocks = Vec::new();
    for number in 0..count {
        let change = json!({"actions": ["create"], "after": {"port": 80}, "after_unknown": {"load_balancer_arn": true}});
        resources.push(json!({"address": format!("aws_lb_listener.l{number}"), "mode": "managed", "change": change}));
        blocks.push(json!({"mode": "managed", "type": "aws_lb_listener", "name": format!("l{number}"),
            "expressions": {"load_balancer_arn": references(&["module.m[\"a\"].out", "module.n"])}}));
    }
    plan(
        &resources,
        json!({"module_calls": {"m": call, "n": call}, "resources": blocks}),
    )
}

pub(crate) fn created(address: &str, after: Value) -> Value {
    json!({"address": address, "mode": "managed", "change": {"actions": ["create"], "before": null, "after": after}})
}

pub(crate) fn plan(changes: &[Value], root: Value) -> String {
    json!({
        "format_version": "1.2", "planned_values": {}, "resource_changes": changes,
        "configuration": {"root_module": root}
    })
    .to_string()
}
