//! `private-rest-without-policy`: a private API that refuses everyone.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports private REST APIs without a resource policy.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for api in graph.rest_apis() {
        match (api.is_private(), api.has_policy()) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(api.node.header())
                    .label("this private API has no resource policy: it cannot be deployed, and refuses every call with 403")
                    .help(
                        "add an `aws_api_gateway_rest_api_policy` that allows `execute-api:Invoke` from your VPC \
                         endpoint, by a `Condition` on `aws:SourceVpce`",
                    );
            }
            _ => findings.undecided(
                api.address(),
                "the plan does not show whether it is private, or whether it has a policy",
            ),
        }
    }
}
