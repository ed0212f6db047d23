//! What scripts build on: every resource that is read and every link between them.
//!
//! Fields are added, never renamed or removed.

use crate::graph::{End, Graph, Link, reads};
use crate::plan::Confidence;
use crate::report::quiet_json;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Document<'g> {
    schema_version: u8,
    version: &'static str,
    nodes: Vec<Node<'g>>,
    edges: Vec<Edge<'g>>,
    unresolved: Vec<Unresolved<'g>>,
}

#[derive(Serialize)]
struct Node<'g> {
    id: &'g str,
    kind: String,
    /// Empty for what the plan names only by a value.
    address: &'g str,
    elsewhere: bool,
}

#[derive(Serialize)]
struct Edge<'g> {
    from: &'g str,
    to: &'g str,
    kind: &'g str,
    confidence: &'static str,
}

#[derive(Serialize)]
struct Unresolved<'g> {
    from: &'g str,
    attribute: String,
    why: String,
}

/// Writes a graph for scripts.
pub fn json(graph: &Graph<'_>) -> String {
    let mut nodes: BTreeMap<String, (String, bool)> = BTreeMap::new();
    let mut edges: BTreeMap<(&str, String, String), Confidence> = BTreeMap::new();
    let plan = graph.plan();
    for id in plan.ids() {
        let parsed = &plan[id].parsed;
        if !parsed.data && reads(&parsed.type_name) {
            let node = (graph.sort(id).kind.to_string(), false);
            nodes.insert(graph.address(id).to_owned(), node);
        }
    }
    for link in graph.links() {
        let to = match link.to {
            End::Resource(id) | End::Elsewhere(Some(id)) => graph.address(id).to_owned(),
            End::Elsewhere(None) => place_of(graph, link),
        };
        let node = || (graph.sort_of_end(link).kind.to_string(), true);
        nodes.entry(to.clone()).or_insert_with(node);
        // Two blocks that name one thing are one edge, as sure as the surer.
        let key = (graph.address(link.from), to, link.attribute_path());
        let how = edges.entry(key).or_insert(link.how);
        *how = link.how.min(*how);
    }
    let unresolved = graph.unresolved().iter().map(|open| Unresolved {
        from: graph.address(open.from),
        attribute: match open.block.names().as_str() {
            "" => open.attribute.to_owned(),
            blocks => format!("{blocks}.{}", open.attribute),
        },
        why: open.why.to_string(),
    });
    let document = Document {
        schema_version: 1,
        version: env!("CARGO_PKG_VERSION"),
        nodes: nodes.iter().map(|(id, node)| entry(id, node)).collect(),
        edges: edges
            .iter()
            .map(|((from, to, kind), how)| Edge {
                from,
                to,
                kind,
                confidence: how.name(),
            })
            .collect(),
        unresolved: unresolved.collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("strings and numbers are JSON");
    quiet_json(&text) + "\n"
}

fn entry<'g>(id: &'g str, (kind, elsewhere): &(String, bool)) -> Node<'g> {
    Node {
        id,
        kind: kind.clone(),
        address: if id.starts_with(PLACE) { "" } else { id },
        elsewhere: *elsewhere,
    }
}

/// What the id of a place opens with; no address does.
pub(super) const PLACE: &str = "elsewhere/";

/// What stands for the far end of a link that the plan names by a value alone:
/// the value is nobody's business, the attribute that holds it is.
pub(super) fn place_of(graph: &Graph<'_>, link: &Link) -> String {
    let (from, attribute) = (graph.address(link.from), link.attribute_path());
    format!("{PLACE}{from}/{attribute}")
}
