//! `rest-deployment-of-another-api`: a stage serves the snapshot of another API.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports stages whose `deployment_id` is a deployment of another REST API
/// than their own.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for stage in graph.rest_stages() {
        let Some((own, other)) = stage.apis() else {
            let why = "the plan does not show its API or that of its deployment";
            findings.undecided(stage.address(), why);
            continue;
        };
        if own.id() != other.id() {
            findings
                .at(stage.node.place("deployment_id"))
                .label(format!(
                    "this is a deployment of `{}`, the stage is one of `{}`",
                    other.address(),
                    own.address()
                ))
                .help("set `deployment_id` to a deployment of the stage's own `rest_api_id`");
        }
    }
}
