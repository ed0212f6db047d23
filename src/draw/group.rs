//! Draws instances of one block that have the same part in the architecture once.

use super::name::called;
use super::{Beside, Edge, Node, Picture};
use crate::plan::{Address, Change};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// From how many nodes on instances are drawn once although their neighbours
/// are different instances, as long as those are instances of the same blocks.
const MANY: usize = 60;

/// Groups what has the same neighbours; in large pictures also what has the
/// same kind of neighbours.
pub(super) fn group(picture: &mut Picture) {
    // Each round may give the neighbours of what it grouped the same neighbours.
    for _ in 0..8 {
        let each: Vec<usize> = (0..picture.nodes.len()).collect();
        let classes = refined(picture, &each);
        if !merge(picture, &classes) {
            break;
        }
    }
    if picture.nodes.len() > MANY {
        let classes = stable(picture);
        merge(picture, &classes);
    }
}

/// Numbers the nodes by what they look like.
fn alike(nodes: &[Node]) -> Vec<usize> {
    numbered(nodes.iter().map(|node| {
        let lints: Vec<_> = node
            .marks
            .iter()
            .map(|(level, lint, _)| (level, lint))
            .collect();
        let lints_beside: Vec<_> = node
            .beside
            .iter()
            .map(|beside| {
                let lints = beside.marks.iter().map(|(level, lint, _)| (level, lint));
                let goes = beside.change == Change::Destroyed;
                (&beside.kind, goes, lints.collect::<Vec<_>>())
            })
            .collect();
        (
            &node.block,
            &node.kind,
            node.change,
            node.elsewhere,
            lints,
            lints_beside,
        )
    }))
}

/// Numbers the nodes by what they look like and the classes of their neighbours.
fn refined(picture: &Picture, classes: &[usize]) -> Vec<usize> {
    let mut around: Vec<[BTreeSet<(usize, bool)>; 2]> =
        vec![Default::default(); picture.nodes.len()];
    for edge in &picture.edges {
        around[edge.from][1].insert((classes[edge.to], edge.sure));
        around[edge.to][0].insert((classes[edge.from], edge.sure));
    }
    numbered(alike(&picture.nodes).into_iter().zip(around))
}

/// Refines the classes until each node of one has neighbours in the same ones.
fn stable(picture: &Picture) -> Vec<usize> {
    let mut classes = alike(&picture.nodes);
    for _ in 0..32 {
        let finer = refined(picture, &classes);
        if count(&finer) == count(&classes) {
            return finer;
        }
        classes = finer;
    }
    // Chains this long are nobody's: each node for itself.
    (0..picture.nodes.len()).collect()
}

fn count(classes: &[usize]) -> usize {
    classes.iter().max().map_or(0, |most| most + 1)
}

/// Gives equal keys equal numbers, counted in the order of their first.
fn numbered<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<usize> {
    let mut numbers: BTreeMap<K, usize> = BTreeMap::new();
    keys.map(|key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    })
    .collect()
}

/// Makes one node of each class; whether that changed anything.
fn merge(picture: &mut Picture, classes: &[usize]) -> bool {
    if count(classes) == picture.nodes.len() {
        return false;
    }
    let nodes = std::mem::take(&mut picture.nodes);
    let mut at: HashMap<usize, usize> = HashMap::new();
    let mut joined: BTreeMap<usize, Joined> = BTreeMap::new();
    for (node, class) in nodes.into_iter().zip(classes) {
        match at.get(class) {
            Some(first) => {
                let joined = joined.entry(*first).or_default();
                join(&mut picture.nodes[*first], node, joined);
            }
            None => {
                at.insert(*class, picture.nodes.len());
                picture.nodes.push(node);
            }
        }
    }
    for (first, joined) in joined {
        finish(&mut picture.nodes[first], &joined);
    }
    let mut edges: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for edge in &picture.edges {
        let ends = (at[&classes[edge.from]], at[&classes[edge.to]]);
        *edges.entry(ends).or_default() |= edge.sure;
    }
    picture.edges = edges
        .into_iter()
        .map(|((from, to), sure)| Edge { from, to, sure })
        .collect();
    true
}

/// What is seen while nodes are joined into one.
#[derive(Default)]
struct Joined {
    /// Whether they stand in several instances of a module.
    modules_differ: bool,
    /// What stands beside them already.
    beside: HashSet<String>,
}

fn join(first: &mut Node, other: Node, joined: &mut Joined) {
    // Of what is elsewhere only the attribute is told.
    let told = |beside: &Beside| match beside.is_elsewhere() {
        true => beside.name.clone(),
        false => beside.address.clone(),
    };
    if joined.beside.is_empty() {
        joined.beside.extend(first.beside.iter().map(told));
    }
    first.addresses.extend(other.addresses);
    first.marks.extend(&other.marks);
    first.takes.extend(other.takes);
    joined.modules_differ |= first.module != other.module;
    for beside in other.beside {
        if joined.beside.insert(told(&beside)) {
            first.beside.push(beside);
        }
    }
}

/// Names what was joined, once all of it is there.
fn finish(node: &mut Node, joined: &Joined) {
    node.addresses.sort();
    if joined.modules_differ {
        let parsed = node.addresses.first().and_then(|one| Address::parse(one));
        let calls = parsed.map(|parsed| parsed.call_names()).unwrap_or_default();
        let calls: Vec<String> = calls.iter().map(|call| format!("module.{call}")).collect();
        node.module = calls.join(".");
    }
    let parsed = node.addresses.iter().filter_map(|one| Address::parse(one));
    let parsed: Vec<Address> = parsed.collect();
    let parsed: Vec<&Address> = parsed.iter().collect();
    node.called = called(&parsed);
    if let Some(name) = name_of(&parsed) {
        node.name = name;
    }
}

/// The block's name, with the keys where they are few.
fn name_of(parsed: &[&Address]) -> Option<String> {
    let first = parsed.first()?;
    let keys: BTreeSet<_> = parsed.iter().filter_map(|one| one.key.as_ref()).collect();
    Some(match keys.len() {
        1..=3 => {
            let keys: Vec<String> = keys.iter().map(|key| key.to_string()).collect();
            format!("{}[{}]", first.name, keys.join(", "))
        }
        _ => first.name.clone(),
    })
}
