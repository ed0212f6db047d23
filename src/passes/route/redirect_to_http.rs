//! `redirect-to-http`: an HTTPS listener sends clients back to plain HTTP.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;

/// Reports redirects of HTTPS listeners, and of their rules, to `HTTP`.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(graph, &[("redirect", "redirect")], findings);
    for forwarder in graph.forwarders() {
        for redirect in forwarder.redirects() {
            if redirect.protocol.is_some_and(|protocol| protocol != "HTTP") {
                continue;
            }
            let from = forwarder
                .listener()
                .and_then(|listener| listener.protocol());
            match (from, redirect.protocol) {
                (Some("HTTPS"), Some(_)) => {
                    let finding = findings.at(redirect.node.place("protocol"));
                    finding
                        .label("this sends clients of an HTTPS listener to plain HTTP, which the service refuses")
                        .help("set `protocol = \"HTTPS\"`, or leave it out: the redirect then keeps the protocol");
                    if redirect.would_stay_secure() {
                        finding.write(&redirect.node, "protocol", "HTTPS");
                    }
                }
                (Some("HTTPS") | None, _) => findings.undecided(
                    forwarder.address(),
                    "the plan does not show the protocol of its redirect or of its listener",
                ),
                (Some(_), _) => {}
            }
        }
    }
}
