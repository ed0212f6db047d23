//! `health-check-timeout-not-below-interval`: the service refuses a health check.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;

/// Reports health checks whose written timeout is not below their interval.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        let Some(health) = group.health_check() else {
            continue;
        };
        if health.is_enabled() == Some(false) {
            continue;
        }
        match (health.timeout(), health.interval()) {
            (Attr::Unset, _) => {}
            (Attr::Known(timeout), Some(interval)) if timeout < interval => {}
            (Attr::Known(_), Some(_)) => {
                findings
                    .at(health.node.place("timeout"))
                    .label("the timeout is not below the interval, so the service refuses it")
                    .help("set `timeout` below `interval`");
            }
            _ => findings.undecided(
                group.address(),
                "the timeout or interval of its health check is known only after apply",
            ),
        }
    }
}
