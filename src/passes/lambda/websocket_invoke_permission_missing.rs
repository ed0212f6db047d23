//! `websocket-invoke-permission-missing`: a WebSocket API may not invoke its function.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Caller, Graph};

/// Reports routes of WebSocket APIs whose function's policy names no API.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for policy in graph.policies() {
        for invocation in &policy.invocations {
            let means = policy.means_surely(invocation);
            match invocation.caller {
                Caller::WebsocketApi => {}
                Caller::SomeApi if means != Answer::Yes => {
                    let why = "the plan does not show of which kind its API is";
                    findings.undecided(invocation.address(), why);
                    continue;
                }
                _ => continue,
            }
            if invocation.routes().is_empty() && means != Answer::Yes {
                let why = "the plan does not show which route leads to it";
                findings.undecided(invocation.address(), why);
            }
            for route in invocation.routes() {
                match means {
                    Answer::Yes => {}
                    Answer::Unknown => findings.undecided(
                        graph.address(route.id),
                        "a permission may name its function, and the plan does not show",
                    ),
                    Answer::No => {
                        let way = [
                            graph.address(route.id),
                            invocation.address(),
                            policy.function.address(),
                        ];
                        findings
                            .at(route.header())
                            .label(format!(
                                "`{}` lets no WebSocket API invoke it: messages on this route end in an error",
                                policy.function.address()
                            ))
                            .related(policy.function.place(), "this function has no permission for apigateway.amazonaws.com")
                            .way(way.map(str::to_owned))
                            .help(
                                "add an `aws_lambda_permission` with `action = \"lambda:InvokeFunction\"`, `principal = \
                                 \"apigateway.amazonaws.com\"` and the API's `execution_arn` with \"/*/*\" behind it as \
                                 `source_arn`",
                            );
                    }
                }
            }
        }
    }
}
