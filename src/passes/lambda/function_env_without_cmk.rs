//! `function-env-without-cmk`: a function's variables are encrypted with a key of AWS.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports functions with environment variables and no key of their own.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let node = &function.node;
        let environment = node.blocks("environment");
        match node.is_given("kms_key_arn") {
            Answer::Yes => {}
            Answer::No if environment.nodes.is_empty() => {
                findings.hidden_blocks(node, "environment");
            }
            Answer::No => {
                findings
                    .at(node.place("kms_key_arn"))
                    .label("its variables are encrypted with a key of AWS, not one of your own")
                    .help(
                        "set `kms_key_arn` to a key whose policy says who may read the variables",
                    );
            }
            Answer::Unknown if environment.nodes.is_empty() => {}
            Answer::Unknown => findings.undecided(
                function.address(),
                "`kms_key_arn` is known only after apply",
            ),
        }
    }
}
