//! `source-ip-gate-bypassed`: others get in by the next rule.

use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// Reports rules for certain addresses whose requests, from any other address,
/// reach the same target by another rule or the default action.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for open in graph.undecided_bypasses(Around::Address) {
        let why = "other addresses may reach its target around a rule, and the plan does not tell";
        findings.undecided(open, why);
    }
    for bypass in graph.bypasses(Around::Address) {
        let target = bypass.target();
        let target = target
            .as_ref()
            .map_or("its target", |group| group.address());
        let open = graph.address(bypass.open.node().id);
        findings
            .at(bypass.guarded_place("source_ip"))
            .label(format!(
                "`{}` reaches `{target}` from every other address too, through `{open}`",
                bypass.example
            ))
            .related(bypass.open.node().header(), "takes the same requests from everywhere")
            .way([open.to_owned(), target.to_owned()])
            .help(
                "add a rule for the same paths behind this one that answers with a fixed response of 403, or let the \
                 default action do so",
            );
    }
}
