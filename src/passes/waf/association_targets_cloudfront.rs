//! `association-targets-cloudfront`: a web ACL is associated with a distribution.

use crate::finding::Findings;
use crate::graph::{Associated, Graph};

/// Reports associations with distributions, which take their web ACL by `web_acl_id`.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for association in graph.web_acl_associations() {
        match association.with() {
            Some(Associated::Distribution) => {
                findings
                    .at(association.node.place("resource_arn"))
                    .label("a distribution takes no association: AWS refuses this one when it is applied")
                    .help(
                        "remove the association and set the distribution's `web_acl_id` to the ARN of a web ACL with \
                         scope CLOUDFRONT (us-east-1)",
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
