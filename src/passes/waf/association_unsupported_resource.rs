//! `association-unsupported-resource`: a web ACL is associated with what cannot have one.

use crate::finding::Findings;
use crate::graph::{Associated, Graph};

/// Reports associations with fronts that WAF does not know.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for association in graph.web_acl_associations() {
        match association.with() {
            Some(Associated::Unfit(what)) => {
                findings
                    .at(association.node.place("resource_arn"))
                    .label(format!("no web ACL can be associated with {what}: AWS refuses this when it is applied"))
                    .help(
                        "put a distribution with a web ACL in front and let nothing in around it, or use a front that \
                         takes a web ACL: an application load balancer or a REST API's stage",
                    );
            }
            Some(_) => {}
            None => findings.undecided(
                association.address(),
                "the plan does not show what the web ACL is associated with",
            ),
        }
    }
}
