//! `unmet-response-cache`: nothing keeps the answers that a service wants kept.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports the behaviors, stages or fronts that keep no answers of services that
/// need a cache.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(
        graph,
        findings,
        &[Need::ResponseCache, Need::EdgeCache],
        wrong,
    );
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    let at_edge = passage.needed.need == Need::EdgeCache;
    let help = match (entry.fronting.cloudfront, entry.fronting.front, at_edge) {
        (true, ..) => {
            "set `cache_policy_id` to a policy that caches, for the paths that may be kept"
        }
        (false, Front::RestApi, false) => {
            "set `cache_cluster_enabled` on the stage and `caching_enabled` in its method settings; or put a CloudFront \
             distribution with a caching policy before it"
        }
        _ => "put a CloudFront distribution with a cache policy that caches before it",
    };
    let places = entry.cache_places(at_edge).into_iter();
    let wrong = places.map(|place| Wrong::new(place, "nothing here keeps answers", help));
    wrong.collect()
}
