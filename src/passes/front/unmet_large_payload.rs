//! `unmet-large-payload`: requests or answers that are larger than the
//! front lets through.

use super::need::{Wrong, judge};
use crate::facts::{Backend, Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay, Step};

/// Reports fronts that take smaller requests, or hand on smaller answers, than
/// the services behind them need.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(
        graph,
        findings,
        &[Need::LargeRequest, Need::LargeResponse],
        wrong,
    );
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let function = passage.service.backend() == Backend::Function;
    let answers = passage.needed.need == Need::LargeResponse;
    let entry = &passage.entry;
    let place = entry.place_of_kind();
    match (entry.fronting.front, function, answers) {
        (Front::Alb | Front::NlbAlb, true, _) => {
            let groups = passage.groups();
            let wrong = groups.map(|group| {
                Wrong::new(
                    group.node.place("target_type"),
                    "a load balancer and a function exchange 1 MB at most",
                    "front the function with an HTTP or a REST API (6 MB), or run it as containers behind a target \
                     group of type `ip`, where the load balancer has no limit",
                )
            });
            wrong.collect()
        }
        (Front::Alb | Front::NlbAlb | Front::Nlb, ..) => Vec::new(),
        (Front::WebsocketApi, ..) => vec![Wrong::new(
            place,
            "a WebSocket API takes messages of 128 KB at most",
            "hand large data over by another way, an HTTP API or a load balancer, or send it in pieces",
        )],
        (Front::FunctionUrl, _, true) => vec![Wrong::new(
            entry.front.place("invoke_mode"),
            "a function answers 6 MB at most, or 200 MB as a stream",
            "set `invoke_mode = \"RESPONSE_STREAM\"`, or run the service as containers behind an application load \
             balancer",
        )],
        (Front::RestApi, _, true) => {
            let steps = entry.ways.iter().flat_map(|way| &way.steps);
            let integrations = steps.filter_map(|step| match step {
                Step::Integration(integration) => Some(integration),
                _ => None,
            });
            let wrong = integrations.map(|integration| {
                Wrong::new(
                    integration.node.place("response_transfer_mode"),
                    match function {
                        true => "a function answers 6 MB at most, or 200 MB as a stream",
                        false => "a REST API hands on 10 MB at most, but for streams",
                    },
                    "set `response_transfer_mode = \"STREAM\"`, or run the service as containers behind an \
                     application load balancer",
                )
            });
            wrong.collect()
        }
        (Front::RestApi | Front::HttpApi | Front::FunctionUrl, true, _) => vec![Wrong::new(
            place,
            match answers {
                true => {
                    "a function answers 6 MB at most but for streams, which an HTTP API waits for"
                }
                false => "a function takes 6 MB at most",
            },
            "run the service as containers behind an application load balancer, which has no such limit, or hand \
             large data over through a bucket",
        )],
        (Front::RestApi | Front::HttpApi | Front::FunctionUrl, false, _) => vec![Wrong::new(
            place,
            "an API lets 10 MB through at most",
            "front the service with an application load balancer, which has no such limit, or hand large data over \
             through a bucket",
        )],
    }
}
