//! `ecs-service-not-ordered-after-listener`: the first apply may come to the
//! service too early.

use crate::finding::Findings;
use crate::graph::{EcsService, Graph, TargetGroup};
use crate::passes::hidden;
use crate::plan::Before;

/// Reports ECS services that wait for none of the listeners and rules which put
/// their target group on a load balancer.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::groups_of_services(graph, |_| true, findings);
    for service in graph.ecs_services() {
        let groups = service.attachments().into_iter();
        let groups: Vec<_> = groups.filter_map(|attachment| attachment.group()).collect();
        if groups.is_empty() {
            continue;
        }
        let before = graph.plan().made_before(service.node.id);
        for group in &groups {
            if judge(graph, &service, group, &before, findings) {
                break;
            }
        }
    }
}

/// Tells whether it spoke: one word is enough for a service.
fn judge(
    graph: &Graph<'_>,
    service: &EcsService<'_>,
    group: &TargetGroup<'_>,
    before: &Before,
    findings: &mut Findings,
) -> bool {
    let forwarders = group.forwarders();
    let Some((first, _)) = forwarders.first() else {
        return false;
    };
    let plan = graph.plan();
    let waits = forwarders
        .iter()
        .any(|(forwarder, _)| before.holds(&plan[forwarder.node().id].parsed));
    match (waits, before.complete) {
        (true, _) => false,
        (false, false) => {
            let why = "the plan does not show whether it waits for its listener";
            findings.undecided(service.address(), why);
            true
        }
        (false, true) => {
            findings
                .at(service.node.header())
                .label(format!(
                    "nothing makes this wait for `{}`, which puts `{}` on a load balancer: the first apply may fail",
                    first.address(),
                    group.address()
                ))
                .related(first.node().header(), "has to be there first")
                .help("add `depends_on` with the listener, or the rule, to this service")
                .wait(&service.node, &[first.node()]);
            true
        }
    }
}
