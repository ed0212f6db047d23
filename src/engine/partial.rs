//! What a partial plan leaves open: findings that something it leaves out could excuse.

use crate::catalog::Lint;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes;

/// Leaves a lint's findings open where the plan may lack what they hinge on.
pub(super) fn doubt(lint: &Lint, graph: &Graph<'_>, findings: &mut Findings) {
    if findings.found.is_empty() || !graph.plan().is_partial() {
        return;
    }
    let Some(type_name) = graph.lacking(passes::hinges(lint)) else {
        return;
    };
    let why = format!("the plan is partial, and `{type_name}` that it leaves out may change this");
    for finding in std::mem::take(&mut findings.found) {
        for place in &finding.places {
            findings.undecided(&place.address, &why);
        }
    }
}
