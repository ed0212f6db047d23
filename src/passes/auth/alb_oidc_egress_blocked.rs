//! `alb-oidc-egress-blocked`: a load balancer cannot ask its identity provider.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{CallerCheck, Graph, LoadBalancer, Reach};
use crate::passes::hidden;
use crate::plan::ResourceId;
use std::collections::HashSet;

/// Reports load balancers that check callers, and whose security groups or
/// route tables let nothing out to the internet by HTTPS. Once a load balancer.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(
        graph,
        &[
            ("authenticate-cognito", "authenticate_cognito"),
            ("authenticate-oidc", "authenticate_oidc"),
            ("jwt-validation", "jwt_validation"),
        ],
        findings,
    );
    let mut seen: HashSet<(ResourceId, bool)> = HashSet::new();
    for check in graph.caller_checks() {
        let Some(balancer) = check.load_balancer() else {
            let why = "the plan does not show its load balancer";
            findings.undecided(check.address(), why);
            continue;
        };
        if !seen.insert((balancer.id(), check.may_ask_inside())) {
            continue;
        }
        let (reach, group) = balancer.reach(graph);
        match reach {
            Reach::Internet => judge_routes(graph, &check, &balancer, findings),
            Reach::Unknown => {
                let why = "the plan does not show what its security groups let out";
                findings.undecided(balancer.address(), why);
            }
            Reach::Inside if check.may_ask_inside() => {
                let why = "its identity provider may be inside the network";
                findings.undecided(balancer.address(), why);
            }
            Reach::Inside | Reach::Nobody => {
                let place = group.map_or_else(|| balancer.place(), |group| group.place("egress"));
                findings
                    .at(place)
                    .label(format!(
                        "`{}` cannot reach its identity provider: nothing lets HTTPS out to the internet",
                        balancer.address()
                    ))
                    .related(
                        check.node.header(),
                        "this needs the provider's keys or tokens for each login",
                    )
                    .help("let TCP port 443 out to 0.0.0.0/0, by an `aws_vpc_security_group_egress_rule` or an `egress` block");
            }
        }
    }
}

/// Reports an internal load balancer from whose subnets no route leads out. A
/// provider inside the network needs none, nor does one with an endpoint there.
fn judge_routes(
    graph: &Graph<'_>,
    check: &CallerCheck<'_>,
    balancer: &LoadBalancer<'_>,
    findings: &mut Findings,
) {
    let inside = check.may_ask_inside() || graph.of_type("aws_vpc_endpoint").next().is_some();
    match Answer::any([balancer.is_public(), balancer.has_way_out(graph)]) {
        Answer::Yes => return,
        Answer::No if !inside => {}
        Answer::No => {
            let why = "its identity provider may be inside the network";
            return findings.undecided(balancer.address(), why);
        }
        Answer::Unknown => {
            let why = "the plan does not show the routes of its subnets";
            return findings.undecided(balancer.address(), why);
        }
    }
    findings
        .at(balancer.node.place("subnets"))
        .label("from these subnets no route leads to the internet, so it cannot reach its identity provider")
        .related(
            check.node.header(),
            "this needs the provider's keys or tokens for each login",
        )
        .help("give the route tables of these subnets a route to 0.0.0.0/0 by a NAT gateway");
}
