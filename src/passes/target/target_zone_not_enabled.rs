//! `target-zone-not-enabled`: all targets stand where their load balancer does not.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::groups_of;
use crate::graph::{Graph, LoadBalancer, Zones};
use crate::plan::{Confidence, Node, ResourceId};
use std::collections::{BTreeMap, HashSet};

/// Reports load balancers that have no subnet in any zone of a service behind
/// them, or of the instances of a target group that holds nothing else.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let mut of_services = HashSet::new();
    let services = graph
        .ecs_services()
        .map(|service| (service.zones(), service.node));
    let scaling = graph
        .scaling_groups()
        .map(|group| (Some(group.zones()), group.node));
    for (zones, service) in services.chain(scaling) {
        let groups = groups_of(graph, service.id);
        of_services.extend(groups.iter().map(|(group, _)| *group));
        if let Some(zones) = zones {
            let sure = groups.iter().filter(|(_, how)| *how <= Confidence::SameKey);
            let balancers = balancers_before(graph, sure.map(|(group, _)| *group));
            judge(graph, &balancers, &service, &zones, findings);
        }
    }
    for group in graph.target_groups() {
        if of_services.contains(&group.id()) {
            continue;
        }
        if let Some(zones) = group.zones_of_instances() {
            let balancers = balancers_before(graph, [group.id()]);
            judge(graph, &balancers, &group.node, &zones, findings);
        }
    }
}

fn judge(
    graph: &Graph<'_>,
    balancers: &BTreeMap<ResourceId, LoadBalancer<'_>>,
    service: &Node<'_>,
    zones: &Zones<'_>,
    findings: &mut Findings,
) {
    for balancer in balancers.values() {
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
                    "the plan does not show the zones of it and of `{}`",
                    graph.address(service.id)
                ),
            ),
        }
    }
}

/// The load balancers that surely send requests to target groups.
fn balancers_before<'g>(
    graph: &'g Graph<'_>,
    groups: impl IntoIterator<Item = ResourceId>,
) -> BTreeMap<ResourceId, LoadBalancer<'g>> {
    let groups = groups.into_iter();
    let forwarders = groups.flat_map(|group| graph.target_group(group).forwarders());
    let sure = forwarders.filter(|(_, how)| *how <= Confidence::SameKey);
    let balancers = sure.filter_map(|(forwarder, _)| forwarder.listener()?.load_balancer());
    balancers
        .map(|balancer| (balancer.id(), balancer))
        .collect()
}
