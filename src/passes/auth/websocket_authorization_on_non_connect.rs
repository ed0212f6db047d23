//! `websocket-authorization-on-non-connect`: only `$connect` can be authorized.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{ApiRoute, Authorization, Graph};

/// Reports routes of WebSocket APIs, other than for new connections, that ask
/// for authorization.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for entrance in graph.http_routes().map(ApiRoute::Route) {
        match (entrance.can_authorize(), entrance.authorization()) {
            (Answer::Yes, _) | (_, Some(Authorization::Nothing)) => {}
            (Answer::No, Some(_)) => {
                findings
                    .at(entrance.authorization_place())
                    .label("a WebSocket API checks its callers on `$connect` alone: AWS refuses this")
                    .help("take `authorization_type` and `authorizer_id` out, and put them on the `$connect` route");
            }
            _ => findings.undecided(
                entrance.address(),
                "the plan does not show the API's protocol, or the route's key or authorization",
            ),
        }
    }
}
