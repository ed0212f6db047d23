//! `rule-or-group-empty`: a rule without conditions, or a rule group without rules.

use crate::finding::Findings;
use crate::graph::Graph;

/// The types, what they hold, and what that is called.
const HOLDERS: [(&str, &str, &str); 5] = [
    ("aws_waf_rule", "predicates", "this rule has no condition"),
    (
        "aws_wafregional_rule",
        "predicate",
        "this rule has no condition",
    ),
    (
        "aws_waf_rule_group",
        "activated_rule",
        "this rule group holds no rule",
    ),
    (
        "aws_wafregional_rule_group",
        "activated_rule",
        "this rule group holds no rule",
    ),
    (
        "aws_wafv2_rule_group",
        "rule",
        "this rule group holds no rule",
    ),
];

/// Reports Classic rules without predicates and rule groups without rules.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for (type_name, block, label) in HOLDERS {
        for id in graph.of_type(type_name) {
            let node = graph.node(id);
            let blocks = node.blocks(block);
            // The rules may be one document.
            if !blocks.nodes.is_empty() || node.is_set("rules_json") {
                continue;
            }
            if !blocks.complete {
                findings.undecided(graph.address(id), "the plan does not show what it holds");
                continue;
            }
            findings
                .at(node.header())
                .label(format!("{label}: it stops no request"))
                .help(format!(
                    "add a `{block}` block, or remove it together with what refers to it"
                ));
        }
    }
}
