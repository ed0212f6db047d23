//! `cloudfront-scope-outside-us-east-1`: something of WAF for CloudFront is made in another region.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports web ACLs, groups and sets with scope CLOUDFRONT outside us-east-1.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for node in graph.scoped() {
        match node.text("scope").known() {
            Some("CLOUDFRONT") => {}
            Some(_) => continue,
            None => {
                findings.undecided(
                    graph.address(node.id),
                    "its scope is known only after apply",
                );
                continue;
            }
        }
        match graph.region(node.id) {
            Some("us-east-1") => {}
            Some(_) => {
                findings
                    .at(node.place("scope"))
                    .label("scope CLOUDFRONT exists only in us-east-1, and this is made in another region")
                    .help(
                        "give it the provider of us-east-1 (`provider = aws.us_east_1`), or `region = \"us-east-1\"` \
                         with version 6 of the provider",
                    );
            }
            None => findings.undecided(
                graph.address(node.id),
                "the plan does not show the region of its provider",
            ),
        }
    }
}
