//! `hsts-missing-on-cdn`: browsers are not told to come by HTTPS alone.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Behavior, Distribution, Graph};

/// Reports distributions whose pages come from S3 without
/// `Strict-Transport-Security`: their default behaviors, for the header is about
/// the whole host. Other origins may send it themselves.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        findings.hidden_blocks(&distribution.node, "default_cache_behavior");
        let behaviors = distribution.behaviors().all;
        for behavior in behaviors.iter().filter(|behavior| behavior.is_default()) {
            judge(&distribution, behavior, findings);
        }
    }
}

fn judge(distribution: &Distribution<'_>, behavior: &Behavior<'_>, findings: &mut Findings) {
    match (
        comes_from_bucket(distribution, behavior),
        behavior.adds_hsts(),
    ) {
        (Answer::No, _) | (_, Answer::Yes) => {}
        (Answer::Yes, Answer::No) => {
            findings
                .at(behavior.node.place("response_headers_policy_id"))
                .label("nothing adds `Strict-Transport-Security`: the first request of each browser may go out in plain text")
                .help(
                    "set `response_headers_policy_id` to a policy with `strict_transport_security`, such as \
                     the managed `SecurityHeadersPolicy`",
                );
        }
        (Answer::Yes, Answer::Unknown) => findings.undecided(
            distribution.address(),
            "a policy or code of another stack may add the header",
        ),
        (Answer::Unknown, _) => findings.undecided(
            distribution.address(),
            "the plan does not show whether its pages come from a bucket",
        ),
    }
}

/// Whether some origin that a behavior asks is an S3 bucket.
fn comes_from_bucket(distribution: &Distribution<'_>, behavior: &Behavior<'_>) -> Answer {
    let serving = distribution.serving();
    let asks = |own: &Behavior<'_>| own.node.path == behavior.node.path;
    let asked = serving
        .all
        .iter()
        .filter(|served| served.by.iter().any(asks));
    let buckets: Vec<_> = asked.map(|served| served.origin.is_bucket()).collect();
    match buckets.is_empty() {
        true => Answer::unless(!serving.complete),
        false => Answer::any(buckets),
    }
}
