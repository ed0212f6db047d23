//! `stream-mode-mismatch`: a REST integration streams by the URI that waits, or the other way round.

use crate::finding::Findings;
use crate::graph::{Graph, Uri};

/// Reports integrations whose `uri` and `response_transfer_mode` contradict each other.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for integration in graph.rest_integrations() {
        let (problem, help) = match (integration.uri(), integration.streams()) {
            (Some(Uri::Invocation), Some(true)) => (
                "the API streams, and this URI waits for the whole answer of the function",
                "set `uri` to the function's `response_streaming_invoke_arn`",
            ),
            (Some(Uri::Streaming), Some(false)) => (
                "this URI streams the answer of the function, and the API waits for all of it",
                "set `response_transfer_mode = \"STREAM\"`, or `uri` to the function's `invoke_arn`",
            ),
            (Some(_), Some(_)) | (Some(Uri::Other | Uri::FunctionArn), None) => continue,
            _ => {
                let why = "the plan does not show what its `uri` is, or whether it streams";
                findings.undecided(integration.address(), why);
                continue;
            }
        };
        let finding = findings.at(integration.node.place("uri"));
        finding.label(problem).help(help);
        // The other way round, either end may be the one that is meant.
        if integration.uri() == Some(Uri::Invocation) {
            finding.take(&integration.node, "uri", "response_streaming_invoke_arn");
        }
    }
}
