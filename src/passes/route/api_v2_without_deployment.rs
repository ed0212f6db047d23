//! `api-v2-without-deployment`: an HTTP or WebSocket API that nobody can call.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports APIs without a stage, and stages that nothing is deployed to.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for api in graph.http_apis() {
        match api.has_stage() {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(api.node.header())
                    .label("no stage serves this API: its routes answer nobody")
                    .help(
                        "add an `aws_apigatewayv2_stage` with `auto_deploy = true`; the name `$default` keeps paths as they are",
                    );
            }
            Answer::Unknown => {
                let why = "the plan does not show whether a stage serves it";
                findings.undecided(api.address(), why);
            }
        }
    }
    for stage in graph.http_stages() {
        match stage.is_deployed() {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(stage.node.place("auto_deploy"))
                    .label("nothing is ever deployed to this stage: it has no routes")
                    .help("set `auto_deploy = true`, or `deployment_id` to an `aws_apigatewayv2_deployment`");
            }
            Answer::Unknown => {
                let why = "`auto_deploy` or `deployment_id` is known only after apply";
                findings.undecided(stage.address(), why);
            }
        }
    }
}
