//! `alb-login-bypass-by-sibling-rule`: another rule leads around the login.

use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// Reports rules and default actions that take requests for guarded paths to the
/// same target without a login.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for open in graph.undecided_bypasses(Around::Sibling) {
        let why = "its target is guarded elsewhere, and the plan does not show whether it leads around that";
        findings.undecided(open, why);
    }
    for bypass in graph.bypasses(Around::Sibling) {
        let target = bypass.target_address();
        findings
            .at(bypass.open.node().header())
            .label(format!(
                "`{}` reaches `{target}` without a login through this {}",
                bypass.example,
                bypass.open.kind()
            ))
            .related(bypass.guard.node().header(), "asks for a login before the same target")
            .way([bypass.open_address().to_owned(), target.to_owned()])
            .help(
                "put the same login or token check before this forward, narrow its paths to those that are public, or \
                 let it redirect to the listener that checks",
            );
    }
}
