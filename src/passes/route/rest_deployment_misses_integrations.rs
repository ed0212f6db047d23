//! `rest-deployment-misses-integrations`: an API is deployed before it is complete.

use crate::finding::Findings;
use crate::graph::Graph;

/// A longer list is better written as `triggers`.
const MOST: usize = 10;

/// Reports deployments that do not wait for all methods and integrations of
/// their API: by a reference or by `depends_on`, over whatever steps.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for deployment in graph.deployments() {
        let Some(late) = deployment.unordered() else {
            let why = "the plan does not show its API";
            findings.undecided(deployment.address(), why);
            continue;
        };
        let Some(first) = late.parts.first() else {
            continue;
        };
        if late.open {
            let why = "the plan does not show all that it waits for";
            findings.undecided(deployment.address(), why);
            continue;
        }
        let others = match late.parts.len() {
            1 => String::new(),
            count => format!(" and {} others", count - 1),
        };
        let finding = findings.at(deployment.node.header());
        finding
            .label(format!(
                "Terraform may deploy the API before it makes `{}`{others}",
                graph.address(first.id)
            ))
            .help("name every method and integration of the API in `triggers` or in `depends_on`");
        let parts: Vec<_> = late.parts.iter().collect();
        if parts.len() <= MOST {
            finding.wait(&deployment.node, &parts);
        }
        // Ten tell the story.
        for part in late.parts.iter().take(10) {
            finding.related(part.header(), "nothing makes the deployment wait for this");
        }
    }
}
