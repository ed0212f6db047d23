//! Plans made to be slow: what four times as much costs is about four times as much.

use frontlint::catalog::Catalog;
use frontlint::config::Config;
use frontlint::engine::judge;
use frontlint::graph;
use frontlint::plan::{Plan, ReadError};
use frontlint::source::{Calls, File, Sources};
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};

#[path = "../../benches/check/slow.rs"]
mod slow;

/// A plan of resources, each a type, a name, known values, unknown marks, and its block's
/// expressions; below the calls of modules.
fn plan(resources: &[(&str, String, Value, Value, Value)], calls: Map<String, Value>) -> String {
    let changes: Vec<Value> = resources
        .iter()
        .map(|(type_name, name, after, unknown, _)| {
            json!({
                "address": format!("{type_name}.{name}"), "mode": "managed", "type": type_name, "name": name,
                "change": {"actions": ["create"], "before": null, "after": after, "after_unknown": unknown}
            })
        })
        .collect();
    let blocks: Vec<Value> = resources
        .iter()
        .map(|(type_name, name, .., expressions)| {
            json!({"mode": "managed", "type": type_name, "name": name, "expressions": expressions})
        })
        .collect();
    json!({
        "format_version": "1.2", "planned_values": {}, "resource_changes": changes,
        "configuration": {"root_module": {"resources": blocks, "module_calls": calls}}
    })
    .to_string()
}

/// How long judging takes; the better of two runs.
fn time(text: &str, source: &str) -> Duration {
    let run = || {
        let file = File {
            path: "main.tf".into(),
            text: source.into(),
        };
        let start = Instant::now();
        let sources = Sources::parse(vec![file], &Calls::new());
        let reading = Plan::read(text, &graph::reads).expect("a plan");
        let reading = reading.with_evidence(&sources);
        judge(&reading, &Catalog::builtin(), &Config::default(), &sources);
        start.elapsed()
    };
    run().min(run())
}

/// Judges a plan of some size and one of four times that. What grows with the square takes sixteen
/// times as long; machines of many people are given some slack.
#[track_caller]
fn grows_evenly(size: usize, make: impl Fn(usize) -> String) {
    both_grow_evenly(size, |size| (make(size), String::new()));
}

/// The same of a plan and the source beside it.
#[track_caller]
fn both_grow_evenly(size: usize, make: impl Fn(usize) -> (String, String)) {
    let (small, large) = (make(size), make(4 * size));
    let slack = Duration::from_millis(100);
    let mut seen = Vec::new();
    for _ in 0..3 {
        let [one, four] = [&small, &large].map(|(plan, source)| time(plan, source));
        if four < one * 8 + slack {
            return;
        }
        seen.push((one, four));
    }
    panic!("a plan of {size} and one of four times that: {seen:?}");
}

fn known(
    type_name: &'static str,
    name: String,
    after: Value,
) -> (&'static str, String, Value, Value, Value) {
    (type_name, name, after, json!({}), json!({}))
}

fn rules(count: usize, path: impl Fn(usize) -> String) -> String {
    let mut resources = vec![
        known("aws_lb", "a".into(), json!({"arn": "arn:lb"})),
        known(
            "aws_lb_listener",
            "a".into(),
            json!({"arn": "arn:l", "load_balancer_arn": "arn:lb", "port": 443}),
        ),
        known(
            "aws_lb_target_group",
            "a".into(),
            json!({"arn": "arn:tg", "target_type": "ip"}),
        ),
    ];
    resources.extend((0..count).map(|number| {
        known(
            "aws_lb_listener_rule",
            format!("r{number}"),
            json!({
                "listener_arn": "arn:l", "priority": number + 1,
                "action": [{"type": "forward", "target_group_arn": "arn:tg"}],
                "condition": [{"path_pattern": [{"values": [path(number)]}]}]
            }),
        )
    }));
    plan(&resources, Map::new())
}

#[test]
fn rules_on_one_listener() {
    grows_evenly(300, |count| rules(count, |number| format!("/p{number}/*")));
}

#[test]
fn rules_that_all_say_the_same() {
    grows_evenly(300, |count| rules(count, |_| "/a/*".into()));
}

#[test]
fn rules_of_one_wildcard_each() {
    grows_evenly(300, |count| rules(count, |number| format!("*{number}")));
}

