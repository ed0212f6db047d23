//! `rule-priority-duplicate`: two rules of one listener claim one priority.

use crate::finding::Findings;
use crate::graph::{Conditions, Graph, Rule};

/// Reports rules of the same listener with the same priority, once for each priority.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let listeners = graph.rules_by_listener();
    for rule in listeners.elsewhere {
        findings.undecided(
            rule.address(),
            "the plan does not show its listener or its priority",
        );
    }
    for rules in listeners.known {
        for same in rules.chunk_by(|(one, _), (other, _)| one.priority() == other.priority()) {
            report(same, findings);
        }
    }
}

fn report(same: &[(Rule<'_>, Conditions)], findings: &mut Findings) {
    let [(first, _), _, ..] = same else { return };
    let Some(priority) = first.priority() else {
        return;
    };
    let places = same.iter().map(|(rule, _)| rule.node.place("priority"));
    findings
        .at_last_of(places.collect())
        .label(format!(
            "another rule of this listener has priority {priority} already: the second one is refused"
        ))
        .help("give each rule of a listener a priority of its own; the smaller one is asked first");
}
