//! `function-url-open`: a function URL asks its callers for nothing.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports function URLs without authorization, unless nobody gets in: that is told by
/// `function-url-permission-incomplete`.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for url in graph.function_urls() {
        match url.authorization() {
            Some("NONE") if url.refuses_everyone() == Answer::Yes => {}
            Some("NONE") => {
                findings
                    .at(url.node.place("authorization_type"))
                    .label(
                        "anyone on the internet may invoke the function by this URL, which has no web ACL, throttle or \
                         cache",
                    )
                    .help(
                        "set `authorization_type = \"AWS_IAM\"`: behind CloudFront with an origin access control of \
                         type `lambda`, elsewhere for callers that sign their requests; if it is meant for everyone, \
                         say so by an `[[ignore]]` in frontlint.toml",
                    );
            }
            Some(_) => {}
            None => findings.undecided(
                url.address(),
                "its `authorization_type` is known only after apply",
            ),
        }
    }
}
