//! `web-acl-without-rules`: a web ACL has no rule.

use crate::finding::Findings;
use crate::graph::{Graph, Verb};
use crate::plan::Node;

/// Reports web ACLs of either generation without any rule, wherever it might be written.
pub(super) fn check(graph: &Graph, findings: &mut Findings) {
    for acl in graph.web_acls() {
        let rules = acl.rules();
        if !rules.rules.is_empty() {
            continue;
        }
        match rules.complete {
            true => report(
                &acl.node,
                acl.default_action() == Some(Verb::Block),
                findings,
            ),
            false => findings.undecided(acl.address(), "the plan does not show its rules"),
        }
    }
    for (type_name, block) in [
        ("aws_waf_web_acl", "rules"),
        ("aws_wafregional_web_acl", "rule"),
    ] {
        for id in graph.of_type(type_name) {
            let node = graph.node(id);
            let rules = node.blocks(block);
            let default = node.blocks("default_action").nodes;
            let blocks = default
                .iter()
                .any(|it| it.text("type").known() == Some("BLOCK"));
            match (rules.nodes.is_empty(), rules.complete) {
                (false, _) => {}
                (true, true) => report(&node, blocks, findings),
                (true, false) => {
                    findings.undecided(graph.address(id), "the plan does not show its rules");
                }
            }
        }
    }
}

fn report(acl: &Node<'_>, blocks: bool, findings: &mut Findings) {
    let effect = if blocks {
        "it blocks every request"
    } else {
        "it lets every request pass"
    };
    findings
        .at(acl.header())
        .label(format!("this web ACL has no rule: {effect}"))
        .help(
            "add rules: a rate limit and the managed groups AWSManagedRulesCommonRuleSet and \
             AWSManagedRulesKnownBadInputsRuleSet are a start",
        );
}
