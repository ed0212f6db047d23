//! `rest-method-open`: anybody may call a method of a REST API.

use crate::finding::Findings;
use crate::graph::{Answer, Entrance, Graph};

/// Reports methods that ask for neither authorization nor an API key, on APIs
/// that everybody can reach. CORS preflights carry no credentials and are left alone;
/// what names an authorizer is left to `authorization-type-contradicts-authorizer`.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for method in graph.rest_methods() {
        if method.is_open() == Answer::No || method.is_preflight() == Answer::Yes {
            continue;
        }
        if Entrance::Method(method.clone()).ignores_authorizer() == Answer::Yes {
            continue;
        }
        match (
            method.is_open(),
            method.is_preflight(),
            method.api_keeps_out(),
        ) {
            (_, _, Answer::Yes) => {}
            (Answer::Yes, Answer::No, Answer::No) => {
                findings
                    .at(method.node.place("authorization"))
                    .label("anybody on the internet may call this method: no authorization, no API key")
                    .help(
                        "set `authorization` to \"COGNITO_USER_POOLS\" or \"CUSTOM\" with an `authorizer_id`, or to \
                         \"AWS_IAM\"; if it is meant for everybody, say so by an `[[ignore]]` in frontlint.toml",
                    );
            }
            _ => findings.undecided(
                method.address(),
                "the plan does not tell whether its API, or the method, keeps callers out",
            ),
        }
    }
}
