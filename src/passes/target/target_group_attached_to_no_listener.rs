//! `target-group-attached-to-no-listener`: ECS refuses a service whose target
//! group no load balancer has.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;
use std::collections::BTreeSet;

/// Reports target groups of ECS services that no listener or rule forwards to.
/// One that an output passes on may have its listener in another stack.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::groups_of_services(graph, |_| true, findings);
    let exported = graph.plan().exported();
    let mut seen = BTreeSet::new();
    for service in graph.ecs_services() {
        let groups = service.attachments().into_iter();
        for group in groups.filter_map(|attachment| attachment.group()) {
            if !seen.insert(group.id()) {
                continue;
            }
            match group.has_forwarder() {
                Answer::Yes => {}
                Answer::No if !exported.contains(&group.id()) => {
                    findings
                        .at(group.node.header())
                        .label(format!(
                            "no listener forwards to this group, so ECS refuses `{}`",
                            service.address()
                        ))
                        .related(
                            service.node.header(),
                            "this service needs the group on a load balancer",
                        )
                        .help("let a listener or a rule of one forward to the group");
                }
                Answer::No | Answer::Unknown => findings.undecided(
                    group.address(),
                    "a listener that the plan does not show may forward to it",
                ),
            }
        }
    }
}
