//! `health-check-port-not-exposed`: health is asked for on a port that nobody opens.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{EcsService, Graph, TargetGroup};
use crate::passes::hidden;
use crate::plan::Attr;
use std::collections::BTreeSet;

/// Reports health checks on a port that the tasks with addresses of their own
/// neither map nor let in.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::groups_of_services(
        graph,
        |service| service.has_own_addresses() != Answer::No,
        findings,
    );
    let mut reported = BTreeSet::new();
    for service in graph.ecs_services() {
        if service.has_own_addresses() == Answer::No {
            continue;
        }
        let groups = service.attachments().into_iter();
        for group in groups.filter_map(|attachment| attachment.group()) {
            if !reported.contains(&group.id()) && judge(&service, &group, findings) {
                reported.insert(group.id());
            }
        }
    }
}

/// Tells whether it reported something.
fn judge(service: &EcsService<'_>, group: &TargetGroup<'_>, findings: &mut Findings) -> bool {
    let Some(health) = group.health_check() else {
        return false;
    };
    let port = match health.own_port() {
        Attr::Known(port) => port,
        Attr::Unset => return false,
        Attr::Unknown => {
            let why = "the port of its health check is known only after apply";
            findings.undecided(group.address(), why);
            return false;
        }
    };
    match Answer::any([service.maps(port), service.opens(port)]) {
        Answer::Yes => false,
        Answer::No => {
            findings
                .at(health.node.place("port"))
                .label(format!(
                    "no container of the tasks maps port {port} and no security group of theirs lets it in, so no target gets well"
                ))
                .related(service.node.header(), "this service registers its tasks in the group")
                .help("set `port = \"traffic-port\"`, or map the port and let the load balancer in on it");
            true
        }
        Answer::Unknown => {
            let why = format!(
                "the plan does not show whether `{}` opens that port",
                service.address()
            );
            findings.undecided(group.address(), why);
            false
        }
    }
}
