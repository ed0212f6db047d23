//! `web-acl-only-counts`: no rule of a web ACL does anything but count.

use crate::finding::Findings;
use crate::graph::{Graph, Verb};

/// Reports web ACLs that allow by default and whose rules all count.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for acl in graph.web_acls() {
        for block in ["default_action", "rule.action", "rule.override_action"] {
            findings.hidden_blocks(&acl.node, block);
        }
        let rules = acl.rules();
        let counts = rules.rules.iter().all(|rule| rule.only_counts());
        if !counts || acl.default_action() != Some(Verb::Allow) {
            continue;
        }
        match (rules.rules.is_empty(), rules.complete) {
            // Without any rule it is `web-acl-without-rules` that speaks.
            (true, _) => {}
            (false, true) => {
                findings
                    .at(acl.place())
                    .label("every rule of this web ACL only counts, and the default lets all pass: nothing is ever blocked")
                    .help(
                        "let rules `block`, and groups `override_action { none {} }`, once their counts show no false \
                         alarms; while that lasts, accept this finding with a date (`until`)",
                    );
            }
            (false, false) => {
                findings.undecided(acl.address(), "the plan does not show all its rules")
            }
        }
    }
}
