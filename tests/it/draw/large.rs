//! Plans that would be too large to look at.

use super::{FORMATS, graph_in, sound};
use crate::input::{directory, write};
use serde_json::{Value, json};

fn resource(type_name: &str, name: &str, after: Value) -> Value {
    json!({
        "address": format!("{type_name}.{name}"), "mode": "managed", "type": type_name, "name": name,
        "change": { "actions": ["create"], "before": null, "after": after, "after_unknown": {} },
    })
}

fn forward(group: usize) -> Value {
    json!([{ "type": "forward", "target_group_arn": format!("group-{group}") }])
}

/// Balancers in a chain, each before the next, rules and services on each, and
/// every rule forwarding to many groups.
fn plan(balancers: usize, rules: usize, groups: usize, each: usize) -> String {
    let mut all = Vec::new();
    for at in 0..balancers {
        let name = format!("b{at}");
        let arn = format!("balancer-{at}");
        all.push(resource(
            "aws_lb",
            &name,
            json!({ "arn": arn, "id": arn, "internal": false }),
        ));
        all.push(resource(
            "aws_lb_listener",
            &name,
            json!({
                "arn": format!("listener-{at}"), "load_balancer_arn": arn, "port": 443,
                "protocol": "HTTPS", "default_action": forward(at % groups),
            }),
        ));
        all.push(resource(
            "aws_lb_target_group_attachment",
            &format!("to_{name}"),
            json!({
                "target_group_arn": format!("group-{}", (at + balancers - 1) % groups),
                "target_id": arn,
            }),
        ));
    }
    for at in 0..groups {
        let (name, arn) = (format!("g{at}"), format!("group-{at}"));
        all.push(resource(
            "aws_lb_target_group",
            &name,
            json!({ "arn": arn, "id": arn }),
        ));
        all.push(resource(
            "aws_ecs_service",
            &name,
            json!({ "load_balancer": [{ "target_group_arn": arn }] }),
        ));
    }
    for at in 0..rules {
        let targets: Vec<Value> = (0..each)
            .map(|step| json!({ "arn": format!("group-{}", (at + step * 7) % groups) }))
            .collect();
        all.push(resource(
            "aws_lb_listener_rule",
            &format!("r{at}"),
            json!({
                "listener_arn": format!("listener-{}", at % balancers), "priority": at,
                "action": [{ "type": "forward", "forward": [{ "target_group": targets }] }],
                "condition": [{ "path_pattern": [{ "values": [format!("/{at}/*")] }] }],
            }),
        ));
    }
    let plan = json!({
        "format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {},
        "resource_changes": all, "configuration": { "root_module": {} },
    });
    plan.to_string()
}

#[test]
fn large_plans_give_pictures_of_bounded_size() {
    let directory = directory();
    write(directory.path(), "plan.json", plan(20, 1500, 300, 12));
    for format in FORMATS {
        let said = graph_in(
            directory.path(),
            &["--no-findings", "-f", format, "plan.json"],
        );
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        if format == "json" {
            let graph = said.json();
            assert_eq!(
                graph["nodes"].as_array().map(Vec::len),
                Some(20 * 3 + 600 + 1500)
            );
            continue;
        }
        assert!(
            said.stdout.len() < 400_000,
            "{format}: {}",
            said.stdout.len()
        );
        assert!(said.stdout.contains("left out: "), "{format}");
    }
    let mermaid = graph_in(
        directory.path(),
        &["--no-findings", "-f", "mermaid", "plan.json"],
    );
    let edges = mermaid.stdout.lines().filter(|line| line.contains("->"));
    assert!(
        edges.count() <= 500 && mermaid.stdout.len() < 50_000,
        "viewers draw no more"
    );
    sound(
        &graph_in(
            directory.path(),
            &["--no-findings", "-f", "svg", "plan.json"],
        )
        .stdout,
    );
}

#[test]
fn a_plan_of_a_screen_is_drawn_whole() {
    let directory = directory();
    write(directory.path(), "plan.json", plan(3, 30, 25, 2));
    let said = graph_in(
        directory.path(),
        &["--no-findings", "-f", "svg", "plan.json"],
    );
    assert!(!said.stdout.contains("more\u{201d}"), "{}", said.stdout);
    sound(&said.stdout);
}
