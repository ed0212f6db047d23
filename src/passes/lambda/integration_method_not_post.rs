//! `integration-method-not-post`: a REST integration calls a function by another method than POST.

use crate::finding::Findings;
use crate::graph::{Graph, Uri};
use crate::plan::Attr;

/// Reports integrations with functions whose `integration_http_method` is not POST.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for integration in graph.rest_integrations() {
        let method = integration.node.text("integration_http_method");
        if method == Attr::Known("POST") {
            continue;
        }
        match (integration.uri(), method) {
            (Some(Uri::Other), _) => {}
            (None, _) | (_, Attr::Unknown) => findings.undecided(
                integration.address(),
                "the plan does not show what it invokes, or by which method",
            ),
            (Some(_), Attr::Known(_) | Attr::Unset) => {
                findings
                    .at(integration.node.place("integration_http_method"))
                    .label("a function is invoked by POST, whatever the method of the request: callers get 500")
                    .help("set `integration_http_method = \"POST\"`")
                    .write(&integration.node, "integration_http_method", "POST");
            }
        }
    }
}
