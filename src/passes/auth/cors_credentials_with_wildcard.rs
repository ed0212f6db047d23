//! `cors-credentials-with-wildcard`: browsers refuse the one with the other.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports CORS settings that allow credentials from every origin.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for address in graph.without_known_cors() {
        findings.undecided(address, "its CORS settings are known only after apply");
    }
    for cors in graph.cors() {
        match (cors.allows_credentials(), cors.allows_star()) {
            (Answer::No, _) | (_, Answer::No) => {}
            (Answer::Yes, Answer::Yes) => {
                findings
                    .at(cors.node.place("allow_credentials"))
                    .label("credentials cannot be allowed to every origin: an HTTP API refuses it, and so do browsers")
                    .related(cors.node.place("allow_origins"), "allows every origin")
                    .help("list the origins of your own pages in `allow_origins`, or take `allow_credentials` out");
            }
            _ => findings.undecided(
                cors.address(),
                "the plan does not show which origins it allows, or whether with credentials",
            ),
        }
    }
}
