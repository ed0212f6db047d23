//! `edge-function-unqualified`: a distribution names a function without a version.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;
use crate::plan::Attr;

/// Reports associations with functions that name no numbered version.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    hidden::edge_functions(graph, findings);
    for association in graph.edge_associations() {
        match association.names_version() {
            Some(true) => {}
            Some(false) => {
                let finding = findings.at(association.node.place("lambda_arn"));
                finding
                    .label("a distribution runs a numbered version, and this names none: AWS refuses it")
                    .help("set `publish = true` on the function and `lambda_arn` to its `qualified_arn`");
                if let Some(function) = association.function() {
                    finding.related(function.node.place("publish"), "the function");
                    if function.node.bool("publish") == Attr::Known(true) {
                        finding.take(&association.node, "lambda_arn", "qualified_arn");
                    }
                }
            }
            None => findings.undecided(
                association.address(),
                "the plan does not show which version of a function it runs",
            ),
        }
    }
}
