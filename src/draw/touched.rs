//! The part of a picture that a plan touches, for those who review a change.

use super::{Edge, Node, Picture, counted};
use crate::plan::Change;
use std::collections::BTreeMap;

impl Picture {
    /// What changes or is marked, with the ways that lead through it; `None` when
    /// there is nothing of the kind.
    pub fn touched(&self) -> Option<Self> {
        let touched: Vec<usize> = (0..self.nodes.len())
            .filter(|at| is_touched(&self.nodes[*at]))
            .collect();
        if touched.is_empty() {
            return None;
        }
        let before = self.reached(&touched, |edge| (edge.to, edge.from));
        let behind = self.reached(&touched, |edge| (edge.from, edge.to));
        let kept: Vec<usize> = (0..self.nodes.len())
            .filter(|at| before[*at] || behind[*at])
            .collect();
        let places: BTreeMap<usize, usize> = kept.iter().copied().zip(0..).collect();
        let edges = self.edges.iter().filter_map(|edge| {
            Some(Edge {
                from: *places.get(&edge.from)?,
                to: *places.get(&edge.to)?,
                sure: edge.sure,
            })
        });
        let mut part = Self {
            nodes: kept.iter().map(|at| self.nodes[*at].clone()).collect(),
            edges: edges.collect(),
            ..self.clone()
        };
        let shown = |picture: &Self| -> usize {
            let nodes = picture.nodes.iter();
            nodes.map(|node| node.addresses.len()).sum()
        };
        let rest = shown(self) - shown(&part);
        if rest > 0 {
            let count = counted(rest, "resource");
            part.left_out
                .push(format!("{count} on ways that the plan does not touch"));
        }
        Some(part)
    }

    /// What is reached from some nodes along the edges, themselves included.
    fn reached(&self, from: &[usize], ends: impl Fn(&Edge) -> (usize, usize)) -> Vec<bool> {
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            let (start, end) = ends(edge);
            next[start].push(end);
        }
        let mut reached = vec![false; self.nodes.len()];
        let mut open = from.to_vec();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                open.extend(&next[at]);
            }
        }
        reached
    }
}

fn is_touched(node: &Node) -> bool {
    let marked = |marks: &super::Marks| marks.worst().is_some();
    node.change != Change::Kept
        || marked(&node.marks)
        || node
            .beside
            .iter()
            .any(|beside| beside.change != Change::Kept || marked(&beside.marks))
}
