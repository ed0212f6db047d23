//! `awsvpc-needs-ip-targets`: a service registers targets of another kind than its
//! target group holds.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{EcsService, Graph, TargetGroup};
use crate::passes::hidden;
use std::collections::BTreeSet;

/// Reports target groups of instances before tasks with addresses of their own,
/// and those of addresses before tasks without.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::groups_of_services(graph, |_| true, findings);
    let mut reported = BTreeSet::new();
    for service in graph.ecs_services() {
        let groups = service.attachments().into_iter();
        for group in groups.filter_map(|attachment| attachment.group()) {
            match misfit(&service, &group) {
                Answer::No => {}
                Answer::Yes if reported.insert(group.id()) => report(&service, &group, findings),
                Answer::Yes => {}
                Answer::Unknown => findings.undecided(
                    service.address(),
                    "the plan does not show its network mode or the kind of its targets",
                ),
            }
        }
    }
}

/// Whether the group holds targets of the other kind.
fn misfit(service: &EcsService<'_>, group: &TargetGroup<'_>) -> Answer {
    let own = service.has_own_addresses();
    match group.target_type() {
        Some("instance") => own,
        Some("ip") => !own,
        Some(_) => Answer::No,
        None => Answer::Unknown,
    }
}

fn report(service: &EcsService<'_>, group: &TargetGroup<'_>, findings: &mut Findings) {
    let (label, help) = match group.target_type() {
        Some("ip") => (
            "this group holds addresses, and the tasks have none of their own, so ECS refuses the service",
            "set `target_type = \"instance\"`, or `network_mode = \"awsvpc\"` in the task definition",
        ),
        _ => (
            "this group holds instances, and the tasks have addresses of their own, so ECS refuses the service",
            "set `target_type = \"ip\"`",
        ),
    };
    let finding = findings.at(group.node.place("target_type"));
    finding
        .label(label)
        .related(
            service.node.header(),
            "this service registers its tasks in it",
        )
        .help(help);
    // The other way round, the task may be what has to change.
    if group.target_type() == Some("instance") {
        finding.write(&group.node, "target_type", "ip");
    }
}
