//! `target-group-on-two-lbs`: a target group belongs to one load balancer alone.

use crate::finding::Findings;
use crate::graph::{Action, Graph, TargetGroup};
use crate::plan::{Confidence, Place, ResourceId};
use std::collections::BTreeMap;

/// Reports target groups that listeners or rules of two load balancers forward to.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        judge(graph, &group, findings);
    }
}

fn judge(graph: &Graph<'_>, group: &TargetGroup<'_>, findings: &mut Findings) {
    let mut balancers: BTreeMap<ResourceId, Place> = BTreeMap::new();
    let mut open = false;
    for (forwarder, how) in group.forwarders() {
        let balancer = forwarder
            .listener()
            .and_then(|listener| listener.load_balancer())
            .filter(|_| how <= Confidence::SameKey);
        let Some(balancer) = balancer else {
            open = true;
            continue;
        };
        let actions = forwarder.actions();
        let place = actions
            .iter()
            .find_map(|action: &Action<'_>| action.place_of(group));
        let place = place.unwrap_or_else(|| forwarder.node().header());
        balancers.entry(balancer.id()).or_insert(place);
    }
    match balancers.len() {
        0 => {}
        1 if open => findings.undecided(
            group.address(),
            "the plan does not show every load balancer that forwards to it",
        ),
        1 => {}
        _ => {
            let names: Vec<_> = balancers
                .keys()
                .map(|id| format!("`{}`", graph.address(*id)))
                .collect();
            findings
                .at_last_of(balancers.into_values().collect())
                .label(format!(
                    "`{}` can be on one load balancer alone, and is on {}",
                    group.address(),
                    names.join(" and ")
                ))
                .related(group.node.header(), "this group is forwarded to")
                .help("give each load balancer a target group of its own; the same targets may be in both");
        }
    }
}
