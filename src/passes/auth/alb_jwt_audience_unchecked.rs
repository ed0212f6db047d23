//! `alb-jwt-audience-unchecked`: tokens for any application of the issuer pass.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;

/// Reports token checks of load balancers that look at no claim which says for
/// whom a token is.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(graph, &[("jwt-validation", "jwt_validation")], findings);
    for check in graph.caller_checks() {
        let Some(jwt) = check.jwt() else { continue };
        match check.checks_audience(&jwt) {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(jwt.header())
                    .label("a token that the issuer made for any other application passes here: nothing checks its audience")
                    .help(
                        "add an `additional_claim` for `aud`; for access tokens of Cognito, which have none, for \
                         `client_id` or `scope`",
                    );
            }
            Answer::Unknown => {
                let why = "the claims that it checks are known only after apply";
                findings.undecided(check.address(), why);
            }
        }
    }
}
