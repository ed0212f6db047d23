//! `ecs-container-port-missing`: a service names a container or port that its
//! task does not have.

use crate::finding::Findings;
use crate::graph::{Container, EcsAttachment, EcsService, Graph};
use crate::plan::Attr;

/// Reports `load_balancer` blocks of ECS services whose container, or port of
/// it, is not in the task definition.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for service in graph.ecs_services() {
        findings.hidden_blocks(&service.node, "load_balancer");
        let attachments = service.attachments();
        if attachments.is_empty() {
            continue;
        }
        let task = service.task();
        let Some(containers) = task.as_ref().and_then(|task| task.containers()) else {
            findings.undecided(
                service.address(),
                "the plan does not show the containers of its task",
            );
            continue;
        };
        for attachment in attachments {
            judge(&service, &attachment, &containers, findings);
        }
    }
}

fn judge(
    service: &EcsService<'_>,
    attachment: &EcsAttachment<'_>,
    containers: &[Container],
    findings: &mut Findings,
) {
    let (name, port) = match (attachment.container_name(), attachment.container_port()) {
        (Attr::Known(name), Attr::Known(port)) => (name, port),
        (Attr::Unset, _) | (_, Attr::Unset) => return,
        _ => {
            let why = "the container or port it names is known only after apply";
            return findings.undecided(service.address(), why);
        }
    };
    let Some(container) = containers.iter().find(|container| container.name == name) else {
        findings
            .at(attachment.node.place("container_name"))
            .label("the task definition has no container of this name, so ECS refuses the service")
            .help("set `container_name` to the `name` of a container of the task definition");
        return;
    };
    if !container.maps(port) {
        findings
            .at(attachment.node.place("container_port"))
            .label(format!(
                "the container does not map port {port}, so ECS refuses the service"
            ))
            .help("set `container_port` to a `containerPort` of the container, or add it to its `portMappings`");
    }
}
