//! `stage-variable-secret`: a key or a password that everybody can read.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports stage variables whose values are keys, tokens or passwords. What is
/// not in the plan as plain text is not judged, and values are never shown.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for stage in graph.stages() {
        let secret = stage.secret_variables();
        let Some(first) = secret.first() else {
            continue;
        };
        let label = match secret.len() {
            1 => format!("the stage variable `{first}` looks like a secret"),
            count => format!(
                "`{first}` and {} more stage variables look like secrets",
                count - 1
            ),
        };
        findings
            .at(stage.variables_place())
            .label(format!(
                "{label}, and whoever may read the API's settings, its state or its logs reads it"
            ))
            .help(
                "keep it in Secrets Manager or Parameter Store and let the code behind the API read it there; give \
                 the stage variable the secret's name",
            );
    }
}
