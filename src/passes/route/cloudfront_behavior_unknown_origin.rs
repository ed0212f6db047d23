//! `cloudfront-behavior-unknown-origin`: a behavior sends requests to an origin that is not there.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports behaviors whose `target_origin_id` is none of the distribution's
/// origins and origin groups.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        findings.hidden_blocks(&distribution.node, "ordered_cache_behavior");
        findings.hidden_blocks(&distribution.node, "default_cache_behavior");
        let origins = distribution.origin_ids();
        for behavior in distribution.behaviors().all {
            match origins.have(&behavior) {
                Answer::Yes => {}
                Answer::Unknown => {
                    let why = "the id of an origin is known only after apply";
                    findings.undecided(distribution.address(), why);
                }
                Answer::No => {
                    findings
                        .at(behavior.node.place("target_origin_id"))
                        .label(format!(
                            "no `origin` or `origin_group` of this distribution has the id `{}`",
                            behavior.node.shown("target_origin_id")
                        ))
                        .help("set `target_origin_id` to the `origin_id` of an `origin` or `origin_group` block, letter by letter");
                }
            }
        }
    }
}
