//! `appsync-without-waf`: nothing filters requests to a public GraphQL API.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, has_association};

/// Reports GraphQL APIs that are not private and that no web ACL guards.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for id in graph.of_type("aws_appsync_graphql_api") {
        let node = graph.node(id);
        let visibility = node.text("visibility").or_default("GLOBAL");
        let public = Answer::of(visibility.map(|name| name != "PRIVATE"));
        match (public, has_association(graph, id)) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(node.header())
                    .label("anyone on the internet reaches this API and no web ACL filters what comes in")
                    .help(
                        "associate a REGIONAL web ACL with its `arn` by `aws_wafv2_web_acl_association`; if another \
                         stack does, say so under `[assume] waf` in frontlint.toml",
                    );
            }
            _ => findings.undecided(
                graph.address(id),
                "the plan does not show whether it is private, or whether a web ACL guards it",
            ),
        }
    }
}
