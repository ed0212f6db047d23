//! `rule-shadowed`: a rule that no request ever reaches.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Earlier, Found, Graph};

/// Reports rules of which every request is taken by one rule with a smaller
/// priority. Rules behind a catch-all are left to `catch-all-not-last`, and logins that are
/// bypassed to `alb-login-bypass-by-sibling-rule`.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let listeners = graph.rules_by_listener();
    for rule in listeners.elsewhere {
        findings.undecided(
            rule.address(),
            "the plan does not show its listener or its priority",
        );
    }
    for rules in listeners.known {
        let mut earlier = Earlier::<usize>::new();
        for (at, (rule, conditions)) in rules.iter().enumerate() {
            match earlier.containing(conditions) {
                // It takes nothing anyway, which is another matter.
                Found::Example(_) if conditions.are_impossible() == Answer::Yes => {}
                // The way around its login is told where it is open.
                Found::Example(by) if rules[by].0.leads_around(rule) => {}
                Found::Example(by) => {
                    let (shadow, _) = &rules[by];
                    let (Some(own), Some(before)) = (rule.priority(), shadow.priority()) else {
                        continue;
                    };
                    if own == before {
                        continue;
                    }
                    findings
                        .at(rule.node.place("priority"))
                        .label(format!(
                            "no request reaches this rule: `{}` takes them all at priority {before}",
                            shadow.address()
                        ))
                        .related(shadow.node.place("priority"), "takes every request that the other rule matches")
                        .help(match before {
                            1 => format!(
                                "give `{}` a larger priority than this rule, or narrow its conditions",
                                shadow.address()
                            ),
                            _ => format!(
                                "give this rule a priority below {before}, or narrow the conditions of `{}`",
                                shadow.address()
                            ),
                        });
                }
                Found::Unknown => {
                    let why = "its listener has too many rules that look alike to compare them all";
                    findings.undecided(rule.address(), why);
                }
                Found::Nothing
                    if !conditions.known()
                        && (at > 0 || rules.len() > 1 && !conditions.by_regex()) =>
                {
                    findings.undecided(
                        rule.address(),
                        "its conditions are unknown or use regular expressions",
                    );
                }
                Found::Nothing => {}
            }
            if conditions.is_catch_all() {
                // What comes behind is dead already, and said once.
                break;
            }
            earlier.push(conditions, at);
        }
    }
}
