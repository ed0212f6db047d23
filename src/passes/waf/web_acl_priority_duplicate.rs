//! `web-acl-priority-duplicate`: two rules of a web ACL share a priority or a name.

use crate::finding::Findings;
use crate::graph::{AclRule, Graph};
use crate::plan::Place;
use std::collections::BTreeMap;

/// Reports rules of one web ACL or rule group with the same priority or name,
/// blocks in it and resources of their own alike.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for holder in graph.rule_holders() {
        findings.hidden_blocks(&holder.node, "rule");
        let rules = holder.rules().rules;
        let hides = |rule: &AclRule<'_>| {
            let name = rule.name_attribute();
            [name, "priority"]
                .iter()
                .any(|name| rule.node.attr(name).is_unknown())
        };
        for rule in rules.iter().filter(|rule| rules.len() > 1 && hides(rule)) {
            let why = "the name or the priority of a rule is known only after apply";
            findings.undecided(graph.address(rule.node.id), why);
        }
        let priorities = by(&rules, |rule| {
            let priority = rule.priority()?;
            Some((format!("priority {priority}"), rule.node.place("priority")))
        });
        let names = by(&rules, |rule| {
            let name = rule.name()?;
            Some((
                format!("name `{name}`"),
                rule.node.place(rule.name_attribute()),
            ))
        });
        for (what, places) in priorities.into_iter().chain(names) {
            findings
                .at_last_of(places)
                .label(format!("another rule here has {what} already: AWS refuses the second one"))
                .help("give each rule of a web ACL a priority and a name of its own; smaller priorities are asked first");
        }
    }
}

/// The places of what several rules share.
fn by(
    rules: &[AclRule<'_>],
    of: impl Fn(&AclRule<'_>) -> Option<(String, Place)>,
) -> BTreeMap<String, Vec<Place>> {
    let mut shared: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (what, place) in rules.iter().filter_map(of) {
        shared.entry(what).or_default().push(place);
    }
    shared.retain(|_, places| places.len() > 1);
    shared
}
