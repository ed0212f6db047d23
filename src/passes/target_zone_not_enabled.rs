//! `target-zone-not-enabled`: all targets stand where their load balancer does not.

use crate::finding::Findings;
use crate::graph::{Answer, Graph, LoadBalancer, Zones};
use crate::plan::{Confidence, Node, ResourceId};
use std::collections::BTreeMap;

/// Reports load balancers that have no subnet in any zone of a service behind them.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for service in graph.ecs_services() {
        if let Some(zones) = service.zones() {
            judge(graph, &service.node, &zones, findings);
        }
    }
    for group in graph.scaling_groups() {
        judge(graph, &group.node, &group.zones(), findings);
    }
}

fn judge(graph: &Graph<'_>, service: &Node<'_>, zones: &Zones<'_>, findings: &mut Findings) {
    for balancer in balancers_before(graph, service.id).values() {
        match balancer.zones().meet(zones) {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(balancer.node.place("subnets"))
                    .label(format!(
                        "no subnet here is in a zone of `{}`, so its targets get no requests",
                        graph.address(service.id)
                    ))
                    .related(service.header(), "all its targets are in other zones")
                    .help("give the load balancer a subnet in each zone that has targets");
            }
            Answer::Unknown => findings.undecided(
                balancer.address(),
                format!(
                    "the plan does not tell the zones of it and of `{}`",
                    graph.address(service.id)
                ),
            ),
        }
    }
}

/// The load balancers that surely send requests to a service.
fn balancers_before<'g>(
    graph: &'g Graph<'_>,
    service: ResourceId,
) -> BTreeMap<ResourceId, LoadBalancer<'g>> {
    let groups = graph.groups_of(service).into_iter();
    let sure = groups.filter(|(_, how)| *how <= Confidence::SameKey);
    let forwarders = sure.flat_map(|(group, _)| graph.forwarders_to(group));
    let sure = forwarders.filter(|(_, how)| *how <= Confidence::SameKey);
    let balancers = sure.filter_map(|(forwarder, _)| forwarder.listener()?.load_balancer());
    balancers
        .map(|balancer| (balancer.id(), balancer))
        .collect()
}
