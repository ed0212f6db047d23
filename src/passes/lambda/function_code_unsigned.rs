//! `function-code-unsigned`: a function takes code that nobody has signed.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports functions from archives without a code signing configuration.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let node = &function.node;
        if node.text("package_type").known() == Some("Image") {
            continue;
        }
        match node.is_given("code_signing_config_arn") {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(node.place("code_signing_config_arn"))
                    .label(
                        "anyone who may update this function may put any code into it: \
                     no signature is asked for",
                    )
                    .help("set `code_signing_config_arn` to a configuration that names who signs");
            }
            Answer::Unknown => findings.undecided(
                function.address(),
                "`code_signing_config_arn` is known only after apply",
            ),
        }
    }
}
