//! `unmet-streaming`: a front that waits for the whole answer,
//! before a service that streams.

use super::need::{Wrong, judge};
use crate::answer::Answer;
use crate::facts::{Backend, Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay, Step};

/// Reports what buffers responses on ways to services that need streaming.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Streaming], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    match (entry.fronting.front, passage.service.backend()) {
        (Front::RestApi, _) => {
            let steps = entry.ways.iter().flat_map(|way| &way.steps);
            let buffering = steps.filter_map(|step| match step {
                Step::Integration(integration) if integration.streams() != Answer::Yes => {
                    Some(integration)
                }
                _ => None,
            });
            let wrong = buffering.map(|integration| {
                Wrong::new(
                    integration.node.place("response_transfer_mode"),
                    "this integration buffers responses",
                    "set `response_transfer_mode = \"STREAM\"` on the proxy integration, with the function's \
                     `response_streaming_invoke_arn` where one answers; or use a function URL that streams",
                )
            });
            wrong.collect()
        }
        (Front::FunctionUrl, _) => vec![Wrong::new(
            entry.front.place("invoke_mode"),
            "this function URL buffers responses",
            "set `invoke_mode = \"RESPONSE_STREAM\"`, or front the function with a REST API whose integration has \
             `response_transfer_mode = \"STREAM\"`",
        )],
        (Front::HttpApi, backend) => vec![Wrong::new(
            entry.place_of_kind(),
            "an HTTP API waits for the whole answer",
            match backend {
                Backend::Function => {
                    "use a function URL with `invoke_mode = \"RESPONSE_STREAM\"`, or a REST API whose integration has \
                     `response_transfer_mode = \"STREAM\"`"
                }
                Backend::Server => {
                    "front the service with an application load balancer, which streams as it is, or with a REST API \
                     whose integration has `response_transfer_mode = \"STREAM\"`"
                }
            },
        )],
        (Front::Alb | Front::NlbAlb, Backend::Function) => {
            let groups = passage.groups();
            let wrong = groups.map(|group| {
                Wrong::new(
                    group.node.place("target_type"),
                    "a load balancer waits for a function's whole answer",
                    "use a function URL with `invoke_mode = \"RESPONSE_STREAM\"`, or a REST API whose integration has \
                     `response_transfer_mode = \"STREAM\"`; or run the service as containers behind a target group \
                     of type `ip`",
                )
            });
            wrong.collect()
        }
        (Front::Alb | Front::NlbAlb | Front::Nlb | Front::WebsocketApi, _) => Vec::new(),
    }
}
