//! `unmet-http3`: HTTP/3, and nothing that speaks it.

use super::need::{Wrong, judge};
use crate::facts::Need;
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports distributions without HTTP/3, and fronts without a distribution, before
/// services that need it.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Http3], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    if !entry.fronting.cloudfront {
        return vec![Wrong::new(
            entry.place_of_kind(),
            format!("{} speaks no HTTP/3 here", entry.fronting.front.words()),
            "put a CloudFront distribution with `http_version = \"http2and3\"` before it; or let a network load \
             balancer pass QUIC through to servers that speak it",
        )];
    }
    let distributions = entry.distributions.iter();
    let wrong = distributions.map(|distribution| {
        Wrong::new(
            distribution.node.place("http_version"),
            "this distribution does not speak HTTP/3",
            "set `http_version = \"http2and3\"`; or let a network load balancer pass QUIC through to servers that \
             speak it",
        )
    });
    wrong.collect()
}
