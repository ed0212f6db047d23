//! `web-acl-scope-mismatch`: a web ACL of one scope stands where the other belongs.

use crate::finding::{Finding, Findings};
use crate::graph::{AclReference, Graph};

/// Reports web ACLs for CloudFront that are associated with a regional resource,
/// and regional ones that a distribution names.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for association in graph.web_acl_associations() {
        if association.takes_regional_acl() {
            judge(graph, &association.acl(), "REGIONAL", findings);
        }
    }
    for distribution in graph.distributions() {
        if distribution.node.is_set("web_acl_id") {
            judge(graph, &distribution.acl(), "CLOUDFRONT", findings);
        }
    }
}

fn judge(graph: &Graph<'_>, acl: &AclReference<'_>, wanted: &str, findings: &mut Findings) {
    let address = graph.address(acl.node.id);
    match acl.scope() {
        Some(scope @ ("REGIONAL" | "CLOUDFRONT")) if scope != wanted => {
            let finding = findings.at(acl.place());
            if wanted == "REGIONAL" {
                for_cloudfront(finding);
            } else {
                regional(finding);
            }
            if let Some(acl) = acl.web_acl() {
                finding.related(acl.node.place("scope"), "its scope");
            }
        }
        // There is no third one: the provider refuses it.
        Some(_) => {}
        None if acl.web_acl().is_some() => {
            let why = "the scope of its web ACL is known only after apply";
            findings.undecided(address, why);
        }
        // A Classic web ACL has no scope: its type tells where it belongs.
        None if acl.ends().sure().is_some() => {}
        None if is_id(acl) => {}
        None => findings.undecided(address, "the plan does not show which web ACL it names"),
    }
}

/// Whether a Classic web ACL's id stands there, or another text that names none of WAF v2.
fn is_id(acl: &AclReference<'_>) -> bool {
    acl.text().is_some() && acl.arn().is_none()
}

fn for_cloudfront(finding: &mut Finding) {
    finding
        .label("this web ACL has scope CLOUDFRONT and cannot be associated with a regional resource")
        .help(
            "associate a web ACL with scope REGIONAL, in the region of the resource; one for CLOUDFRONT goes into a \
             distribution's `web_acl_id`",
        );
}

fn regional(finding: &mut Finding) {
    finding
        .label("this web ACL has scope REGIONAL and no distribution can have it")
        .help("use a web ACL with scope CLOUDFRONT, which is made in us-east-1");
}
