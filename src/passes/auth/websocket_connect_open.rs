//! `websocket-connect-open`: anyone may connect to a WebSocket API.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports `$connect` routes without authorization.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for route in graph.http_routes() {
        if route.key().is_none() && route.protocol() != Some("HTTP") {
            let why = "its key is known only after apply";
            findings.undecided(route.address(), why);
        }
        if route.key() != Some("$connect") {
            continue;
        }
        match Answer::any([!route.is_open(), route.asks_for_key()]) {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(route.node.place("authorization_type"))
                    .label("anyone on the internet may open a connection: `$connect` has no authorizer")
                    .help(
                        "set `authorization_type = \"CUSTOM\"` with the `authorizer_id` of a function, or \"AWS_IAM\"; \
                         if it is meant for everyone, say so by an `[[ignore]]` in frontlint.toml",
                    );
            }
            Answer::Unknown => findings.undecided(
                route.address(),
                "the plan does not show what it asks of its callers",
            ),
        }
    }
}
