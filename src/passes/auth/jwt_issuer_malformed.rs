//! `jwt-issuer-malformed`: no token can come from an issuer of this form.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Issuer};
use crate::passes::hidden;
use crate::source::Rewrite;

/// Reports issuers of JWT authorizers that are no `https://` URL, a user pool's with a
/// slash behind it, or the domain of its login.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::operations(graph, findings);
    for authorizer in graph.authorizers() {
        let (jwt, complete) = authorizer.jwt();
        let Some(jwt) = jwt else {
            if !complete && authorizer.is_jwt() != Answer::No {
                let why = "its configuration is known only after apply";
                findings.undecided(authorizer.address(), why);
            }
            continue;
        };
        let (label, help) = match jwt.issuer() {
            Issuer::Sound => continue,
            Issuer::Unknown => {
                let why = "its issuer is known only after apply";
                findings.undecided(authorizer.address(), why);
                continue;
            }
            Issuer::PoolWithoutScheme => (
                "a user pool's endpoint has no scheme, and an issuer needs one: AWS refuses it",
                "put `https://` before it: `issuer = \"https://${aws_cognito_user_pool.NAME.endpoint}\"`",
            ),
            Issuer::NotHttps => (
                "an issuer is an `https://` URL: AWS refuses any other",
                "write the issuer as the tokens' `iss` claim has it, with `https://`",
            ),
            Issuer::LoginDomain => (
                "this is where users log in, and no issuer: tokens of a user pool name the pool's endpoint, so none of \
                 them passes",
                "name the pool itself: `issuer = \"https://${aws_cognito_user_pool.NAME.endpoint}\"`",
            ),
            Issuer::PoolWithSlash => (
                "tokens of a user pool name their issuer without a slash at the end: none of them passes",
                "take the slash away: `issuer = \"https://${aws_cognito_user_pool.NAME.endpoint}\"`",
            ),
        };
        let finding = findings.at(jwt.node.place("issuer"));
        finding.label(label).help(help);
        if jwt.issuer() == Issuer::PoolWithoutScheme {
            finding.edit(&jwt.node, "issuer", Rewrite::Prefix("https://"));
        }
    }
}
