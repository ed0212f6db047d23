//! `rule-without-action`: a rule does not say what it does, or says it the wrong way.

use crate::finding::Findings;
use crate::graph::{AclRule, Graph};

/// Reports rules with neither `action` nor `override_action`, with both, or with
/// the one that is not for their kind.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for holder in graph.rule_holders() {
        findings.hidden_blocks(&holder.node, "rule");
        for rule in holder.rules().rules {
            // A group that is associated carries its override as an attribute.
            if rule.statement().is_some() {
                judge(&rule, findings);
            }
        }
    }
}

fn judge(rule: &AclRule<'_>, findings: &mut Findings) {
    let counts = (rule.count_of("action"), rule.count_of("override_action"));
    let (Some(actions), Some(overrides)) = counts else {
        return findings.undecided(rule.address(), "the plan does not show what a rule does");
    };
    let right = if rule.refers_to_group() {
        "override_action"
    } else {
        "action"
    };
    let problem = match (actions > 0, overrides > 0) {
        (false, false) => "this rule has neither `action` nor `override_action`",
        (true, true) => "this rule has both `action` and `override_action`",
        (true, false) if right == "override_action" => {
            "this rule refers to a group and has an `action`, which is for rules with a statement of their own"
        }
        (false, true) if right == "action" => {
            "this rule refers to no group and has an `override_action`, which is for groups"
        }
        _ => return,
    };
    findings
        .at(rule.node.header())
        .label(format!("{problem}: AWS refuses it"))
        .help(match right {
            "action" => "give the rule one `action` block: `allow`, `block`, `count`, `captcha` or `challenge`",
            _ => "give the rule one `override_action` block, with `none {}` to let the group's actions hold or `count {}`",
        });
}
