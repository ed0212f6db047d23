//! `permission-source-arn-wrong`: the source of a statement is not what calls.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Arn, Caller, Graph};
use std::collections::BTreeSet;

/// Reports sources of the right service that no call comes from: a load balancer
/// for its target group, an API for its routes, a route or an API that is another.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for statement in graph.permissions() {
        let Some(source) = statement.source() else {
            continue;
        };
        let principal = statement.node.attr("principal").is_unknown();
        let service = match principal {
            true => Some(service_behind(&source)),
            false => statement.service(),
        };
        let Some((problem, help)) = service.and_then(|service| of_itself(service, &source)) else {
            continue;
        };
        if principal {
            let why = "its principal is known only after apply";
            findings.undecided(statement.address(), why);
            continue;
        }
        told.insert(statement.node.id);
        findings
            .at(statement.node.place("source_arn"))
            .label(problem)
            .help(help);
    }
    for statement in graph.stray_statements() {
        let why = "the plan does not show which function it is for, or what invokes that";
        findings.undecided(statement.address(), why);
    }
    for policy in graph.policies() {
        for statement in policy.doubtful(|fit| fit.source) {
            let why =
                "the plan does not show all of it and of what calls: its source may be another";
            findings.undecided(statement.address(), why);
        }
        for (statement, invocation, fit) in policy.misfits() {
            let wrong = fit.principal == Answer::Yes && fit.source == Answer::No;
            if !wrong || told.contains(&statement.node.id) {
                continue;
            }
            if !policy.shows_all_callers() {
                let why = "a front may call the function that the plan does not show";
                findings.undecided(statement.address(), why);
                continue;
            }
            let (what, help) = match invocation.caller {
                Caller::LoadBalancer => (
                    "the target group that it is attached to",
                    "set `source_arn` to the `arn` of the target group that the function is attached to",
                ),
                _ => (
                    "a request that leads to it",
                    "set `source_arn` to the `execution_arn` of the API that calls, with \"/*/*\" behind it or with \
                     the stage, method and path of the route",
                ),
            };
            findings
                .at(statement.node.place("source_arn"))
                .label(format!(
                    "this does not match {what}, so `{}` cannot be invoked",
                    policy.function.address()
                ))
                .related(invocation.place(), "calls the function")
                .way([invocation.address(), policy.function.address()].map(str::to_owned))
                .help(help);
        }
    }
}

/// The service that would invoke for a source.
fn service_behind(source: &Arn) -> &str {
    match source.service.as_str() {
        "execute-api" => "apigateway",
        service => service,
    }
}

/// What is wrong with a source whoever calls, and what to write instead.
fn of_itself(service: &str, source: &Arn) -> Option<(&'static str, &'static str)> {
    match (service, source.service.as_str()) {
        ("elasticloadbalancing", "elasticloadbalancing")
            if !source.rest.starts_with("targetgroup/") && !source.rest.starts_with('*') =>
        {
            Some((
                "a load balancer invokes in the name of the target group, and this is none: every call is refused",
                "set `source_arn` to the `arn` of the target group",
            ))
        }
        ("apigateway", "apigateway") => Some((
            "this is the ARN by which an API is managed, not the one by which it calls: every call is refused",
            "set `source_arn` to the API's `execution_arn` with \"/*/*\" behind it",
        )),
        ("apigateway", "execute-api") if !source.rest.contains(['/', '*']) => Some((
            "this names an API without any stage, method or path, and each call has them: every call is refused",
            "write \"/*/*\" behind the API's `execution_arn`, or the stage, method and path of the route",
        )),
        _ => None,
    }
}
