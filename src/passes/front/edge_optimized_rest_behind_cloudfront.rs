//! `edge-optimized-rest-behind-cloudfront`: two content delivery networks in a row.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::graph::distributions_before;

/// Reports edge-optimized REST APIs that are the origin of a distribution.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for api in graph.rest_apis() {
        let distributions = distributions_before(graph, api.id());
        let Some(distribution) = distributions.first() else {
            let hidden = graph.any_unresolved("aws_cloudfront_distribution", "domain_name");
            if hidden && api.is_edge() == Answer::Yes {
                let why = "a distribution may stand before it, and the plan does not show";
                findings.undecided(api.address(), why);
            }
            continue;
        };
        match api.is_edge() {
            Answer::No => {}
            Answer::Unknown => {
                let why = "the plan does not show what kind of endpoint it has";
                findings.undecided(api.address(), why);
            }
            Answer::Yes => {
                findings
                    .at(api.endpoint_place())
                    .label(format!(
                        "requests come by `{}` and then by the distribution that an edge-optimized API has before it",
                        distribution.address()
                    ))
                    .related(distribution.place(), "has this API as an origin")
                    .way([distribution.address(), api.address()].map(str::to_owned))
                    .help("set `types = [\"REGIONAL\"]` in `endpoint_configuration`");
            }
        }
    }
}
