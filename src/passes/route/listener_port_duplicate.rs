//! `listener-port-duplicate`: two listeners of one load balancer claim one port.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports listeners of the same load balancer on the same port, once for each
/// port: whatever their protocols, the second one is refused.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let claims = graph.claims_of_ports();
    for listener in claims.open {
        let why = "the plan does not show its load balancer and port";
        findings.undecided(listener.address(), why);
    }
    for same in claims.same {
        let Some(first) = same.first() else { continue };
        let port = first.node.shown("port");
        findings
            .at_last_of(same.iter().map(|listener| listener.node.place("port")).collect())
            .label(format!(
                "another listener of this load balancer has port {port} already: the second one is refused"
            ))
            .help(
                "give each listener of a load balancer a port of its own; for TCP and UDP on one port of a network \
                 load balancer, one listener of protocol `TCP_UDP` does it",
            );
    }
}
