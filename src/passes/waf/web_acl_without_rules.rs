//! `web-acl-without-rules`: a web ACL has no rule.

use crate::finding::Findings;
use crate::graph::{Graph, Verb};
use crate::plan::Node;

/// Reports web ACLs of either generation without any rule, wherever it might be written.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for acl in graph.web_acls() {
        let rules = acl.rules();
        if !rules.rules.is_empty() {
            continue;
        }
        match rules.complete {
            true => report(&acl.node, acl.default_action(), findings),
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
            let default = default.first().and_then(|it| it.text("type").known());
            let default = match default {
                Some("ALLOW") => Some(Verb::Allow),
                Some("BLOCK") => Some(Verb::Block),
                _ => None,
            };
            match (rules.nodes.is_empty(), rules.complete) {
                (false, _) => {}
                (true, true) => report(&node, default, findings),
                (true, false) => {
                    findings.undecided(graph.address(id), "the plan does not show its rules");
                }
            }
        }
    }
}

fn report(acl: &Node<'_>, default: Option<Verb>, findings: &mut Findings) {
    let label = match default {
        Some(Verb::Block) => "this web ACL has no rule: it blocks every request",
        Some(Verb::Allow) => "this web ACL has no rule: it lets every request pass",
        _ => "this web ACL has no rule: it treats all requests alike",
    };
    findings.at(acl.header()).label(label).help(
        "add rules: a rate limit and the managed groups AWSManagedRulesCommonRuleSet and \
             AWSManagedRulesKnownBadInputsRuleSet are a start",
    );
}
