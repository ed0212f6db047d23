//! `rest-deployment-without-triggers`: changes of an API never reach its clients.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports deployments of REST APIs that no change makes anew.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for deployment in graph.deployments() {
        match deployment.is_renewed() {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(deployment.node.header())
                    .label("this snapshot is made once: later changes of methods are applied and never deployed")
                    .help(
                        "set `triggers = { redeployment = sha1(jsonencode([…])) }` over what is to be deployed (the \
                         `body`, or the resources, methods and integrations), and `create_before_destroy`",
                    );
            }
            Answer::Unknown => findings.undecided(
                deployment.address(),
                "`replace_triggered_by` may renew it, which only the sources tell",
            ),
        }
    }
}
