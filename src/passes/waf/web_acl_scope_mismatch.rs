//! `web-acl-scope-mismatch`: a web ACL of one scope stands where the other belongs.

use crate::finding::{Finding, Findings};
use crate::graph::Graph;
use crate::plan::Node;

/// Reports web ACLs for CloudFront that are associated with a regional resource,
/// and regional ones that a distribution names.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for association in graph.web_acl_associations() {
        if graph.takes_regional_acl(&association) {
            judge(graph, &association, "web_acl_arn", "REGIONAL", findings);
        }
    }
    for distribution in graph.distributions() {
        if distribution.node.is_set("web_acl_id") {
            judge(
                graph,
                &distribution.node,
                "web_acl_id",
                "CLOUDFRONT",
                findings,
            );
        }
    }
}

fn judge<'p>(
    graph: &Graph<'p>,
    node: &Node<'p>,
    attribute: &str,
    wanted: &str,
    findings: &mut Findings,
) {
    match graph.scope_of(node, attribute) {
        Some(scope @ ("REGIONAL" | "CLOUDFRONT")) if scope != wanted => {
            let finding = findings.at(node.place(attribute));
            if wanted == "REGIONAL" {
                for_cloudfront(finding);
            } else {
                regional(finding);
            }
            if let Some(acl) = graph.web_acl_of(node, attribute) {
                finding.related(acl.node.place("scope"), "its scope");
            }
        }
        // There is no third one: the provider refuses it.
        Some(_) => {}
        None if graph.web_acl_of(node, attribute).is_some() => {
            let why = "the scope of its web ACL is known only after apply";
            findings.undecided(graph.address(node.id), why);
        }
        // A Classic web ACL has no scope: its type tells where it belongs.
        None if graph.follow(node, attribute).sure().is_some() => {}
        None if is_id(graph, node, attribute) => {}
        None => findings.undecided(
            graph.address(node.id),
            "the plan does not tell which web ACL it names",
        ),
    }
}

/// Whether a Classic web ACL's id stands there, or another text that names none of WAF v2.
fn is_id<'p>(graph: &Graph<'p>, node: &Node<'p>, attribute: &str) -> bool {
    node.text(attribute).known().is_some() && graph.arn(node, attribute).is_none()
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
