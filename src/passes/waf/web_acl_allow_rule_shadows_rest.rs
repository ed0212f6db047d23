//! `web-acl-allow-rule-shadows-rest`: a rule allows everything before others are asked.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{AclRule, Graph, Verb};

/// Reports rules that allow every request and stand before other rules: an
/// `allow` ends the evaluation.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for acl in graph.web_acls() {
        findings.hidden_blocks(&acl.node, "rule.action");
        let mut rules: Vec<(f64, AclRule<'_>)> = acl
            .rules()
            .rules
            .into_iter()
            .filter_map(|rule| Some((rule.priority()?, rule)))
            .collect();
        rules.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut allows = rules
            .iter()
            .enumerate()
            .filter(|(_, (_, rule))| rule.action() == Some(Verb::Allow) && takes_everything(rule));
        let Some((at, (priority, first))) = allows.next() else {
            continue;
        };
        let shadowed: Vec<_> = rules[at + 1..]
            .iter()
            .filter(|(later, rule)| later > priority && rule.action() != Some(Verb::Allow))
            .collect();
        if shadowed.is_empty() {
            continue;
        }
        let others = match shadowed.len() {
            1 => "1 rule after it is never asked".to_owned(),
            count => format!("{count} rules after it are never asked"),
        };
        let finding = findings.at(first.node.place("priority"));
        finding
            .label(format!("this rule allows every request, which ends the evaluation: {others}"))
            .help(
                "let the rule match only what it is for, or remove it; what no rule decides is for `default_action`, \
                 and an exception belongs into the rule that it is from",
            );
        for (_, rule) in shadowed.iter().take(10) {
            finding.related(rule.node.place("priority"), "never asked");
        }
    }
}

fn takes_everything(rule: &AclRule<'_>) -> bool {
    let statement = rule.statement();
    statement.is_some_and(|statement| statement.takes_everything() == Answer::Yes)
}
