//! `dlq-on-synchronous-function`: a dead-letter queue that never gets anything.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Policy};
use crate::plan::ResourceId;
use std::collections::HashMap;

/// Reports dead-letter queues of functions that fronts alone invoke: a caller
/// that waits gets the error itself.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    let mut waits: HashMap<ResourceId, Vec<Answer>> = HashMap::new();
    for integration in graph.integrations() {
        if let Some(function) = integration.function() {
            let asynchronous = integration.is_asynchronous();
            waits.entry(function.id()).or_default().push(asynchronous);
        }
    }
    for policy in graph.policies() {
        findings.hidden_blocks(&policy.function.node, "dead_letter_config");
        let blocks = policy.function.node.blocks("dead_letter_config").nodes;
        let Some(queue) = blocks.first() else {
            continue;
        };
        let asynchronous = waits.remove(&policy.function.id()).unwrap_or_default();
        match only_waiting_callers(graph, &policy, asynchronous) {
            Answer::No => {}
            Answer::Unknown => findings.undecided(
                policy.function.address(),
                "something may invoke it that does not wait for the answer",
            ),
            Answer::Yes => {
                findings
                    .at(queue.header())
                    .label("only fronts that wait for the answer invoke this function, so nothing ever comes to this queue")
                    .help("remove `dead_letter_config`, and let an alarm on errors of the front tell instead");
            }
        }
    }
}

fn only_waiting_callers(
    graph: &Graph<'_>,
    policy: &Policy<'_>,
    asynchronous: Vec<Answer>,
) -> Answer {
    let fronts = ["apigateway", "elasticloadbalancing"];
    let others = policy
        .statements
        .iter()
        .map(|statement| Answer::of(statement.service().map(|name| !fronts.contains(&name))));
    let configured = [
        "aws_lambda_function_event_invoke_config",
        "aws_lambda_event_source_mapping",
    ];
    let configured =
        configured.map(|name| graph.is_referred_to(policy.function.id(), name, "function_name"));
    let more = Answer::unless(!policy.shows_all_callers());
    !Answer::any(others.chain(asynchronous).chain(configured).chain([more]))
}
