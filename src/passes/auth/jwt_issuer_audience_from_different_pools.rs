//! `jwt-issuer-audience-from-different-pools`: no token can satisfy both.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports JWT authorizers whose audience is a client of another user pool than
/// the issuer.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for authorizer in graph.authorizers() {
        let (Some(jwt), _) = authorizer.jwt() else {
            continue;
        };
        let Some(strangers) = jwt.strangers() else {
            let why = "the plan does not show of which user pool the issuer and the audience are";
            findings.undecided(authorizer.address(), why);
            continue;
        };
        let Some(first) = strangers.first() else {
            continue;
        };
        let finding = findings.at(jwt.node.place("audience"));
        finding
            .label(format!(
                "`{}` is a client of another user pool than the issuer: no token of the issuer is for it",
                first.address()
            ))
            .help("name clients of the pool that issues the tokens, or that pool as the issuer");
        for client in strangers.iter().take(5) {
            finding.related(client.node.place("user_pool_id"), "belongs to another pool");
        }
    }
}
