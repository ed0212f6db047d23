//! `reserved-concurrency-zero`: a function behind a front may not run at all.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;

/// Reports functions with a front and no concurrency.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let front = function.has_front();
        match function.node.number("reserved_concurrent_executions") {
            _ if front == Answer::No => {}
            Attr::Known(0.0) if front == Answer::Unknown => {
                let why = "the plan does not show whether a front invokes it";
                findings.undecided(function.address(), why);
            }
            Attr::Known(0.0) => {
                findings
                    .at(function.node.place("reserved_concurrent_executions"))
                    .label("with 0 this function never runs: every request to its front fails")
                    .help("set a number above 0, or remove the attribute; if it is switched off on purpose, say so by an ignore with a date");
            }
            Attr::Known(_) | Attr::Unset => {}
            Attr::Unknown if front == Answer::Unknown => {}
            Attr::Unknown => findings.undecided(
                function.address(),
                "its concurrency is known only after apply",
            ),
        }
    }
}
