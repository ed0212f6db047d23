//! `health-check-missing`: a target group leaves health to the service's defaults.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports groups of HTTP and HTTPS targets without a health check of their own.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        match (group.target_type(), group.protocol()) {
            (Some("lambda"), _) => {}
            (Some(_), Some("HTTP" | "HTTPS")) => {
                if group.leaves_health_to_defaults() {
                    findings
                        .at(group.node.header())
                        .label("health is what the service assumes here: 200 from `/`, whatever the application means by it")
                        .help("add a `health_check` block with a `path` that says whether the application can serve");
                }
            }
            (Some(_), Some(_)) => {}
            _ => findings.undecided(
                group.address(),
                "what its targets are is known only after apply",
            ),
        }
    }
}
