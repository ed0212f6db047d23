//! `rest-method-without-integration`: a method that hands its requests to nothing.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;

/// Reports methods of REST APIs with no integration on the same resource and
/// for the same HTTP method.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::operations(graph, findings);
    let integrations = graph.integrations_by_method();
    for method in graph.rest_methods() {
        match integrations.has(&method) {
            Answer::Yes => {}
            Answer::Unknown => {
                let why = "the plan does not show which integration belongs to it";
                findings.undecided(method.address(), why);
            }
            Answer::No if method.is_in_body() => {
                let name = method.name().unwrap_or_else(|| "an operation".to_owned());
                findings
                    .at(method.node.header())
                    .label(format!("no integration belongs to `{name}`: the API cannot be deployed with it"))
                    .help(
                        "give the operation an `x-amazon-apigateway-integration`; type `mock` where the API itself \
                         answers",
                    );
            }
            Answer::No => {
                findings
                    .at(method.node.header())
                    .label("no integration belongs to this method: the API cannot be deployed with it")
                    .help(
                        "add an `aws_api_gateway_integration` with the `rest_api_id`, `resource_id` and `http_method` \
                         of this method; type `MOCK` where the API itself answers",
                    );
            }
        }
    }
}
