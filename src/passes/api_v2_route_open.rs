//! `api-v2-route-open`: anybody may call a route of an HTTP API.

use crate::finding::Findings;
use crate::graph::{Answer, Entrance, Graph};

/// Reports routes of HTTP APIs without authorization, except CORS preflights.
/// WebSocket routes are authorized on `$connect` alone and are not judged here; a
/// route that names an authorizer is left to `authorization-type-contradicts-authorizer`.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for route in graph.http_routes() {
        if route.is_open() == Answer::No || route.is_preflight() == Answer::Yes {
            continue;
        }
        if Entrance::Route(route.clone()).ignores_authorizer() == Answer::Yes {
            continue;
        }
        match (route.protocol(), route.is_open(), route.is_preflight()) {
            (Some("HTTP"), Answer::Yes, Answer::No) => {
                findings
                    .at(route.node.place("authorization_type"))
                    .label("anybody on the internet may call this route: it has no authorizer")
                    .help(
                        "set `authorization_type = \"JWT\"` or \"CUSTOM\" with the `authorizer_id` of an \
                         `aws_apigatewayv2_authorizer`, or \"AWS_IAM\"; if it is meant for everybody, say so by an \
                         `[[ignore]]` in frontlint.toml",
                    );
            }
            (Some("WEBSOCKET"), _, _) => {}
            _ => findings.undecided(
                route.address(),
                "the plan does not tell the API's protocol, or the route's key or authorization",
            ),
        }
    }
}
