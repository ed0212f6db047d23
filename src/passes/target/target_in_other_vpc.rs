//! `target-in-other-vpc`: a target group is in another VPC than its load balancer.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, LoadBalancer, TargetGroup};
use crate::plan::{Confidence, ResourceId};
use std::collections::BTreeMap;

/// Reports target groups whose VPC is not that of the load balancer which
/// forwards to them.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        if group.target_type() == Some("lambda") {
            continue;
        }
        let forwarders = group.forwarders().into_iter();
        let sure = forwarders.filter(|(_, how)| *how <= Confidence::SameKey);
        let balancers = sure.filter_map(|(forwarder, _)| forwarder.listener()?.load_balancer());
        let balancers: BTreeMap<ResourceId, _> = balancers
            .map(|balancer| (balancer.id(), balancer))
            .collect();
        for balancer in balancers.values() {
            judge(&group, balancer, findings);
        }
    }
}

fn judge(group: &TargetGroup<'_>, balancer: &LoadBalancer<'_>, findings: &mut Findings) {
    let same = match (group.vpc(), balancer.vpc()) {
        (Some(own), Some(other)) => own.is(&other),
        // Of subnets elsewhere nobody can say more, and mostly they are right.
        (_, None) if balancer.stands_elsewhere() => return,
        _ => Answer::Unknown,
    };
    match same {
        Answer::Yes => {}
        Answer::No => {
            findings
                .at(group.node.place("vpc_id"))
                .label(format!(
                    "this group is in another VPC than `{}`, so the service refuses to put it there",
                    balancer.address()
                ))
                .related(balancer.place(), "forwards to the group, and has its subnets in another VPC")
                .help("set `vpc_id` to the VPC of the load balancer; addresses of a peered VPC may be registered in it");
        }
        Answer::Unknown => findings.undecided(
            group.address(),
            format!(
                "the plan does not show whether `{}` is in the same VPC",
                balancer.address()
            ),
        ),
    }
}
