//! `cloudfront-behavior-shadowed`: a cache behavior that no request ever reaches.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// More behaviors than the service takes in one distribution (75) are not
/// compared: each is compared with all before it.
const MOST: usize = 200;

/// Reports behaviors of which every path is taken by one that is asked before.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        findings.hidden_blocks(&distribution.node, "ordered_cache_behavior");
        let behaviors = distribution.behaviors();
        let behaviors: Vec<_> = behaviors.ordered().take(MOST).collect();
        let conditions: Vec<_> = behaviors.iter().map(|one| one.conditions()).collect();
        for (at, behavior) in behaviors.iter().enumerate() {
            let earlier = conditions[..at].iter();
            let covers: Vec<_> = earlier.map(|one| one.contains(&conditions[at])).collect();
            if let Some(by) = covers.iter().position(|covers| *covers == Answer::Yes) {
                let by = behaviors[by];
                findings
                    .at(behavior.node.place("path_pattern"))
                    .label(format!(
                        "no request reaches this behavior: `{}` is asked before it and takes them all",
                        by.node.shown("path_pattern")
                    ))
                    .related(by.node.place("path_pattern"), "takes every path of the other")
                    .help("put the block with the narrower pattern first: the first pattern that fits decides");
                continue;
            }
            if covers.contains(&Answer::Unknown) {
                let why = "a path pattern is known only after apply";
                findings.undecided(distribution.address(), why);
            }
        }
    }
}
