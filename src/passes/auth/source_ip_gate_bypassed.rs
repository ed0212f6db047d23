//! `source-ip-gate-bypassed`: others get in by the next rule.

use super::around::{Words, report};
use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// Reports rules for certain addresses whose requests, from any other address,
/// reach the same target by another rule or the default action.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let words = Words {
        open: "other addresses may reach its target around a rule, and the plan does not show",
        condition: "source_ip",
        related: "takes the same requests from everywhere",
        help: "add a rule for the same paths behind this one that answers with a fixed response of 403, or let the \
               default action do so",
    };
    let label = |example: &str, target: &str, open: &str| {
        format!("`{example}` reaches `{target}` from every other address too, through `{open}`")
    };
    report(graph, Around::Address, &words, label, findings);
}
