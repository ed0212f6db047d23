//! `integration-uses-function-arn`: a REST integration names a function by its ARN.

use crate::finding::Findings;
use crate::graph::{Graph, Uri};

/// Reports integrations of REST APIs whose `uri` is a function's ARN.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for integration in graph.rest_integrations() {
        match integration.uri() {
            Some(Uri::FunctionArn) => {
                findings
                    .at(integration.node.place("uri"))
                    .label("this is the ARN of the function, and a REST API takes the URI that invokes it: AWS refuses this")
                    .help("set `uri` to the function's `invoke_arn`, or to its `response_streaming_invoke_arn` to stream")
                    .take(&integration.node, "uri", "invoke_arn");
            }
            Some(_) => {}
            None => findings.undecided(
                integration.address(),
                "the plan does not show what its `uri` is",
            ),
        }
    }
}
