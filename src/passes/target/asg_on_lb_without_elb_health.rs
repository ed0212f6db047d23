//! `asg-on-lb-without-elb-health`: instances that serve nobody are kept.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports Auto Scaling groups behind a load balancer whose health is that of
/// the machines alone.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.scaling_groups() {
        match (group.is_behind_balancer(), group.heeds_balancer()) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(group.node.place("health_check_type"))
                    .label("an instance whose application is dead stays, as long as the machine runs")
                    .help("set `health_check_type = \"ELB\"` and a `health_check_grace_period` that lets the application start");
            }
            _ => findings.undecided(
                group.address(),
                "whether it is behind a load balancer and heeds it is known only after apply",
            ),
        }
    }
}
