//! `health-check-missing`: a target group leaves health to the service's defaults.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports groups of HTTP and HTTPS targets without a health check of their own.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        match (group.target_type(), group.protocol()) {
            (Some("lambda"), _) => {}
            (Some(_), Some("HTTP" | "HTTPS")) => match group.leaves_health_to_defaults() {
                Answer::No => {}
                Answer::Unknown => findings.undecided(
                    group.address(),
                    "whether it has a `health_check` is known only after apply",
                ),
                Answer::Yes => {
                    findings
                        .at(group.node.header())
                        .label("health is what the service assumes here: 200 from `/`, whatever the application means by it")
                        .help("add a `health_check` block with a `path` that says whether the application can serve");
                }
            },
            (Some(_), Some(_)) => {}
            _ => findings.undecided(
                group.address(),
                "what its targets are is known only after apply",
            ),
        }
    }
}
