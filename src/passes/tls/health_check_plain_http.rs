//! `health-check-plain-http`: targets of HTTPS are checked by plain HTTP.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports health checks of plain HTTP of groups that send requests by HTTPS.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        let Some(health) = group.health_check() else {
            continue;
        };
        match (group.protocol(), health.protocol()) {
            (Some("HTTPS"), Some("HTTP")) => {
                findings
                    .at(health.node.place("protocol"))
                    .label("requests go to these targets by HTTPS, and this asks for their health by plain HTTP")
                    .help("set `protocol = \"HTTPS\"` in the `health_check` block");
            }
            (None, Some("HTTP")) | (Some("HTTPS"), None) => findings.undecided(
                group.address(),
                "its protocol or that of its health check is known only after apply",
            ),
            _ => {}
        }
    }
}
