//! `unmet-grpc`: gRPC through a front that passes none on.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports APIs and function URLs before services that need gRPC.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Grpc], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let front = passage.entry.fronting.front;
    match front {
        Front::RestApi | Front::HttpApi | Front::WebsocketApi | Front::FunctionUrl => {}
        Front::Alb | Front::Nlb | Front::NlbAlb => return Vec::new(),
    }
    vec![Wrong::new(
        passage.entry.place_of_kind(),
        format!("{} passes no gRPC on", front.words()),
        "front the service with an application load balancer: an HTTPS listener and a target group with \
         `protocol_version = \"GRPC\"`; or with a network load balancer, which passes connections on",
    )]
}
