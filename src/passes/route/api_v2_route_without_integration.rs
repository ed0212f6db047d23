//! `api-v2-route-without-integration`: a route hands its requests to nothing.

use crate::finding::Findings;
use crate::graph::{Graph, RouteTarget};
use crate::source::Rewrite;

/// Reports targets of routes that name no integration, and HTTP routes without one.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for route in graph.http_routes() {
        let label = match (route.target(), route.protocol()) {
            (RouteTarget::Integration, _) => continue,
            (RouteTarget::Malformed, _) => {
                "a target is `integrations/` and the id of an integration"
            }
            (RouteTarget::Missing, Some("HTTP")) => {
                "this route has no integration: nothing answers its requests"
            }
            (RouteTarget::Missing, Some(_)) => continue,
            (RouteTarget::Missing | RouteTarget::Unknown, _) => {
                let why = "the plan does not show its target or the protocol of its API";
                findings.undecided(route.address(), why);
                continue;
            }
        };
        let finding = findings.at(route.node.place("target"));
        if route.names_bare_id() {
            finding.edit(&route.node, "target", Rewrite::Prefix("integrations/"));
        }
        finding
            .label(label)
            .help("set `target = \"integrations/${aws_apigatewayv2_integration.NAME.id}\"`");
    }
}
