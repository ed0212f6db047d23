//! Keeps a picture to a size that people can look at, and says what is missing.

use super::{Edge, Limits, Marks, Node, Picture, counted};
use crate::plan::Change;
use std::collections::{BTreeMap, BTreeSet};

/// As many boxes for what is left there are at most for one step of the way.
const OWNERS: usize = 8;

/// Draws what exceeds the limits as one node for each step of the way.
pub(super) fn cut(picture: &Picture, limits: &Limits) -> Picture {
    let mut steps: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, node) in picture.nodes.iter().enumerate() {
        steps.entry((node.tier, node.step)).or_default().push(at);
    }
    let mut degree = vec![0usize; picture.nodes.len()];
    let mut before: Vec<Option<usize>> = vec![None; picture.nodes.len()];
    for edge in &picture.edges {
        degree[edge.from] += 1;
        degree[edge.to] += 1;
        if picture.nodes[edge.from].tier <= picture.nodes[edge.to].tier {
            before[edge.to].get_or_insert(edge.from);
        }
    }
    let mut cut = Picture {
        nodes: Vec::new(),
        edges: Vec::new(),
        ..picture.clone()
    };
    let mut at = vec![0; picture.nodes.len()];
    let mut hidden = 0;
    for mut members in steps.into_values() {
        // Who has something to say comes first.
        members.sort_by_key(|member| {
            let node = &picture.nodes[*member];
            let calm = node.change == Change::Kept;
            let busy = std::cmp::Reverse(degree[*member]);
            (std::cmp::Reverse(node.marks.worst()), calm, busy, *member)
        });
        let most = match members.len() > limits.per_step {
            true => limits.per_step.saturating_sub(1),
            false => members.len(),
        };
        let rest = members.split_off(most);
        members.sort_unstable();
        for member in members {
            at[member] = cut.nodes.len();
            cut.nodes.push(picture.nodes[member].clone());
        }
        for rest in by_owner(rest, &before, &at) {
            for member in &rest {
                at[*member] = cut.nodes.len();
                hidden += picture.nodes[*member].addresses.len().max(1);
            }
            cut.nodes.push(remainder(picture, &rest));
        }
    }
    let mut edges: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for edge in &picture.edges {
        let ends = (at[edge.from], at[edge.to]);
        if ends.0 != ends.1 {
            *edges.entry(ends).or_default() |= edge.sure;
        }
    }
    let all = edges.len();
    let edges = edges.into_iter().take(limits.edges);
    let edges = edges.map(|((from, to), sure)| Edge { from, to, sure });
    cut.edges = edges.collect();
    if hidden > 0 {
        let count = counted(hidden, "resource");
        cut.left_out
            .push(format!("{count} in boxes that say \u{201c}more\u{201d}"));
    }
    if all > cut.edges.len() {
        cut.left_out
            .push(counted(all - cut.edges.len(), "connection"));
    }
    cut
}

/// Splits what is left by what stands before it in the cut picture, unless that
/// makes too many boxes again.
fn by_owner(rest: Vec<usize>, before: &[Option<usize>], at: &[usize]) -> Vec<Vec<usize>> {
    let mut owned: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for member in &rest {
        let owner = before[*member].map(|owner| at[owner]);
        owned.entry(owner).or_default().push(*member);
    }
    match owned.len() {
        0 => Vec::new(),
        1..=OWNERS => owned.into_values().collect(),
        _ => vec![rest],
    }
}

/// The box for what is left.
fn remainder(picture: &Picture, rest: &[usize]) -> Node {
    let first = &picture.nodes[rest[0]];
    let rest = || rest.iter().map(|member| &picture.nodes[*member]);
    let kinds: BTreeSet<&str> = rest().map(|node| node.kind.as_str()).collect();
    let mut marks = Marks::default();
    for node in rest() {
        marks.extend(&node.marks);
    }
    let resources: usize = rest().map(|node| node.addresses.len().max(1)).sum();
    Node {
        kind: kinds.into_iter().collect::<Vec<_>>().join(", "),
        name: format!("{resources} more"),
        called: None,
        takes: BTreeSet::new(),
        module: String::new(),
        addresses: Vec::new(),
        block: String::new(),
        change: Change::Kept,
        elsewhere: false,
        marks,
        beside: Vec::new(),
        ..first.clone()
    }
}
