//! `unmet-jwt`: a front that verifies no tokens, before a
//! service that needs it.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports network load balancers, function URLs and WebSocket APIs without an
/// authorizer on ways to services that need JWT checks.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Jwt], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let (what, help) = match passage.entry.fronting.front {
        Front::Nlb => (
            "this network load balancer passes requests on unread",
            "let it forward to an application load balancer with an action `jwt-validation`, or front the service \
             with an HTTP API and a JWT authorizer",
        ),
        Front::FunctionUrl => (
            "a function URL verifies no tokens",
            "front the function with an HTTP API and a JWT authorizer instead, or with an application load balancer \
             and an action `jwt-validation`",
        ),
        Front::WebsocketApi => (
            "nothing on `$connect` of this WebSocket API verifies them",
            "give the route `$connect` an authorizer of type REQUEST whose function verifies the token, or front a \
             service of containers with an application load balancer and an action `jwt-validation`",
        ),
        Front::Alb | Front::NlbAlb | Front::RestApi | Front::HttpApi => return Vec::new(),
    };
    vec![Wrong::new(passage.entry.place_of_kind(), what, help)]
}
