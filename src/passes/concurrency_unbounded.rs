//! `concurrency-unbounded`: a function behind a front may use up the account's concurrency.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;

/// Reports functions with a front whose concurrency nothing limits.
pub(super) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions().filter(|function| function.has_front()) {
        let limit = function.node.number("reserved_concurrent_executions");
        let unlimited = match limit {
            Attr::Known(number) => number < 0.0,
            Attr::Unset => true,
            Attr::Unknown => continue,
        };
        if unlimited {
            findings
                .at(function.node.place("reserved_concurrent_executions"))
                .label(
                    "a flood of requests lets this function use all of the account's concurrency",
                )
                .help("set `reserved_concurrent_executions` to what it may use at most");
        }
    }
}
