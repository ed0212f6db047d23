//! Puts the nodes of a picture into columns and orders each column, so that
//! edges lead from left to right and cross little.

use super::{Edge, Picture};
use crate::graph::Tier;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A way that passes the same tiers again (an API before an internal load
/// balancer) starts another lap, as often as this.
const LAPS: usize = 4;

/// How often the order is improved.
const SWEEPS: usize = 16;

/// The nodes in columns, with what stands in for edges on their way.
pub(super) struct Layers {
    /// The items of each column, from top to bottom.
    pub(super) columns: Vec<Vec<usize>>,
    /// The tier of each column.
    pub(super) tiers: Vec<Tier>,
    /// The column of each item; nodes come first, in the order of the picture.
    pub(super) column: Vec<usize>,
    /// Between neighbouring columns: from, to.
    pub(super) segments: Vec<(usize, usize)>,
    /// For each edge of the picture the items it passes, both ends included.
    pub(super) routes: Vec<Vec<usize>>,
    /// The nodes of each column that stand in the order of their turns, those of
    /// one listener together.
    turns: Vec<Vec<Vec<usize>>>,
}

/// What tells columns apart: services come last, then lap, tier, and the place
/// inside the tier.
type Key = (bool, usize, Tier, usize);

impl Layers {
    pub(super) fn of(picture: &Picture) -> Self {
        let keys = keys(picture);
        let distinct: BTreeSet<Key> = keys.iter().copied().collect();
        let rank: BTreeMap<Key, usize> = distinct.iter().copied().zip(0..).collect();
        let mut layers = Self {
            columns: vec![Vec::new(); distinct.len()],
            tiers: distinct.iter().map(|(_, _, tier, _)| *tier).collect(),
            column: keys.iter().map(|key| rank[key]).collect(),
            segments: Vec::new(),
            routes: Vec::new(),
            turns: Vec::new(),
        };
        layers.turns = layers.by_turn(picture);
        layers.route(&picture.edges);
        layers.fill(picture.nodes.len());
        layers.order();
        layers
    }

    /// Leads each edge through the columns between its ends; edges of one node
    /// share their way as long as they can.
    fn route(&mut self, edges: &[Edge]) {
        let mut passing: HashMap<(usize, usize), usize> = HashMap::new();
        let mut segments = BTreeSet::new();
        for edge in edges {
            let (first, last) = (self.column[edge.from], self.column[edge.to]);
            let mut route = vec![edge.from];
            for column in first + 1..last {
                let next = self.column.len();
                let item = *passing.entry((edge.from, column)).or_insert(next);
                if item == next {
                    self.column.push(column);
                }
                route.push(item);
            }
            route.push(edge.to);
            if first < last {
                segments.extend(route.windows(2).map(|ends| (ends[0], ends[1])));
            }
            self.routes.push(route);
        }
        self.segments = segments.into_iter().collect();
    }

    /// Fills the columns in the order in which a walk from the clients comes by.
    fn fill(&mut self, nodes: usize) {
        let below = self.neighbours(|(from, to)| (from, to));
        let mut has_before = vec![false; self.column.len()];
        for (_, to) in &self.segments {
            has_before[*to] = true;
        }
        let mut seen = vec![false; self.column.len()];
        let starts = (0..nodes).filter(|at| !has_before[*at]).chain(0..nodes);
        for start in starts.collect::<Vec<_>>() {
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                self.columns[self.column[at]].push(at);
                open.extend(below[at].iter().rev());
            }
        }
        for column in 0..self.columns.len() {
            self.keep_turns(column);
        }
    }

    /// What of each column has to keep an order, in that order.
    fn by_turn(&self, picture: &Picture) -> Vec<Vec<Vec<usize>>> {
        let mut owners: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut known = BTreeSet::new();
        for edge in &picture.edges {
            let has_turn = picture.nodes[edge.to].turn().is_some();
            if has_turn && known.insert(edge.to) {
                let rules = owners.entry((self.column[edge.to], edge.from));
                rules.or_default().push(edge.to);
            }
        }
        let mut turns = vec![Vec::new(); self.columns.len()];
        for ((column, _), mut rules) in owners {
            rules.sort_by_key(|rule| (picture.nodes[*rule].turn(), *rule));
            turns[column].push(rules);
        }
        turns
    }

    /// Puts rules in the order of their turns, in the places that they have together.
    fn keep_turns(&mut self, column: usize) {
        let mut places: HashMap<usize, usize> = HashMap::new();
        for (place, item) in self.columns[column].iter().enumerate() {
            places.insert(*item, place);
        }
        for rules in &self.turns[column] {
            let own = rules.iter().filter_map(|rule| places.get(rule).copied());
            let mut own: Vec<usize> = own.collect();
            own.sort_unstable();
            for (place, rule) in own.into_iter().zip(rules) {
                self.columns[column][place] = *rule;
            }
        }
    }

    /// For each item its neighbours on one side.
    pub(super) fn neighbours(
        &self,
        turned: impl Fn((usize, usize)) -> (usize, usize),
    ) -> Vec<Vec<usize>> {
        let mut all = vec![Vec::new(); self.column.len()];
        for segment in &self.segments {
            let (from, to) = turned(*segment);
            all[from].push(to);
        }
        all
    }

    /// Sweeps to and fro, and keeps the order with the fewest crossings.
    fn order(&mut self) {
        let after = self.neighbours(|(from, to)| (from, to));
        let before = self.neighbours(|(from, to)| (to, from));
        let mut best = (self.crossings(&after), self.columns.clone());
        for sweep in 0..SWEEPS {
            if best.0 == 0 {
                break;
            }
            let forward = sweep % 2 == 0;
            let count = self.columns.len();
            for step in 1..count {
                let column = if forward { step } else { count - 1 - step };
                let around = if forward { &before } else { &after };
                self.sort_column(column, around);
            }
            let crossings = self.crossings(&after);
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
    }

    /// Sorts a column by where the neighbours of its items stand on average.
    fn sort_column(&mut self, column: usize, around: &[Vec<usize>]) {
        let position = self.positions();
        let mut items: Vec<(f64, usize, usize)> = self.columns[column]
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let near = &around[*item];
                let sum: f64 = near.iter().map(|other| position[*other]).sum();
                let mean = match near.len() {
                    0 => position[*item],
                    count => sum / count as f64,
                };
                (mean, at, *item)
            })
            .collect();
        items.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        self.columns[column] = items.into_iter().map(|(_, _, item)| item).collect();
        self.keep_turns(column);
    }

    /// Where each item stands in its column, from 0 to 1.
    fn positions(&self) -> Vec<f64> {
        let mut position = vec![0.0; self.column.len()];
        for column in &self.columns {
            for (at, item) in column.iter().enumerate() {
                position[*item] = (at as f64 + 0.5) / column.len() as f64;
            }
        }
        position
    }

    fn crossings(&self, after: &[Vec<usize>]) -> usize {
        let mut place = vec![0; self.column.len()];
        for column in &self.columns {
            for (at, item) in column.iter().enumerate() {
                place[*item] = at;
            }
        }
        let mut all = 0;
        for column in &self.columns {
            let mut ends = Vec::new();
            for item in column {
                let mut near: Vec<usize> = after[*item].iter().map(|to| place[*to]).collect();
                near.sort_unstable();
                ends.extend(near);
            }
            all += inversions(&ends);
        }
        all
    }
}

