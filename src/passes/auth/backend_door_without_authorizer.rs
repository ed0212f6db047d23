//! `backend-door-without-authorizer`: around the front that checks callers.

use crate::finding::Findings;
use crate::graph::{Graph, Receiver, UncheckedEndpoint};

/// Reports function URLs, routes, methods, rules and default actions that lead
/// anyone to a service which another front guards.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let unchecked_endpoints = graph.unchecked_endpoints();
    for opening in &unchecked_endpoints.undecided {
        let why = "the service behind it is guarded elsewhere, and the plan does not show whether it is here";
        findings.undecided(opening.address(graph), why);
    }
    for door in &unchecked_endpoints.open {
        report(graph, door, findings);
    }
}

fn report(graph: &Graph<'_>, door: &UncheckedEndpoint<'_>, findings: &mut Findings) {
    let guard = door.guard.address(graph);
    let service = door.service.address();
    let reached = match &door.example {
        Some(example) => format!(
            "`{example}` reaches `{service}` by this {}",
            door.opening.kind()
        ),
        None => format!("this {} leads to `{service}`", door.opening.kind()),
    };
    findings
        .at(door.opening.place())
        .label(format!("{reached} without a check, around `{guard}`"))
        .related(door.guard.place(), "checks who calls")
        .related(door.service.place(), "is guarded there and open here")
        .way([door.opening.address(graph), service].map(str::to_owned))
        .help(match &door.opening {
            Receiver::Url(_) => "set `authorization_type = \"AWS_IAM\"`, or take the function URL away",
            Receiver::ApiRoute(_) => "give this API an authorizer as well, or take the route away",
            Receiver::Forwarder(_) => {
                "put a login or an action of type `jwt-validation` before the forward, or make the load balancer internal"
            }
        });
}
