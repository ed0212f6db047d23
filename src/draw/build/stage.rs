//! Who of the cast is drawn, in what order, and beside whom.

use super::super::name::Name;
use super::super::{Beside, Edge, Node, Picture, Scene, counted};
use super::{Cast, Relations, client};
use crate::graph::{Role, Tier};
use crate::plan::Change;
use std::collections::{BTreeMap, BTreeSet};

/// Fronts only where something leads to them or on from them: most are for what
/// this is not about.
const LED_TO: [&str; 3] = ["kubernetes-ingress", "kubernetes-service", "vpc-endpoint"];

impl Cast<'_> {
    /// Chooses who is drawn, and where requests go.
    pub(super) fn picture(self, scene: &Scene<'_>) -> Picture {
        let Relations { edges, beside } = self.relations();
        let joined: BTreeSet<usize> = edges.keys().flat_map(|(from, to)| [*from, *to]).collect();
        let is_drawn = |at: usize| {
            let actor = &self.actors[at];
            let is_entrance = matches!(actor.sort.tier, Tier::Edge | Tier::Front)
                && !LED_TO.contains(&actor.sort.kind.as_ref());
            actor.sort.role == Role::Whole
                && actor.sort.tier != Tier::Beside
                && (joined.contains(&at) || (is_entrance && !actor.elsewhere))
        };
        let mut picture = Picture {
            plan: scene.plan.to_owned(),
            resources: scene.planned.size(),
            ..Picture::default()
        };
        let mut positions: BTreeMap<usize, usize> = BTreeMap::new();
        let order = self.in_order();
        for at in order.iter().copied().filter(|at| is_drawn(*at)) {
            positions.insert(at, picture.nodes.len());
            let near = beside.get(&at).into_iter().flatten();
            let near = near.filter_map(|(other, stays)| self.beside(*other, *stays));
            let mut near: Vec<_> = near.collect();
            near.sort_by_key(|(rank, beside)| (*rank, beside.address.clone()));
            let near = near.into_iter().map(|(_, beside)| beside).collect();
            picture.nodes.push(self.node(at, near));
        }
        let edges = edges.into_iter().filter_map(|((from, to), strength)| {
            Some(Edge {
                from: *positions.get(&from)?,
                to: *positions.get(&to)?,
                sure: strength.sure,
            })
        });
        picture.edges = edges.collect();
        client::invite(&self.actors, &positions, &mut picture);
        picture.edges.sort();
        let near: BTreeSet<usize> = beside.values().flat_map(BTreeMap::keys).copied().collect();
        let lonely = |at: &usize| {
            let sort = &self.actors[*at].sort;
            let is_of_ways = sort.role == Role::Whole && sort.tier != Tier::Beside;
            is_of_ways
                && !near.contains(at)
                && !positions.contains_key(at)
                && !LED_TO.contains(&sort.kind.as_ref())
        };
        let lonely = (0..self.actors.len()).filter(lonely).count();
        if lonely > 0 {
            let count = counted(lonely, "resource");
            picture
                .left_out
                .push(format!("{count} that no request is seen to reach"));
        }
        let open = scene.planned.unresolved().len();
        if open > 0 {
            let count = counted(open, "reference");
            picture
                .left_out
                .push(format!("{count} that could not be followed"));
        }
        picture
    }

    /// By tier, then turn, then address, whatever the order of the plan.
    fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.actors.len()).collect();
        order.sort_by_key(|at| {
            let actor = &self.actors[*at];
            let turn = actor.turn.unwrap_or(u32::MAX);
            (actor.sort.tier, actor.sort.step, turn, &actor.address)
        });
        order
    }

    fn node(&self, at: usize, beside: Vec<Beside>) -> Node {
        let actor = &self.actors[at];
        let name = match &actor.title {
            Some(title) => Name {
                module: String::new(),
                name: title.clone(),
                block: actor.address.clone(),
                called: None,
            },
            None => Name::of(&actor.address),
        };
        let is_named = actor.title.is_none();
        Node {
            kind: actor.sort.kind.to_string(),
            name: name.name,
            called: name.called,
            takes: actor.taken().into_iter().collect(),
            module: name.module,
            block: name.block,
            addresses: is_named
                .then(|| actor.address.clone())
                .into_iter()
                .collect(),
            tier: actor.sort.tier,
            step: actor.sort.step,
            change: actor.change,
            elsewhere: actor.elsewhere,
            marks: actor.marks.clone(),
            beside,
        }
    }

    /// A neighbour and its rank, unless nobody looks for it; one that the plan takes
    /// away from there is as good as destroyed.
    fn beside(&self, at: usize, stays: bool) -> Option<(u8, Beside)> {
        let actor = &self.actors[at];
        (actor.sort.role == Role::Whole).then(|| {
            let name = || Name::of(&actor.address).short();
            let beside = Beside {
                kind: actor.sort.kind.to_string(),
                name: actor.title.clone().unwrap_or_else(name),
                address: actor.address.clone(),
                change: match stays {
                    true => actor.change,
                    false => Change::Destroyed,
                },
                marks: actor.marks.clone(),
            };
            (actor.sort.step, beside)
        })
    }
}
