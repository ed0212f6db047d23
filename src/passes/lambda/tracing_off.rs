//! `tracing-off`: a function does not trace its requests.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;

/// Reports functions whose `tracing_config` is not `Active`.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let blocks = function.node.computed_blocks("tracing_config");
        let place = match blocks.nodes.first() {
            None if blocks.complete => function.node.place("tracing_config"),
            Some(block) => match block.text("mode") {
                Attr::Known("Active") => continue,
                Attr::Unknown if block.is_written() => {
                    findings.undecided(
                        function.address(),
                        "its tracing mode is known only after apply",
                    );
                    continue;
                }
                _ => block.place("mode"),
            },
            None => {
                findings.undecided(function.address(), "its tracing is known only after apply");
                continue;
            }
        };
        findings
            .at(place)
            .label("this function records no trace of its own for the requests it answers")
            .help("add `tracing_config { mode = \"Active\" }`, and let its role write to X-Ray");
    }
}
