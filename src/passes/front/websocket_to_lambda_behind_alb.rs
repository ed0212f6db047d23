//! `websocket-to-lambda-behind-alb`: WebSockets to a function behind a load balancer.

use super::need::{Wrong, judge};
use crate::facts::{Backend, Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports target groups of functions that need WebSockets: a load balancer
/// answers 400 to an upgrade for a function.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Websocket], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let balanced = matches!(passage.entry.fronting.front, Front::Alb | Front::NlbAlb);
    if !balanced || passage.service.backend() != Backend::Function {
        return Vec::new();
    }
    let groups = passage.groups();
    let wrong = groups.map(|group| {
        Wrong::new(
            group.node.place("target_type"),
            "a load balancer answers 400 to an upgrade for a function",
            "front the function with an API of `protocol_type = \"WEBSOCKET\"`, or run it as containers behind a \
             target group of type `ip`",
        )
    });
    wrong.collect()
}
