//! `rest-request-not-validated`: what a method declares is never compared.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;

/// Reports methods that declare models or required parameters and have no
/// validator, unless the code behind them gets requests as they are.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::operations(graph, findings);
    let integrations = graph.integrations_by_method();
    for method in graph.rest_methods() {
        let lets_through = Answer::any([method.is_validated(), integrations.hand_over(&method)]);
        match (method.declares_input(), lets_through) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) if method.is_in_body() => {
                let name = method.name().unwrap_or_else(|| "an operation".to_owned());
                findings
                    .at(method.node.header())
                    .label(format!("`{name}` declares what requests hold, and nothing compares them with it"))
                    .help(
                        "name a validator of `x-amazon-apigateway-request-validators` by \
                         `x-amazon-apigateway-request-validator`, for the operation or for the whole document",
                    );
            }
            (Answer::Yes, Answer::No) => {
                findings
                    .at(method.node.place("request_validator_id"))
                    .label("this method declares what requests hold, and nothing compares them with it")
                    .help(
                        "set `request_validator_id` to an `aws_api_gateway_request_validator` with \
                         `validate_request_body` and `validate_request_parameters`",
                    );
            }
            _ => findings.undecided(
                method.address(),
                "the plan does not show what it declares, what compares it, or what stands behind it",
            ),
        }
    }
}
