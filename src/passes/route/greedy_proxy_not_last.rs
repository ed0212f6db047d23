//! `greedy-proxy-not-last`: something follows a segment that takes all the rest.

use crate::finding::Findings;
use crate::graph::{Graph, is_greedy};
use crate::plan::Attr;

/// Reports resources below a `{proxy+}` of a REST API, and route keys with a
/// greedy variable before their end.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    const HELP: &str = "put `{proxy+}` at the end of a path: it takes all segments that follow";
    for resource in graph.rest_resources() {
        let Some(parent) = resource.parent() else {
            if !graph.follow(&resource.node, "parent_id").complete {
                let why = "the plan does not show what it stands below";
                findings.undecided(resource.address(), why);
            }
            continue;
        };
        match parent.segment() {
            Attr::Known(segment) if is_greedy(segment) => {
                findings
                    .at(resource.node.place("parent_id"))
                    .label("the resource above takes all segments that follow, so nothing can stand below it")
                    .related(parent.node.place("path_part"), "takes all that follows")
                    .help(HELP);
            }
            Attr::Known(_) | Attr::Unset => {}
            Attr::Unknown => {
                let why = "the segment above it is known only after apply";
                findings.undecided(resource.address(), why);
            }
        }
    }
    for route in graph.http_routes() {
        let Some(key) = route.key() else {
            findings.undecided(route.address(), "its key is known only after apply");
            continue;
        };
        let path = key.split_once(' ').map_or("", |(_, path)| path);
        let mut before_the_last = path.rsplit('/').skip(1);
        if before_the_last.any(is_greedy) {
            findings
                .at(route.node.place("route_key"))
                .label("a greedy variable takes all segments that follow, so it has to be the last one")
                .help(HELP);
        }
    }
}
