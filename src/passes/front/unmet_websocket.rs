//! `unmet-websocket`: WebSockets through an API that has none.

use super::need::{Wrong, judge};
use crate::facts::{Backend, Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports HTTP and REST APIs before services that need WebSockets.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Websocket], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let what = match passage.entry.fronting.front {
        Front::HttpApi => "an HTTP API takes no WebSocket connections",
        Front::RestApi => "a REST API takes no WebSocket connections",
        _ => return Vec::new(),
    };
    let help = match passage.service.backend() {
        Backend::Function => {
            "front the function with an API of `protocol_type = \"WEBSOCKET\"` and its routes `$connect`, \
             `$disconnect` and `$default`; or run it as containers behind an application load balancer"
        }
        Backend::Server => {
            "front the service with an application load balancer, which takes WebSockets as it is; or with an API of \
             `protocol_type = \"WEBSOCKET\"` that hands it messages"
        }
    };
    vec![Wrong::new(passage.entry.place_of_kind(), what, help)]
}
