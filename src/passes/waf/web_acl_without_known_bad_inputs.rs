//! `web-acl-without-known-bad-inputs`: a web ACL lets known exploits pass.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{AclRule, Graph};
use crate::plan::Node;

const GROUP: &str = "AWSManagedRulesKnownBadInputsRuleSet";

/// Reports web ACLs before a front without the managed group against known
/// exploits. Groups of other vendors may hold the same.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for acl in graph.web_acls() {
        let guards = acl.guards_something();
        if guards == Answer::No {
            continue;
        }
        let rules = acl.rules();
        let groups: Vec<_> = rules.rules.iter().flat_map(managed_groups).collect();
        let known = |group: &Node<'_>| {
            let vendor = group.text("vendor_name").known();
            Some(vendor? != "AWS" || group.text("name").known()? == GROUP)
        };
        let any: Vec<_> = groups.iter().map(known).collect();
        // Without any rule it is `web-acl-without-rules` that speaks.
        if any.contains(&Some(true)) || rules.rules.is_empty() && rules.complete {
            continue;
        }
        if any.contains(&None) || !rules.complete || guards == Answer::Unknown {
            let why = "the plan does not show all its rules, or whether it guards anything";
            findings.undecided(acl.address(), why);
            continue;
        }
        findings
            .at(acl.place())
            .label(format!(
                "no rule of this web ACL is {GROUP}: requests that exploit Log4j and the like pass"
            ))
            .help(format!(
                "add a rule with a `managed_rule_group_statement` for {GROUP} of vendor AWS"
            ));
    }
}

/// The managed groups that a rule refers to, one way or the other.
fn managed_groups<'g>(rule: &AclRule<'g>) -> Vec<Node<'g>> {
    let statement = rule.statement();
    let inline = statement.and_then(|statement| statement.of_kind("managed_rule_group_statement"));
    let associated = rule.node.blocks("managed_rule_group").nodes;
    inline.into_iter().chain(associated).collect()
}
