//! `concurrency-unbounded`: a function behind a front may use up the account's concurrency.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;

/// Reports functions with a front whose concurrency nothing limits.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let front = function.has_front();
        let limit = function.node.number("reserved_concurrent_executions");
        let unlimited = match limit {
            Attr::Known(number) => number < 0.0,
            Attr::Unset => true,
            Attr::Unknown => {
                if front == Answer::Yes {
                    let why = "its concurrency is known only after apply";
                    findings.undecided(function.address(), why);
                }
                continue;
            }
        };
        if unlimited && front == Answer::Unknown {
            let why = "the plan does not show whether a front invokes it";
            findings.undecided(function.address(), why);
        } else if unlimited && front == Answer::Yes {
            findings
                .at(function.node.place("reserved_concurrent_executions"))
                .label(
                    "a flood of requests lets this function use all of the account's concurrency",
                )
                .help("set `reserved_concurrent_executions` to what it may use at most");
        }
    }
}
