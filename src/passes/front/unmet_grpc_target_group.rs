//! `unmet-grpc-target-group`: a load balancer or distribution that could
//! pass gRPC on, and is not set up for it.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports target groups, listeners and distributions that gRPC does not get
/// past, on ways to services that need it.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Grpc], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    match passage.entry.fronting.front {
        Front::Alb | Front::Nlb | Front::NlbAlb => {}
        _ => return Vec::new(),
    }
    let stops = passage.entry.grpc_stops().into_iter();
    let missed = stops.filter(|stop| stop.passes == passage.met);
    let wrong = missed.map(|stop| {
        let help = format!(
            "{}; or front the service with a network load balancer, which passes gRPC on as it is",
            stop.order
        );
        Wrong::new(stop.place, stop.what, help)
    });
    wrong.collect()
}
