//! Clients, before whatever they can ask themselves.

use super::super::{Edge, Marks, Node, Picture};
use super::Actor;
use crate::answer::Answer;
use crate::graph::Tier;
use crate::plan::Change;
use std::collections::{BTreeMap, BTreeSet};

/// Puts clients into the picture: the internet, and private networks.
pub(super) fn invite(
    actors: &[Actor<'_>],
    positions: &BTreeMap<usize, usize>,
    picture: &mut Picture,
) {
    let mut drawn: Vec<&Actor<'_>> = Vec::new();
    let mut in_order: Vec<_> = positions.iter().collect();
    in_order.sort_by_key(|(_, position)| **position);
    drawn.extend(in_order.iter().map(|(at, _)| &actors[**at]));
    let stage = Stage::of(&drawn, &picture.edges);
    let mut asked: [Vec<usize>; 2] = Default::default();
    for at in 0..drawn.len() {
        if stage.is_asked(at) {
            asked[usize::from(stage.is_private(at))].push(at);
        }
    }
    for (name, asked) in ["internet", "private network"].into_iter().zip(asked) {
        if asked.is_empty() {
            continue;
        }
        let client = picture.nodes.len();
        picture.nodes.push(client_named(name));
        let edges = asked.into_iter().map(|to| Edge {
            from: client,
            to,
            sure: true,
        });
        picture.edges.extend(edges);
    }
}

/// Who is drawn, and what leads to whom.
struct Stage<'a> {
    drawn: &'a [&'a Actor<'a>],
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

impl<'a> Stage<'a> {
    fn of(drawn: &'a [&'a Actor<'a>], edges: &[Edge]) -> Self {
        let mut before = vec![Vec::new(); drawn.len()];
        let mut after = vec![Vec::new(); drawn.len()];
        for edge in edges {
            before[edge.to].push(edge.from);
            after[edge.from].push(edge.to);
        }
        Self {
            drawn,
            before,
            after,
        }
    }

    /// Whether clients come to it first. A name in the DNS is how they come, unless
    /// a distribution alone asks for it; a distribution can be gone around.
    fn is_asked(&self, at: usize) -> bool {
        let actor = self.drawn[at];
        if actor.change == Change::Destroyed {
            return false;
        }
        if self.before[at].is_empty() {
            let is_entrance = matches!(actor.sort.tier, Tier::Dns | Tier::Edge | Tier::Front);
            return is_entrance && !actor.elsewhere;
        }
        actor.public == Answer::Yes && !self.has_public_name(at)
    }

    /// Whether a record that the internet can ask for leads to it.
    fn has_public_name(&self, at: usize) -> bool {
        let mut seen = BTreeSet::from([at]);
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            for name in self.before[at].iter().copied() {
                let actor = self.drawn[name];
                if actor.sort.tier != Tier::Dns || !seen.insert(name) {
                    continue;
                }
                if self.is_asked(name) && !self.is_private(name) {
                    return true;
                }
                open.push(name);
            }
        }
        false
    }

    /// Whether only private networks reach it. So it is with a record whose zone is
    /// private, and with one of any zone that leads to internal fronts alone.
    fn is_private(&self, at: usize) -> bool {
        let actor = self.drawn[at];
        if actor.sort.tier != Tier::Dns || actor.public == Answer::No {
            return actor.public == Answer::No;
        }
        let mut seen = BTreeSet::from([at]);
        let mut open = vec![at];
        let mut ends = Vec::new();
        while let Some(at) = open.pop() {
            for next in self.after[at].iter().copied() {
                match self.drawn[next].sort.tier {
                    Tier::Dns if seen.insert(next) => open.push(next),
                    Tier::Dns => {}
                    _ => ends.push(self.drawn[next].public),
                }
            }
        }
        !ends.is_empty() && ends.iter().all(|public| *public == Answer::No)
    }
}

fn client_named(name: &str) -> Node {
    Node {
        kind: "client".into(),
        name: name.into(),
        called: None,
        takes: BTreeSet::new(),
        module: String::new(),
        addresses: Vec::new(),
        block: name.into(),
        tier: Tier::Client,
        step: 0,
        change: Change::Kept,
        elsewhere: false,
        marks: Marks::default(),
        beside: Vec::new(),
    }
}