#[test]
fn rules_with_long_patterns() {
    grows_evenly(300, |length| {
        rules(20, |number| format!("/{number}{}", "*?".repeat(length)))
    });
}

#[test]
fn what_looks_like_a_regular_expression() {
    grows_evenly(1000, |length| {
        rules(5, |number| format!("/{number}{}$", "(a+)+".repeat(length)))
    });
}

/// Rules with and without a login, to a few targets, that take much of what the others take.
#[test]
fn rules_with_logins_among_others() {
    grows_evenly(400, |count| slow::rules(count, 2));
}

#[test]
fn edges_on_one_node() {
    grows_evenly(500, slow::edges);
}

#[test]
fn references_in_circles() {
    grows_evenly(10, slow::circles);
}

#[test]
fn references_of_one_attribute() {
    grows_evenly(500, |count| {
        let unknown = json!({"id": true, "arn": true});
        let groups = (0..count).map(|number| {
            (
                "aws_security_group",
                format!("g{number}"),
                json!({}),
                unknown.clone(),
                json!({}),
            )
        });
        let chains: Vec<String> = (0..count)
            .flat_map(|number| {
                [
                    format!("aws_security_group.g{number}.id"),
                    format!("aws_security_group.g{number}"),
                ]
            })
            .collect();
        let balancer = (
            "aws_lb",
            "a".to_owned(),
            json!({}),
            json!({"security_groups": true}),
            json!({"security_groups": {"references": chains}}),
        );
        let resources: Vec<_> = groups.chain([balancer]).collect();
        plan(&resources, Map::new())
    });
}

#[test]
fn references_to_themselves() {
    grows_evenly(500, |count| {
        let resources: Vec<_> = (0..count)
            .map(|number| {
                let own = format!("aws_lb_listener_rule.r{number}");
                let expressions =
                    json!({"listener_arn": {"references": [format!("{own}.listener_arn"), own]}});
                (
                    "aws_lb_listener_rule",
                    format!("r{number}"),
                    json!({"priority": 1}),
                    json!({"listener_arn": true}),
                    expressions,
                )
            })
            .collect();
        plan(&resources, Map::new())
    });
}

/// Modules whose inputs are one another's outputs.
#[test]
fn modules_in_a_circle() {
    grows_evenly(300, |count| {
        let calls = (0..count).map(|number| {
            let next = format!("module.m{}.out", (number + 1) % count);
            let call = json!({
                "source": "./m",
                "expressions": {"in": {"references": [next, format!("module.m{}", (number + 1) % count)]}},
                "module": {"variables": {"in": {}}, "outputs": {"out": {"expression": {"references": ["var.in"]}}}}
            });
            (format!("m{number}"), call)
        });
        let resources: Vec<_> = (0..count)
            .map(|number| {
                let expressions = json!({"load_balancer_arn": {"references": [format!("module.m{number}.out"), format!("module.m{number}")]}});
                ("aws_lb_listener", format!("l{number}"), json!({"port": 1}), json!({"load_balancer_arn": true}), expressions)
            })
            .collect();
        plan(&resources, calls.collect())
    });
}

#[test]
fn huge_texts() {
    grows_evenly(200_000, |length| {
        let huge = "a/*?.$[{".repeat(length / 8);
        let after = json!({"arn": huge, "name": huge, "dns_name": huge, "tags": {"Name": huge, huge.clone(): "x"}});
        let function = json!({"arn": "arn:f", "function_name": huge, "environment": [{"variables": {"URL": format!("https://{huge}")}}]});
        let policy = json!({"function_name": huge, "source_arn": huge, "principal": huge});
        let mut resources = vec![
            known("aws_lb", "a".into(), after),
            known("aws_lambda_function", "a".into(), function),
            known("aws_lambda_permission", "a".into(), policy),
            known(
                "aws_route53_record",
                "a".into(),
                json!({"name": huge, "records": [huge]}),
            ),
        ];
        resources.push(known(
            "aws_lb_listener",
            format!("k[\"{}\"]", "k".repeat(length.min(60_000))),
            json!({"port": 80}),
        ));
        plan(&resources, Map::new())
    });
}

