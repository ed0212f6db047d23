//! `all-weights-zero`: an action shares requests among groups that get none.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;
use crate::plan::Attr;

/// Reports forward actions of which every target group has the weight 0.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(graph, &[("forward", "forward")], findings);
    for forwarder in graph.forwarders() {
        for action in forwarder.actions() {
            match action.weights() {
                Attr::Unset => {}
                Attr::Unknown => {
                    let why = "the weights of its target groups are known only after apply";
                    findings.undecided(forwarder.address(), why);
                }
                Attr::Known(weights) if weights.iter().any(|weight| *weight > 0.0) => {}
                Attr::Known(_) => {
                    findings
                        .at(action.node.place("forward"))
                        .label("every target group here has the weight 0: all requests are answered with 503")
                        .help("give at least one `target_group` a `weight` above 0");
                }
            }
        }
    }
}
