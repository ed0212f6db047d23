//! `path-pattern-never-matches`: a pattern that no path of a request fits.

use crate::finding::Findings;
use crate::graph::{Graph, never_a_path, never_an_absolute_path};
use crate::plan::Attr;
use crate::source::Rewrite;

/// Reports path patterns of rules and of cache behaviors that hold what no
/// path holds; those of rules also when they do not begin like a path.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for rule in graph.rules() {
        let asked = rule.asked();
        if !asked.complete {
            findings.undecided(rule.address(), "its conditions are known only after apply");
        }
        for condition in asked.conditions {
            if condition.part != "path_pattern" {
                continue;
            }
            match condition.values() {
                Attr::Unset => {}
                Attr::Unknown => {
                    let why = "a path pattern is known only after apply";
                    findings.undecided(rule.address(), why);
                }
                Attr::Known(patterns) => {
                    let dead = |pattern: &&str| never_an_absolute_path(pattern);
                    let dead: Vec<&str> = patterns.into_iter().filter(dead).collect();
                    if dead.is_empty() {
                        continue;
                    }
                    let finding = findings.at(condition.place());
                    if let Some(pairs) = with_slashes(&dead) {
                        finding.edit(&condition.node, "values", Rewrite::Members(pairs));
                    }
                    finding
                        .label(format!("no request has a path like {}", condition.named(&dead)))
                        .help(
                            "begin with `/` or a wildcard, and write the path alone: no scheme, host, query string \
                             or fragment. Hosts belong into `host_header`, queries into `query_string`",
                        );
                }
            }
        }
    }
    for distribution in graph.distributions() {
        findings.hidden_blocks(&distribution.node, "ordered_cache_behavior");
        for behavior in distribution.behaviors().ordered() {
            match behavior.path_pattern() {
                Attr::Known(pattern) if never_a_path(pattern) => {
                    findings
                        .at(behavior.node.place("path_pattern"))
                        .label(format!(
                            "no request has a path like `{}`",
                            behavior.node.shown("path_pattern")
                        ))
                        .help("write the path alone: no scheme, host, query string or fragment");
                }
                Attr::Known(_) | Attr::Unset => {}
                Attr::Unknown => {
                    let why = "a path pattern is known only after apply";
                    findings.undecided(distribution.address(), why);
                }
            }
        }
    }
}

/// The patterns with the slash that all of them lack; `None` where that does not mend one, or
/// where it may begin with a host.
fn with_slashes(dead: &[&str]) -> Option<Vec<(String, String)>> {
    let pairs = dead.iter().map(|pattern| {
        let mended = format!("/{pattern}");
        let first = pattern.split('/').next().unwrap_or_default();
        let is_path = !never_an_absolute_path(&mended) && !first.contains('.');
        is_path.then(|| ((*pattern).to_owned(), mended))
    });
    pairs.collect()
}
