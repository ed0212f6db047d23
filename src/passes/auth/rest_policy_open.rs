//! `rest-policy-open`: a policy that is to keep callers out lets everyone in.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports resource policies that allow everyone everything, on private APIs
/// and on those that go by AWS identities.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for policy in graph.stray_policies() {
        let why = "the plan does not show its API";
        findings.undecided(graph.address(policy.id), why);
    }
    for api in graph.rest_apis() {
        let private = api.is_private();
        let by_policy = Answer::any([private, api.takes_signatures()]);
        if by_policy == Answer::No {
            continue;
        }
        for policy in api.policies() {
            match (policy.lets_everyone_in(), by_policy) {
                (Answer::No, _) => {}
                (Answer::Yes, Answer::Yes) => {
                    let label = match private {
                        Answer::Yes => {
                            "this policy lets every account and every network in that has an endpoint for API Gateway"
                        }
                        _ => {
                            "by this policy every AWS account may call the API: a signature of any of them will do"
                        }
                    };
                    findings.at(policy.place()).label(label).help(
                        "name accounts or roles as `Principal`, or add a `Condition` on `aws:SourceVpce`, \
                         `aws:SourceVpc` or `aws:PrincipalOrgID`",
                    );
                }
                _ => findings.undecided(
                    api.address(),
                    "the plan does not show whom its policy lets in, or what else it asks for",
                ),
            }
        }
    }
}
