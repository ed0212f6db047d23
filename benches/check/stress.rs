//! Plans that are made to be slow: what they cost from start to exit.

use super::{FRONTLINT, median};
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) fn times(directory: &Path) -> String {
    let cases = [
        ("10 000 rules on one listener", rules(10_000, 0)),
        ("4 000 rules, two in five with a login", rules(4_000, 2)),
        ("100 000 edges on one node", edges(100_000)),
        ("a text of 50 MB", text(50_000_000)),
    ];
    let mut out = String::from("\nplans made to be slow, from start to exit\n");
    for (what, resources) in cases {
        let file = directory.join("stress.json");
        fs::write(&file, plan(&resources)).expect("room for a plan");
        let time = median(3, || {
            let mut command = Command::new(FRONTLINT);
            command.args(["check", "-f", "json"]).arg(&file);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            drop(command.status());
        });
        let _ = writeln!(out, "{what:>40} {time:>9.1?}");
    }
    out
}

fn plan(resources: &[(String, Value)]) -> String {
    let changes = resources.iter().map(|(address, after)| {
        json!({"address": address, "mode": "managed", "change": {"actions": ["create"], "before": null, "after": after}})
    });
    let changes: Vec<Value> = changes.collect();
    json!({"format_version": "1.2", "planned_values": {}, "resource_changes": changes}).to_string()
}

/// Rules on one listener; so many of five ask for a login, and paths overlap.
fn rules(count: usize, of_five: usize) -> Vec<(String, Value)> {
    let mut resources = vec![
        (
            "aws_lb.a".into(),
            json!({"arn": "arn:lb", "internal": false}),
        ),
        (
            "aws_lb_listener.a".into(),
            json!({"arn": "arn:l", "load_balancer_arn": "arn:lb", "port": 443, "protocol": "HTTPS"}),
        ),
    ];
    resources.extend((0..20).map(|number| {
        let after = json!({"arn": format!("arn:tg{number}"), "target_type": "ip"});
        (format!("aws_lb_target_group.g{number}"), after)
    }));
    let pieces = ["*", "a", "b", "c*", "*d", "?"];
    resources.extend((0..count).map(|number| {
        let mut digits = number * 2_654_435_761;
        let mut path = "/".to_owned();
        while digits > 0 {
            path += pieces[digits % pieces.len()];
            digits /= pieces.len();
        }
        let mut actions = vec![json!({"type": "forward", "target_group_arn": format!("arn:tg{}", number % 20)})];
        if number % 5 < of_five {
            actions.insert(0, json!({"type": "jwt-validation", "jwt_validation": [{"issuer": "https://login.example.com"}]}));
        }
        let after = json!({
            "listener_arn": "arn:l", "priority": number + 1, "action": actions,
            "condition": [{"path_pattern": [{"values": [path]}]}]
        });
        (format!("aws_lb_listener_rule.r{number}"), after)
    }));
    resources
}

fn edges(count: usize) -> Vec<(String, Value)> {
    let group = json!({"arn": "arn:tg", "target_type": "ip"});
    let attachments = (0..count).map(|number| {
        let after = json!({"target_group_arn": "arn:tg", "target_id": format!("10.{}.{}.{}", number >> 16, number >> 8 & 255, number & 255)});
        (format!("aws_lb_target_group_attachment.a[{number}]"), after)
    });
    let group = ("aws_lb_target_group.g".to_owned(), group);
    [group].into_iter().chain(attachments).collect()
}

fn text(length: usize) -> Vec<(String, Value)> {
    let huge = "a/*?.$[{".repeat(length / 8);
    vec![("aws_lb.a".into(), json!({"arn": "arn:lb", "name": huge}))]
}
