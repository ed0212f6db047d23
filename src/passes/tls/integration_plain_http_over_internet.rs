//! `integration-plain-http-over-internet`: an API calls its backend by plain HTTP.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports HTTP integrations outside a VPC whose URL is one of plain HTTP.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for integration in graph.integrations() {
        let over_internet = !integration.is_private();
        match (integration.is_http(), over_internet, integration.is_plain()) {
            (Answer::No, _, _) | (_, Answer::No, _) | (_, _, Answer::No) => {}
            (Answer::Yes, Answer::Yes, Answer::Yes) => {
                findings
                    .at(integration.node.place(integration.target_attribute()))
                    .label("API Gateway sends requests and their credentials across the internet unencrypted")
                    .help(
                        "let the backend serve HTTPS and call it by `https://`, or reach it by a VPC link",
                    );
            }
            _ => findings.undecided(
                integration.address(),
                "how it reaches its backend is known only after apply",
            ),
        }
    }
}
