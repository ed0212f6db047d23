//! `jwt-audience-empty`: a JWT authorizer names no audience.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;
use crate::plan::Place;

/// Reports JWT authorizers of HTTP APIs without any audience.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::operations(graph, findings);
    for authorizer in graph.authorizers() {
        let (jwt, complete) = authorizer.jwt();
        match (authorizer.is_jwt(), jwt) {
            (Answer::No, _) => {}
            (Answer::Yes, Some(jwt)) => match jwt.has_audience() {
                Answer::Yes => {}
                Answer::No => report(jwt.node.place("audience"), findings),
                Answer::Unknown => findings.undecided(
                    authorizer.address(),
                    "its audience is known only after apply",
                ),
            },
            (Answer::Yes, None) if complete => {
                report(authorizer.node.place("jwt_configuration"), findings);
            }
            _ => findings.undecided(
                authorizer.address(),
                "its kind or its configuration is known only after apply",
            ),
        }
    }
}

fn report(place: Place, findings: &mut Findings) {
    findings
        .at(place)
        .label("this authorizer names no audience, so that it cannot tell for whom a token is: AWS refuses it")
        .help(
            "set `audience` in `jwt_configuration` to the names by which the issuer knows this API; for Cognito to the \
             ids of the pool's clients",
        );
}
