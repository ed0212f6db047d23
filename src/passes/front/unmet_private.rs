//! `unmet-private`: a service that is to be private, and a front on
//! the internet.

use super::need::{Wrong, judge};
use crate::answer::Answer;
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports the fronts by which clients on the internet reach services that need
/// to be private.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Private], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    let (place, what, help) = match entry.fronting.front {
        // What is behind a distribution may be private, and it is not.
        _ if entry.fronting.cloudfront && entry.is_public_itself() != Answer::Yes => {
            let distributions = entry.distributions.iter();
            let wrong = distributions.map(|distribution| {
                Wrong::new(
                    distribution.place(),
                    "this distribution serves it to the internet",
                    "take the distribution away and let clients reach the front inside the VPC",
                )
            });
            return wrong.collect();
        }
        Front::Alb | Front::Nlb | Front::NlbAlb => (
            entry.front.place("internal"),
            "this load balancer is on the internet",
            "set `internal = true`, or front the service with a REST API of endpoint type PRIVATE",
        ),
        Front::RestApi => (
            entry.endpoint_place(),
            "this REST API is on the internet",
            "set `types = [\"PRIVATE\"]` in `endpoint_configuration`, with a resource policy for the VPC endpoint; or \
             front the service with an internal load balancer",
        ),
        Front::HttpApi | Front::WebsocketApi => (
            entry.place_of_kind(),
            "an HTTP or WebSocket API has no private endpoint",
            "front the service with a REST API of endpoint type PRIVATE, or with an internal load balancer",
        ),
        Front::FunctionUrl => (
            entry.place_of_kind(),
            "a function URL is on the internet",
            "take it away and front the function with a REST API of endpoint type PRIVATE, or with an internal load \
             balancer",
        ),
    };
    vec![Wrong::new(place, what, help)]
}
