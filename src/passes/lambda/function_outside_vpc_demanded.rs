//! `function-outside-vpc-demanded`: a function is not attached to a VPC.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports functions without a `vpc_config`.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let blocks = function.node.blocks("vpc_config");
        match (blocks.nodes.is_empty(), blocks.complete) {
            (false, _) => {}
            (true, false) => {
                findings.undecided(
                    function.address(),
                    "whether it is attached to a VPC is known only after apply",
                );
            }
            (true, true) => {
                findings
                    .at(function.place())
                    .label("this function runs outside of your VPC")
                    .help("add a `vpc_config` with private subnets, and give these a way to what the function calls");
            }
        }
    }
}
