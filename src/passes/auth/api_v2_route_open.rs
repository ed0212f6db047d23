//! `api-v2-route-open`: anyone may call a route of an HTTP API.

use super::operations::listed;
use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{ApiRoute, Graph, HttpRoute, UnreadApi};
use crate::plan::Place;
use std::collections::BTreeMap;

/// Reports routes of HTTP APIs without authorization, except CORS preflights:
/// those of one `body` together. WebSocket routes are authorized on `$connect`
/// alone and are not judged here; a route that names an authorizer is left to
/// `authorization-type-contradicts-authorizer`.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let mut open: BTreeMap<Place, Vec<HttpRoute<'_>>> = BTreeMap::new();
    for route in graph.http_routes() {
        let asks = route.is_open() == Answer::No;
        if asks || route.is_preflight() == Answer::Yes || route.has_no_backend() {
            continue;
        }
        if ApiRoute::Route(route.clone()).ignores_authorizer() == Answer::Yes {
            continue;
        }
        match (route.protocol(), route.is_open(), route.is_preflight()) {
            (Some("HTTP"), Answer::Yes, Answer::No) => {
                open.entry(route.place()).or_default().push(route);
            }
            (Some("WEBSOCKET"), _, _) => {}
            _ => findings.undecided(
                route.address(),
                "the plan does not show the API's protocol, or the route's key or authorization",
            ),
        }
    }
    for (place, routes) in open {
        report(place, &routes, findings);
    }
    for api in graph.unread_apis().filter(UnreadApi::is_http) {
        findings.undecided(api.address(), api.why());
    }
}

fn report(place: Place, routes: &[HttpRoute<'_>], findings: &mut Findings) {
    let (which, help) = if routes.iter().any(HttpRoute::is_in_body) {
        (
            listed(routes.iter().map(HttpRoute::name)),
            "give the operation a `security` that names a scheme with an `x-amazon-apigateway-authorizer`, or with \
             `x-amazon-apigateway-authtype: awsSigv4`; if it is meant for everyone, say so by an `[[ignore]]` in \
             frontlint.toml",
        )
    } else if routes.iter().any(HttpRoute::is_quick_created) {
        (
            "the route that comes with `target`".to_owned(),
            "write the route and the integration as resources, the route with an authorizer; if it is meant for \
             everyone, say so by an `[[ignore]]` in frontlint.toml",
        )
    } else {
        (
            "this route".to_owned(),
            "set `authorization_type = \"JWT\"` or \"CUSTOM\" with the `authorizer_id` of an \
             `aws_apigatewayv2_authorizer`, or \"AWS_IAM\"; if it is meant for everyone, say so by an \
             `[[ignore]]` in frontlint.toml",
        )
    };
    findings
        .at(place)
        .label(format!(
            "anyone on the internet may call {which}: it has no authorizer"
        ))
        .help(help);
}
