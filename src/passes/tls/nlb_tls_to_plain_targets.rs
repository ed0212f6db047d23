//! `nlb-tls-to-plain-targets`: a load balancer ends TLS and goes on in plain text.

use crate::finding::Findings;
use crate::graph::{Graph, Listener, TargetGroup};
use crate::plan::{Confidence, ResourceId};
use std::collections::BTreeMap;

/// Reports target groups of plain TCP that a TLS listener forwards to.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let mut plain: BTreeMap<ResourceId, (TargetGroup<'_>, Listener<'_>)> = BTreeMap::new();
    for listener in graph.listeners() {
        if listener.protocol() != Some("TLS") {
            continue;
        }
        let actions = listener.actions();
        let groups = actions.iter().flat_map(|action| action.target_groups());
        for (group, how) in groups {
            let protocol = group.node.text("protocol").known();
            match (protocol, how <= Confidence::SameKey) {
                (Some("TCP"), true) => {
                    plain.entry(group.id()).or_insert((group, listener.clone()));
                }
                (Some("TLS"), _) => {}
                _ => findings.undecided(
                    listener.address(),
                    "the plan does not show what its targets speak",
                ),
            }
        }
    }
    for (group, listener) in plain.into_values() {
        findings
            .at(group.node.place("protocol"))
            .label(format!(
                "`{}` ends TLS, and goes on to these targets in plain text",
                listener.address()
            ))
            .related(listener.node.header(), "this listener ends TLS")
            .help("set `protocol = \"TLS\"` and let the targets serve TLS, or let TLS pass through by a TCP listener");
    }
}
