//! `catch-all-not-last`: a rule for every request stands before others.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports the first rule of a listener that takes everything when rules with
/// larger priorities follow: none of them is ever reached.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let listeners = graph.rules_by_listener();
    for rule in listeners.elsewhere {
        findings.undecided(
            rule.address(),
            "the plan does not show its listener or its priority",
        );
    }
    for rules in listeners.known {
        let last = rules.len().saturating_sub(1);
        for (rule, conditions) in &rules[..last] {
            if !conditions.known() && conditions.may_be_catch_all() {
                let why = "its conditions are known only after apply";
                findings.undecided(rule.address(), why);
            }
        }
        let Some(at) = rules
            .iter()
            .position(|(_, conditions)| conditions.is_catch_all())
        else {
            continue;
        };
        let (catch_all, _) = &rules[at];
        let later: Vec<_> = rules[at + 1..]
            .iter()
            .filter(|(rule, _)| rule.priority() > catch_all.priority())
            .map(|(rule, _)| rule)
            .collect();
        let Some(first) = later.first() else { continue };
        let others = match later.len() {
            1 => format!("`{}` is never reached", first.address()),
            count => format!(
                "{count} rules after it are never reached, `{}` the first of them",
                first.address()
            ),
        };
        let finding = findings.at(catch_all.node.place("priority"));
        finding.label(format!("this rule takes every request: {others}"));
        finding.help("give the rule that takes everything the largest priority, or make it the listener's default action");
        // Ten tell the story.
        for rule in later.iter().take(10) {
            finding.related(rule.node.place("priority"), "never reached");
        }
    }
}
