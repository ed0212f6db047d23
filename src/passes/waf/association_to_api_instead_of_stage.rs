//! `association-to-api-instead-of-stage`: a web ACL is associated with a whole REST API.

use crate::finding::Findings;
use crate::graph::{Associated, Graph};

/// Reports associations that name a REST API where a stage of it is meant.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for association in graph.web_acl_associations() {
        match association.with() {
            Some(Associated::RestApi) => {
                findings
                    .at(association.node.place("resource_arn"))
                    .label("this names the API, and a web ACL guards a stage of it: AWS refuses this when it is applied")
                    .help("set `resource_arn` to the `arn` of the `aws_api_gateway_stage`, and associate each stage on its own");
            }
            Some(_) => {}
            None => findings.undecided(
                association.address(),
                "the plan does not show what the web ACL is associated with",
            ),
        }
    }
}
