//! `unmet-jwt-on-alb`: a service needs JWT checks, and a load balancer
//! on a way to it forwards without anything having verified the token.

use crate::answer::Answer;
use crate::facts::Need;
use crate::finding::{Finding, Findings};
use crate::graph::{Forwarder, Graph, Service, Way};

/// Reports the rule or default action on each way through a load balancer to a
/// service that needs JWT checks, when no front on that way makes them.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let ways = graph.ways();
    for service in graph.services().filter(|service| service.needs(Need::Jwt)) {
        for way in ways.to(&service) {
            judge(&way, Some(&service), service.address(), findings);
        }
        if ways.left_out() {
            let why = "more ways lead to it than are followed";
            findings.undecided(service.address(), why);
        }
    }
    if !graph.some_front_declares(Need::Jwt) {
        return;
    }
    // What a front declares holds for whatever it forwards to.
    for forwarder in graph
        .forwarders()
        .filter(|forwarder| forwarder.forwards() == Answer::Yes)
    {
        let declared = forwarder.groups_declare(graph, Need::Jwt);
        for way in ways.through(&forwarder) {
            if declared || way.declares(graph, Need::Jwt) {
                let address = graph.address(forwarder.node().id);
                judge(&way, None, address, findings);
            }
        }
    }
}

fn judge(way: &Way<'_>, service: Option<&Service<'_>>, address: &str, findings: &mut Findings) {
    let Some(forwarder) = way
        .forwarder()
        .filter(|forwarder| forwarder.reads_requests())
    else {
        return;
    };
    match way.verifies_jwt() {
        Answer::Yes => {}
        Answer::Unknown => {
            let why = "a front on the way may verify the token, and the plan does not show";
            findings.undecided(address, why);
        }
        Answer::No if !way.sure => {
            findings.undecided(address, "the plan does not show which rule forwards to it");
        }
        Answer::No => {
            let finding = report(forwarder, service, findings);
            finding.way(way.addresses());
            if let Some(service) = service {
                finding.related(service.place(), "this service needs JWT checks");
            }
        }
    }
}

fn report<'f>(
    forwarder: &Forwarder<'_>,
    service: Option<&Service<'_>>,
    findings: &'f mut Findings,
) -> &'f mut Finding {
    let target = service.map_or("what needs JWT checks".to_owned(), |service| {
        format!("`{}`", service.address())
    });
    findings
        .at(forwarder.node().header())
        .label(format!(
            "this {} forwards to {target} without verifying the token",
            forwarder.kind()
        ))
        .help(
            "put an action of type `jwt-validation` before the forward (HTTPS listener, provider 6.23 or newer), with \
             an `additional_claim` for the audience; or front the service with an HTTP API and a JWT authorizer",
        )
}
