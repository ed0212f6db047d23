//! `rest-invoke-permission-missing`: a REST API may not invoke its function.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Caller, Graph};

/// Reports integrations of REST APIs whose function's policy names no API.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for integration in graph.integrations() {
        let by_role = integration.node.is_given("credentials");
        let lost = integration.is_rest() && integration.loses_function();
        if lost && by_role != Answer::Yes {
            let why = "the plan does not show which function it invokes";
            findings.undecided(integration.address(), why);
        }
    }
    for policy in graph.policies() {
        for invocation in &policy.invocations {
            if invocation.caller != Caller::RestApi {
                continue;
            }
            match policy.means_surely(invocation) {
                Answer::Yes => {}
                Answer::Unknown => findings.undecided(
                    invocation.address(),
                    "a permission may name its function, and the plan does not show",
                ),
                Answer::No => {
                    findings
                        .at(invocation.place())
                        .label(format!(
                            "`{}` lets no REST API invoke it: callers get 500",
                            policy.function.address()
                        ))
                        .related(policy.function.place(), "this function has no permission for apigateway.amazonaws.com")
                        .way([invocation.address(), policy.function.address()].map(str::to_owned))
                        .help(
                            "add an `aws_lambda_permission` with `action = \"lambda:InvokeFunction\"`, `principal = \
                             \"apigateway.amazonaws.com\"` and the API's `execution_arn` with \"/*/*\" behind it as \
                             `source_arn`; or give the integration a role by `credentials`",
                        );
                }
            }
        }
    }
}
