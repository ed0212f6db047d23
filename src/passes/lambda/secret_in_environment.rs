//! `secret-in-environment`: a secret stands in the environment of a function.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports variables that hold what looks like a key, a token or a password. The
/// value is never told.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let blocks = function.node.blocks("environment");
        let unknown = |block: &crate::plan::Node<'_>| block.attr("variables").is_unknown();
        if !blocks.complete || blocks.nodes.iter().any(unknown) {
            findings.undecided(
                function.address(),
                "its variables are known only after apply",
            );
        }
        for secret in function.secrets() {
            findings
                .at(secret.place)
                .label(format!(
                    "this variable holds {}: whoever may read the function's configuration reads it",
                    secret.kind
                ))
                .help(
                    "put the value into Secrets Manager or a SecureString parameter, let the function read it there, \
                     and pass only its name; change the value, because plans and states hold it",
                );
        }
    }
}
