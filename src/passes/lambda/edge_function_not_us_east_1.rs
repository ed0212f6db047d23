//! `edge-function-not-us-east-1`: a function for the edge is made in another region.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;

const REGION: &str = "us-east-1";

/// Reports functions that distributions run and that are not in us-east-1.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    hidden::edge_functions(graph, findings);
    for edge in graph.edge_functions() {
        let function = &edge.function;
        match graph.region(function.id()) {
            Some(REGION) => {}
            Some(_) => {
                let finding = findings.at(function.node.place("region"));
                finding
                    .label(format!("a distribution runs functions of {REGION} alone, and this one is made elsewhere"))
                    .help(format!(
                        "give the function the provider of {REGION} (`provider = aws.us_east_1`), or `region = \
                         \"{REGION}\"` with version 6 of the provider"
                    ));
                for association in edge.associations.iter().take(10) {
                    finding.related(association.node.place("lambda_arn"), "runs it");
                }
            }
            None => findings.undecided(
                function.address(),
                "the plan does not show the region of its provider",
            ),
        }
    }
    for association in graph.edge_associations() {
        let elsewhere = association.function().is_none();
        let region = association.region_of_arn().filter(|_| elsewhere);
        if region.is_some_and(|region| region != REGION) {
            findings
                .at(association.node.place("lambda_arn"))
                .label(format!("a distribution runs functions of {REGION} alone, and this one is in another region"))
                .help(format!("make the function in {REGION} and name it by its ARN there"));
        }
    }
}
