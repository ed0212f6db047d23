//! Whether requests that an entry takes may have bodies.

use crate::answer::Answer;
use crate::graph::ways::{Endpoint, Step, Way};

/// The methods of requests without a body that matters.
const READING: [&str; 3] = ["GET", "HEAD", "OPTIONS"];
/// Those of requests that bring one.
const WRITING: [&str; 3] = ["PATCH", "POST", "PUT"];

impl Endpoint<'_> {
    /// Whether clients send bodies there: where a route or method is for them, and not
    /// where all routes and methods, or the behaviors of every distribution, are for
    /// reading requests.
    pub fn takes_bodies(&self) -> Answer {
        let edges = self.distributions.iter();
        let mut reading = edges.map(|distribution| {
            let kinds = ["default_cache_behavior", "ordered_cache_behavior"];
            let blocks = kinds.map(|kind| distribution.node.blocks(kind));
            let complete = blocks.iter().all(|blocks| blocks.complete);
            let mut behaviors = blocks.iter().flat_map(|blocks| &blocks.nodes);
            complete
                && behaviors.all(|behavior| {
                    let methods = behavior.texts("allowed_methods").known();
                    methods.is_some_and(|all| all.iter().all(|it| READING.contains(it)))
                })
        });
        let at_the_edge = self.fronting.cloudfront && reading.all(|reads| reads);
        let takes =
            |way: &Way<'_>, verbs: &[&str]| way.verb().is_some_and(|it| verbs.contains(&it));
        let on_ways = !self.ways.is_empty() && self.ways.iter().all(|way| takes(way, &READING));
        let writes = self.ways.iter().any(|way| takes(way, &WRITING));
        match (at_the_edge || on_ways, writes) {
            (true, _) => Answer::No,
            (false, true) => Answer::Yes,
            (false, false) => Answer::Unknown,
        }
    }
}

impl<'g> Way<'g> {
    /// The method of the requests that take it, where a route or method names one.
    fn verb(&self) -> Option<&'g str> {
        self.steps.iter().find_map(|step| match step {
            Step::Method(method) => method.node.text("http_method").known(),
            Step::Route(route) => route.key()?.split(' ').next(),
            _ => None,
        })
    }
}
