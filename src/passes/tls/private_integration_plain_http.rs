//! `private-integration-plain-http`: an HTTP API speaks plain HTTP into a VPC.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Integration};

/// Reports private integrations of HTTP APIs without `tls_config`: only with it
/// does API Gateway encrypt.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let integrations = graph.integrations();
    for integration in integrations.filter(|integration| !integration.is_rest()) {
        if integration.is_websocket() == Some(true) {
            continue;
        }
        match (integration.is_private(), integration.encrypts()) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) => report(&integration, findings),
            _ => findings.undecided(
                integration.address(),
                "how it reaches its backend is known only after apply",
            ),
        }
    }
}

fn report(integration: &Integration<'_>, findings: &mut Findings) {
    let label = match integration.listener_protocol() {
        Some("HTTPS" | "TLS") => {
            "without `tls_config` API Gateway speaks plain HTTP, and the listener behind it takes HTTPS alone"
        }
        _ => "without `tls_config` API Gateway speaks plain HTTP to the backend",
    };
    findings.at(integration.node.header()).label(label).help(
        "add `tls_config` with the name on the backend's certificate as `server_name_to_verify`, and let the \
         listener behind it speak HTTPS",
    );
}
