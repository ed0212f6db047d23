//! `cloudfront-behaviour-shadowed`: a cache behaviour that no request ever reaches.

use crate::finding::Findings;
use crate::graph::{Answer, Graph};

/// More behaviours than the service takes in one distribution (75) are not
/// compared: each is compared with all before it.
const MOST: usize = 200;

/// Reports behaviours of which every path is taken by one that is asked before.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        let behaviours = distribution.ordered_behaviours();
        for (at, behaviour) in behaviours.iter().enumerate().take(MOST) {
            let mut earlier = behaviours[..at].iter();
            if let Some(by) = earlier.find(|earlier| earlier.covers(behaviour) == Answer::Yes) {
                findings
                    .at(behaviour.node.place("path_pattern"))
                    .label(format!(
                        "no request reaches this behaviour: `{}` is asked before it and takes them all",
                        by.node.shown("path_pattern")
                    ))
                    .related(by.node.place("path_pattern"), "takes every path of the other")
                    .help("put the block with the narrower pattern first: the first pattern that fits decides");
                continue;
            }
            let mut earlier = behaviours[..at].iter();
            if earlier.any(|earlier| earlier.covers(behaviour) == Answer::Unknown) {
                let why = "a path pattern is known only after apply";
                findings.undecided(distribution.address(), why);
            }
        }
    }
}
