//! `lb-access-logs-off`: a load balancer keeps no record of requests.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, LoadBalancer};
use crate::plan::{Attr, Place};

/// Reports load balancers whose access logs are absent or not enabled. Gateway
/// load balancers have none; network load balancers log TLS listeners alone.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for balancer in graph.load_balancers() {
        let logs = match (balancer.kind(), balancer.may_log()) {
            (Some("application" | "network"), Answer::Yes) => balancer.node.blocks("access_logs"),
            (Some("application" | "network"), Answer::Unknown) | (None, _) => {
                findings.undecided(
                    balancer.address(),
                    "the plan does not show whether it would log anything",
                );
                continue;
            }
            _ => continue,
        };
        if !logs.complete {
            findings.undecided(
                balancer.address(),
                "its access logs are known only after apply",
            );
            continue;
        }
        let place = match logs.nodes.first() {
            None => balancer.node.header(),
            Some(block) => match block.bool("enabled") {
                Attr::Known(true) => continue,
                Attr::Unknown => {
                    findings.undecided(
                        balancer.address(),
                        "whether its access logs are on is known only after apply",
                    );
                    continue;
                }
                Attr::Known(false) | Attr::Unset => block.place("enabled"),
            },
        };
        match balancer.has_vended_logs() {
            Answer::Yes => {}
            Answer::Unknown => findings.undecided(
                balancer.address(),
                "its logs may be delivered by CloudWatch",
            ),
            Answer::No => report(&balancer, place, findings),
        }
    }
}

fn report(balancer: &LoadBalancer<'_>, place: Place, findings: &mut Findings) {
    let written = !balancer.node.blocks("access_logs").nodes.is_empty();
    let (label, help) = match written {
        true => (
            "the access logs are set up but not enabled: no request is recorded",
            "set `enabled = true` in the `access_logs` block; without it nothing is written",
        ),
        false => (
            "no request to this load balancer is recorded",
            "add an `access_logs` block with a `bucket` and `enabled = true`",
        ),
    };
    findings.at(place).label(label).help(help);
}
