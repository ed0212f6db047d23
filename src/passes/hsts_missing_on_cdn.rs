//! `hsts-missing-on-cdn`: browsers are not told to come by HTTPS alone.

use crate::finding::Findings;
use crate::graph::{Answer, Graph};

/// Reports distributions whose pages come from S3 without
/// `Strict-Transport-Security`: their default behaviours, for the header is about
/// the whole host. Other origins may send it themselves.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        for served in distribution.serving().all {
            if served.origin.is_bucket() != Answer::Yes {
                continue;
            }
            for behaviour in served.by.iter().filter(|behaviour| behaviour.is_default()) {
                match behaviour.adds_hsts() {
                    Answer::Yes => {}
                    Answer::No => {
                        findings
                            .at(behaviour.node.place("response_headers_policy_id"))
                            .label("nothing adds `Strict-Transport-Security`: the first request of each browser may go out in plain text")
                            .help(
                                "set `response_headers_policy_id` to a policy with `strict_transport_security`, such as \
                                 the managed `SecurityHeadersPolicy`",
                            );
                    }
                    Answer::Unknown => findings.undecided(
                        distribution.address(),
                        "a policy or code of another stack may add the header",
                    ),
                }
            }
        }
    }
}
