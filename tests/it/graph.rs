//! What refers to what: the links of small configurations, by name.

mod apis;
mod balancing;
mod behaviors;
mod bypasses;
mod edge;
mod network;
mod values;
mod ways;

use crate::lower::lower;
use frontlint::config::Config;
use frontlint::graph::{self, End, Graph};
use frontlint::plan::Plan;

/// The links of a configuration, as `FROM ATTRIBUTE -> TO CONFIDENCE`, and the
/// references that are lost, as `FROM ATTRIBUTE lost`. Ends elsewhere are left out.
fn edges(hcl: &str) -> Vec<String> {
    on_graph(hcl, edges_of)
}

/// Asks the graph of a configuration.
fn on_graph<T>(hcl: &str, ask: impl FnOnce(&Graph<'_>) -> T) -> T {
    let text = lower(hcl).expect("a configuration");
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    let config = Config::default();
    ask(&Graph::build(&reading.planned, &config))
}

fn edges_of(graph: &Graph<'_>) -> Vec<String> {
    let mut edges: Vec<String> = graph
        .links()
        .iter()
        .filter_map(|link| {
            let from = graph.address(link.from);
            let path = link.block.attribute(link.attribute);
            let to = match link.to {
                End::Resource(id) | End::Elsewhere(Some(id)) => graph.address(id),
                End::Elsewhere(None) => return None,
            };
            Some(format!("{from} {path} -> {to} {}", link.how.name()))
        })
        .collect();
    edges.extend(graph.unresolved().iter().map(|lost| {
        let path = lost.block.attribute(lost.attribute);
        format!("{} {path} lost", graph.address(lost.from))
    }));
    edges.sort();
    edges
}

#[track_caller]
fn check(hcl: &str, expected: &[&str]) {
    assert_eq!(edges(hcl), expected, "{hcl}");
}
