//! `lambda-authorizer-without-permission`: an API may not call its authorizer.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Called, Graph};

/// Reports authorizers whose function lets no API Gateway invoke it, where no
/// role does.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for authorizer in graph.authorizers() {
        let by_role = authorizer.has_credentials();
        if by_role == Answer::Yes {
            continue;
        }
        let function = match authorizer.function() {
            Called::Nothing => continue,
            Called::InPlan(function) => function,
            Called::Unknown => {
                let why = "the plan does not show which function it calls";
                findings.undecided(authorizer.address(), why);
                continue;
            }
        };
        match Answer::any([by_role, authorizer.may_call(&function)]) {
            Answer::Yes => {}
            Answer::Unknown => {
                let why = "a permission may name its function, or a role let it call, and the plan does not show";
                findings.undecided(authorizer.address(), why);
            }
            Answer::No => {
                findings
                    .at(authorizer.node.header())
                    .label(format!(
                        "`{}` does not let this API invoke it: every request fails with 500",
                        function.address()
                    ))
                    .related(
                        function.place(),
                        "this function has no permission for apigateway.amazonaws.com and this API",
                    )
                    .help(
                        "add an `aws_lambda_permission` with `action = \"lambda:InvokeFunction\"`, `principal = \
                         \"apigateway.amazonaws.com\"` and the API's execution ARN with `/authorizers/*` as `source_arn`",
                    );
            }
        }
    }
}
