//! `rest-client-certificate-missing`: a backend cannot tell the API from others.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports stages that show no certificate to backends on the internet.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for stage in graph.stages() {
        match (stage.has_certificate(), stage.calls_the_internet()) {
            (Answer::Yes, _) | (_, Answer::No) => {}
            (Answer::No, Answer::Yes) => {
                findings
                    .at(stage.node.header())
                    .label("the API calls its backend on the internet without a certificate: the backend cannot tell it from others")
                    .help(
                        "set `client_certificate_id` to an `aws_api_gateway_client_certificate`, and let the backend \
                         ask for it",
                    );
            }
            _ => findings.undecided(
                stage.address(),
                "the plan does not show what its API calls, or whether it shows a certificate",
            ),
        }
    }
}
