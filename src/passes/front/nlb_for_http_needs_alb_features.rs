//! `nlb-for-http-needs-alb-features`: a network load balancer for HTTP, where a
//! service needs what only something that reads requests can do.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// What takes reading requests. Web ACLs and tokens have lints of their own.
const READING: [Need; 7] = [
    Need::PathRouting,
    Need::HostRouting,
    Need::HeaderRouting,
    Need::MethodRouting,
    Need::PathRewrite,
    Need::OidcLogin,
    Need::Cognito,
];

/// Reports network load balancers on the ports of HTTP before services that need
/// their requests read.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &READING, wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let mut ports = passage.listeners().map(|listener| listener.port());
    let http = ports.any(|port| port.is_some_and(|port| port == 80.0 || port == 443.0));
    if passage.entry.fronting.front != Front::Nlb || passage.entry.fronting.cloudfront || !http {
        return Vec::new();
    }
    vec![Wrong::new(
        passage.entry.place_of_kind(),
        "a network load balancer passes requests on unread",
        "set `load_balancer_type = \"application\"` with HTTPS listeners and rules; or keep it for its fixed addresses \
         and let it forward to an application load balancer (target type `alb`)",
    )]
}
