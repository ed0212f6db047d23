//! `ecs-public-ip-behind-lb`: tasks can be reached around their load balancer.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{EcsService, Graph};

/// Reports ECS services and task sets behind a load balancer whose tasks have
/// public addresses and security groups that let everyone in.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for service in graph.ecs_services().chain(graph.ecs_task_sets()) {
        findings.hidden_blocks(&service.node, "load_balancer");
        if !service.attachments().is_empty() {
            judge(&service, findings);
        }
    }
}

fn judge(service: &EcsService<'_>, findings: &mut Findings) {
    match (service.has_public_addresses(), service.admits_world()) {
        (Answer::No, _) | (_, Answer::No) => {}
        (Answer::Yes, Answer::Yes) => {
            let Some(network) = service.network() else {
                return;
            };
            findings
                .at(network.place("assign_public_ip"))
                .label("each task has an address on the internet and lets everyone in, around the load balancer")
                .help(
                    "set `assign_public_ip = false` and reach registries by a NAT gateway or VPC endpoints, or let the \
                     tasks' security group admit only that of the load balancer",
                );
        }
        _ => findings.undecided(
            service.address(),
            "the plan does not show whether its tasks have public addresses and who may reach them",
        ),
    }
}
