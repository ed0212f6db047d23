//! `stage-variable-secret`: a key or a password that everyone can read.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports stage variables whose values are keys, tokens or passwords. Values
/// are never shown.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for stage in graph.stages() {
        if stage.hides_variables() {
            let why = "its variables are known only after apply";
            findings.undecided(stage.address(), why);
        }
        for secret in stage.secrets() {
            findings
                .at(secret.place)
                .label(format!(
                    "this stage variable holds {}, and whoever may read the API's settings, its state or its logs \
                     reads it",
                    secret.kind
                ))
                .help(
                    "keep it in Secrets Manager or Parameter Store and let the code behind the API read it there; give \
                     the stage variable the secret's name",
                );
        }
    }
}