/// How many pairs stand in the wrong order, counted with a Fenwick tree.
fn inversions(ends: &[usize]) -> usize {
    let size = ends.iter().max().map_or(0, |most| most + 1);
    let mut tree = vec![0usize; size + 1];
    let mut all = 0;
    for (seen, end) in ends.iter().enumerate() {
        let mut not_above = 0;
        let mut at = end + 1;
        while at > 0 {
            not_above += tree[at];
            at &= at - 1;
        }
        all += seen - not_above;
        let mut at = end + 1;
        while at <= size {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    all
}

/// The column of each node: later than all that leads to it, if need be on
/// another lap.
fn keys(picture: &Picture) -> Vec<Key> {
    let nodes = &picture.nodes;
    let is_service = |at: usize| nodes[at].tier == Tier::Service;
    // Listeners stand before rules, and aliases before functions, also where
    // nothing leads from one to the other.
    let has_steps = |at: usize| matches!(nodes[at].tier, Tier::Route | Tier::Service);
    let first = |at: usize| {
        if has_steps(at) {
            usize::from(nodes[at].step)
        } else {
            0
        }
    };
    let mut place: Vec<(usize, usize)> = (0..nodes.len()).map(|at| (0, first(at))).collect();
    for (from, to) in in_order(picture) {
        let (lap, inside) = place[from];
        let least = match (is_service(from), is_service(to)) {
            (true, false) | (false, true) => continue,
            _ if nodes[from].tier < nodes[to].tier => (lap, first(to)),
            _ if nodes[from].tier > nodes[to].tier => (lap + 1, first(to)),
            _ if !has_steps(to) => (lap, inside + 1),
            _ if inside < first(to) => (lap, first(to)),
            _ => (lap + 1, first(to)),
        };
        let least = (least.0.min(LAPS - 1), least.1.min(LAPS));
        place[to] = place[to].max(least);
    }
    (0..nodes.len())
        .map(|at| (is_service(at), place[at].0, nodes[at].tier, place[at].1))
        .collect()
}

/// The edges, those into a node before those out of it; circles are cut open.
fn in_order(picture: &Picture) -> Vec<(usize, usize)> {
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); picture.nodes.len()];
    for edge in &picture.edges {
        after[edge.from].push(edge.to);
    }
    // A walk in depth: nodes in the order in which they are left, backwards.
    let mut state = vec![0u8; picture.nodes.len()];
    let mut left = Vec::new();
    for start in 0..picture.nodes.len() {
        if state[start] != 0 {
            continue;
        }
        state[start] = 1;
        let mut open = vec![(start, 0)];
        while let Some((at, next)) = open.last_mut() {
            match after[*at].get(*next) {
                Some(to) => {
                    *next += 1;
                    if state[*to] == 0 {
                        state[*to] = 1;
                        open.push((*to, 0));
                    }
                }
                None => {
                    left.push(*at);
                    open.pop();
                }
            }
        }
    }
    let mut place = vec![0; picture.nodes.len()];
    for (at, node) in left.iter().rev().enumerate() {
        place[*node] = at;
    }
    let nodes = left.iter().rev();
    let edges = nodes.flat_map(|from| after[*from].iter().map(|to| (*from, *to)));
    edges
        .filter(|(from, to)| place[*from] < place[*to])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn counts_crossings() {
        assert_eq!(inversions(&[]), 0);
        assert_eq!(inversions(&[0, 1, 1, 2]), 0);
        assert_eq!(inversions(&[2, 1, 0]), 3);
        assert_eq!(inversions(&[1, 0, 1, 0]), 3);
    }
}
