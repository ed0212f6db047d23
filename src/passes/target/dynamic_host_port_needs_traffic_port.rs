//! `dynamic-host-port-needs-traffic-port`: health is asked for on a port that no
//! task has.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{EcsAttachment, EcsService, Graph};
use crate::passes::hidden;
use crate::plan::Attr;

/// Reports health checks on a fixed port of targets whose port is chosen anew
/// for each task.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::groups_of_services(
        graph,
        |service| service.has_own_addresses() != Answer::Yes,
        findings,
    );
    for service in graph.ecs_services() {
        for attachment in service.attachments() {
            judge(&service, &attachment, findings);
        }
    }
}

fn judge(service: &EcsService<'_>, attachment: &EcsAttachment<'_>, findings: &mut Findings) {
    let Some(group) = attachment.group() else {
        return;
    };
    let Some(health) = group.health_check() else {
        return;
    };
    match (health.own_port(), service.has_dynamic_port(attachment)) {
        (Attr::Unset, _) | (_, Answer::No) => {}
        (Attr::Known(port), Answer::Yes) if !service.task_keeps(port) => {
            findings
                .at(health.node.place("port"))
                .label(format!(
                    "each task gets a port of its own, and this asks all of them on {port}"
                ))
                .related(service.node.header(), "its task maps host port 0")
                .help("set `port = \"traffic-port\"`")
                .write(&health.node, "port", "traffic-port");
        }
        (Attr::Known(_), Answer::Yes) => {}
        _ => findings.undecided(
            group.address(),
            "the port of its health check, or those of the tasks, are known only after apply",
        ),
    }
}
