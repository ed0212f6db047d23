//! `rest-without-deployment-or-stage`: a REST API that nobody can call.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, RestApi};

/// Reports REST APIs with methods that nothing deploys, or that no stage serves.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for api in graph.rest_apis().filter(RestApi::has_methods) {
        let label = match (api.is_deployed(), api.has_stage()) {
            (_, Answer::Yes) => continue,
            (Answer::No, Answer::No) => "nothing deploys this API: its methods answer nobody",
            (Answer::Yes, Answer::No) => "this API is deployed, and no stage serves it",
            _ => {
                let why = "the plan does not show whether it is deployed";
                findings.undecided(api.address(), why);
                continue;
            }
        };
        findings.at(api.node.header()).label(label).help(
            "add an `aws_api_gateway_deployment` of this API and an `aws_api_gateway_stage` with its `deployment_id`",
        );
    }
}