/// A listener whose load balancer is only known from what a local says.
fn listener_of_a_local() -> String {
    let expressions = json!({"load_balancer_arn": {"references": ["local.x"]}});
    let resources = [
        known("aws_lb", "a".into(), json!({"arn": "arn:lb"})),
        (
            "aws_lb_listener",
            "l".to_owned(),
            json!({"port": 80}),
            json!({"load_balancer_arn": true}),
            expressions,
        ),
    ];
    plan(&resources, Map::new())
}

#[track_caller]
fn local_grows_evenly(size: usize, value: impl Fn(usize) -> String) {
    both_grow_evenly(size, |size| {
        let source = format!("locals {{\n  x = {}\n}}\n", value(size));
        (listener_of_a_local(), source)
    });
}

#[test]
fn paths_of_many_steps() {
    local_grows_evenly(20_000, |steps| format!("aws_lb.a{}", ".b".repeat(steps)));
    local_grows_evenly(20_000, |steps| format!("aws_lb.a{}", "[0]".repeat(steps)));
    local_grows_evenly(20_000, |length| {
        format!("aws_lb.a[\"{}\"].arn.b.c", "k".repeat(length))
    });
}

#[test]
fn objects_of_many_members() {
    local_grows_evenly(2_000, |members| {
        let members: String = (0..members).map(|at| format!("    k{at} = 1\n")).collect();
        format!("{{\n{members}  }}")
    });
}

#[test]
fn references_of_many_steps() {
    grows_evenly(100_000, |steps| {
        let long = format!("aws_lb.a{}", ".b".repeat(steps));
        let expressions = json!({"load_balancer_arn": {"references": [long, "aws_lb.a"]}});
        let listener = (
            "aws_lb_listener",
            "l".to_owned(),
            json!({"port": 80}),
            json!({"load_balancer_arn": true}),
            expressions,
        );
        let balancer = known("aws_lb", "a".into(), json!({"arn": "arn:lb"}));
        plan(&[balancer, listener], Map::new())
    });
}

#[test]
fn methods_of_one_api() {
    grows_evenly(300, |count| {
        let api = json!({"id": "api", "root_resource_id": "root"});
        let methods = (0..count).flat_map(|number| {
            let path = json!({"rest_api_id": "api", "id": format!("r{number}"), "parent_id": "root", "path_part": format!("p{number}")});
            let method = json!({"rest_api_id": "api", "resource_id": format!("r{number}"), "http_method": "GET", "authorization": "NONE"});
            [
                known("aws_api_gateway_resource", format!("r{number}"), path),
                known("aws_api_gateway_method", format!("m{number}"), method),
            ]
        });
        let api = known("aws_api_gateway_rest_api", "a".into(), api);
        plan(
            &std::iter::once(api).chain(methods).collect::<Vec<_>>(),
            Map::new(),
        )
    });
}

/// Terraform has made no address like these, and what they are is said at once.
#[test]
fn addresses_that_nobody_writes() {
    for name in [
        "a".repeat(1_000_000),
        format!("a[\"{}\"]", "k".repeat(1_000_000)),
    ] {
        let text = plan(&[known("aws_lb", name, json!({}))], Map::new());
        let problem = match Plan::read(&text, &graph::reads) {
            Err(ReadError::Malformed { problem, .. }) => problem,
            Err(other) => panic!("{other}"),
            Ok(_) => panic!("it is read"),
        };
        assert!(problem.contains("longer than 64 KiB"), "{problem}");
    }
    let modules = "module.m.".repeat(5_000);
    let deep = json!({
        "format_version": "1.2", "planned_values": {},
        "resource_changes": [{"address": format!("{modules}aws_lb.a"), "mode": "managed", "type": "aws_lb", "name": "a",
            "change": {"actions": ["create"], "before": null, "after": {}, "after_unknown": {}}}]
    });
    assert!(Plan::read(&deep.to_string(), &graph::reads).is_err());
}

#[test]
fn comments_of_many_blocks() {
    let ignore = "# frontlint:ignore=lb-access-logs-off\n";
    both_grow_evenly(500, |count| {
        let blocks = (0..count).map(|at| format!("{ignore}resource \"aws_lb\" \"b{at}\" {{\n}}\n"));
        (listener_of_a_local(), blocks.collect())
    });
    both_grow_evenly(2_000, |count| {
        (listener_of_a_local(), ignore.repeat(count) + "x = 1\n")
    });
}
