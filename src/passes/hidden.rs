//! What lints cannot look at, where it is known only after apply: actions of listeners and rules,
//! operations of APIs, target groups of services, functions at the edge, targets.

use crate::finding::Findings;
use crate::graph::{EcsService, Forwarder, Graph};

/// Notes actions that may be of one of these kinds, each with the block that belongs to it.
pub(super) fn actions(graph: &Graph<'_>, kinds: &[(&str, &str)], findings: &mut Findings) {
    for forwarder in graph.forwarders() {
        let name = match forwarder {
            Forwarder::Rule(_) => "action",
            Forwarder::Default(_) => "default_action",
        };
        findings.hidden_blocks(forwarder.node(), name);
        for action in forwarder.actions() {
            for (kind, block) in kinds {
                match action.kind() {
                    Some(known) if known == *kind => findings.hidden_blocks(&action.node, block),
                    Some(_) => {}
                    None => {
                        let why = "of which type an action is, is known only after apply";
                        findings.undecided(forwarder.address(), why);
                    }
                }
            }
        }
    }
}

/// Notes the APIs whose operations are not known.
pub(super) fn operations(graph: &Graph<'_>, findings: &mut Findings) {
    for api in graph.unread_apis() {
        findings.undecided(api.address(), api.why());
    }
}

/// Notes the target groups that ECS services may be registered with, where a lint concerns them.
pub(super) fn groups_of_services(
    graph: &Graph<'_>,
    concerns: impl Fn(&EcsService<'_>) -> bool,
    findings: &mut Findings,
) {
    for service in graph.ecs_services().filter(concerns) {
        findings.hidden_blocks(&service.node, "load_balancer");
        for attachment in service.attachments() {
            let ends = graph.follow(&attachment.node, "target_group_arn");
            if attachment.group().is_none() && !ends.complete {
                let why = "the plan does not show with which target group it is registered";
                findings.undecided(service.address(), why);
            }
        }
    }
}

/// Notes the functions that distributions may run.
pub(super) fn edge_functions(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        for behavior in ["default_cache_behavior", "ordered_cache_behavior"] {
            let functions = format!("{behavior}.lambda_function_association");
            findings.hidden_blocks(&distribution.node, &functions);
        }
    }
    for association in graph.edge_associations() {
        let ends = graph.follow(&association.node, "lambda_arn");
        if association.function().is_none() && !ends.complete {
            let why = "the plan does not show which function it runs";
            findings.undecided(association.address(), why);
        }
    }
}

/// Notes what may be registered with groups of functions.
pub(super) fn functions_of_groups(graph: &Graph<'_>, findings: &mut Findings) {
    for id in graph.of_type("aws_lb_target_group_attachment") {
        let node = graph.node(id);
        let (group, target) = (
            graph.follow(&node, "target_group_arn"),
            graph.follow(&node, "target_id"),
        );
        let group = group.only().map(|id| graph.target_group(id));
        let of_functions = group.is_some_and(|group| group.target_type() == Some("lambda"));
        if of_functions && target.links.is_empty() && !target.complete {
            let why = "the plan does not show which function is attached";
            findings.undecided(graph.address(id), why);
        }
    }
}
