//! `cloudfront-origin-plain-http`: a distribution fetches from its origin by plain HTTP.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Distribution, Graph, Served};

/// Reports custom origins that are asked by plain HTTP, always or where the
/// viewer came so. S3 websites speak nothing else, and are left out.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        findings.hidden_blocks(&distribution.node, "origin.custom_origin_config");
        let serving = distribution.serving();
        for served in &serving.all {
            judge(&distribution, served, serving.complete, findings);
        }
    }
}

fn judge(
    distribution: &Distribution<'_>,
    served: &Served<'_>,
    complete: bool,
    findings: &mut Findings,
) {
    let Some(spoken) = served.origin.protocol() else {
        return;
    };
    // `cloudfront-http-origin-meets-https-redirect` says it.
    let balancer = served.origin.load_balancer();
    if balancer.is_some_and(|balancer| spoken.meets_redirect(&balancer) == Answer::Yes) {
        return;
    }
    let website = served.origin.is_bucket();
    let viewers = Answer::any([served.takes_plain_viewers(), Answer::unless(!complete)]);
    let (plain, label) = match spoken.policy() {
        Some("http-only") => (
            Answer::Yes,
            "CloudFront asks this origin by plain HTTP, whatever the viewer used",
        ),
        Some("match-viewer") => (
            viewers,
            "CloudFront asks this origin by plain HTTP where the viewer came by it",
        ),
        Some(_) => (Answer::No, ""),
        None => (Answer::Unknown, ""),
    };
    match (plain, website) {
        (Answer::No, _) | (_, Answer::Yes) => {}
        (Answer::Yes, Answer::No) => {
            let finding = findings.at(spoken.place());
            finding.label(label).help(
                "set `origin_protocol_policy = \"https-only\"` and let the origin serve HTTPS",
            );
            if served.origin.answers_by_https_alone() {
                finding.write(&spoken.node, "origin_protocol_policy", "https-only");
            }
        }
        _ => findings.undecided(
            distribution.address(),
            "how it asks an origin, or what that origin is, is known only after apply",
        ),
    }
}
