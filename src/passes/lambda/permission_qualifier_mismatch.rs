//! `permission-qualifier-mismatch`: a statement is for another version than is called.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Qualifier};

/// Reports statements that are right but for the alias or version: each has a
/// policy of its own.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for statement in graph.stray_statements() {
        let why = "the plan does not show which function it is for, or what invokes that";
        findings.undecided(statement.address(), why);
    }
    for policy in graph.policies() {
        let versions = policy.function.has_versions();
        for statement in policy.doubtful(|fit| fit.qualifier) {
            // Nobody asks for a version of a function that has none.
            if !versions && statement.node.text("qualifier").is_unset() {
                continue;
            }
            let why = "the plan does not show all of it and of what calls: it may be for another alias or version";
            findings.undecided(statement.address(), why);
        }
        for (statement, invocation, fit) in policy.misfits() {
            let right = fit.principal == Answer::Yes && fit.source == Answer::Yes;
            if !right || fit.qualifier != Answer::No {
                continue;
            }
            if !policy.shows_all_callers() {
                let why = "a front may call the function that the plan does not show";
                findings.undecided(statement.address(), why);
                continue;
            }
            let (problem, help) = match (statement.qualifier(), invocation.qualifier()) {
                (_, Some(Qualifier::Latest)) => (
                    "the front calls the function without a qualifier, and this statement is for one",
                    "remove `qualifier`, or let the front call the alias",
                ),
                (Some(Qualifier::Latest), _) => (
                    "the front calls an alias or version, and this statement is for the function without one",
                    "set `qualifier` to the name of the alias that the front calls",
                ),
                _ => (
                    "the front calls another alias or version than this statement is for",
                    "set `qualifier` to the name of the alias that the front calls",
                ),
            };
            findings
                .at(statement.node.place("qualifier"))
                .label(format!("{problem}: every call is refused"))
                .related(invocation.place(), "calls the function")
                .way([invocation.address(), policy.function.address()].map(str::to_owned))
                .help(help);
        }
    }
}
