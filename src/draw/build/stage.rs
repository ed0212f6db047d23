//! Who of the cast is drawn, in what order, and beside whom.

use super::super::{Beside, Edge, Marks, Node, Picture, Scene, counted};
use super::{Cast, Relations};
use crate::graph::{Answer, Role, Tier};
use crate::plan::{Address, Change};
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
            let mut near: Vec<_> = near.filter_map(|other| self.beside(*other)).collect();
            near.sort_by_key(|(rank, beside)| (*rank, beside.address.clone()));
            let near = near.into_iter().map(|(_, beside)| beside).collect();
            picture.nodes.push(self.node(at, near));
        }
        let edges = edges.into_iter().filter_map(|((from, to), sure)| {
            Some(Edge {
                from: *positions.get(&from)?,
                to: *positions.get(&to)?,
                sure,
            })
        });
        picture.edges = edges.collect();
        self.invite_clients(&mut picture, &positions);
        picture.edges.sort();
        let near: BTreeSet<usize> = beside.values().flatten().copied().collect();
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

    /// By tier, then address, whatever the order of the plan.
    fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.actors.len()).collect();
        order.sort_by_key(|at| {
            let actor = &self.actors[*at];
            (actor.sort.tier, actor.sort.step, &actor.address)
        });
        order
    }

    fn node(&self, at: usize, beside: Vec<Beside>) -> Node {
        let actor = &self.actors[at];
        let (module, name, block) = match &actor.title {
            Some(title) => (String::new(), title.clone(), actor.address.clone()),
            None => taken_apart(&actor.address),
        };
        let is_named = actor.title.is_none();
        Node {
            kind: actor.sort.kind.to_string(),
            name,
            takes: actor.takes.clone().into_iter().collect(),
            module,
            block,
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

    /// A neighbour and its rank, unless nobody looks for it.
    fn beside(&self, at: usize) -> Option<(u8, Beside)> {
        let actor = &self.actors[at];
        (actor.sort.role == Role::Whole).then(|| {
            let (_, name, _) = taken_apart(&actor.address);
            let name = actor.title.clone().unwrap_or(name);
            let beside = Beside {
                kind: actor.sort.kind.to_string(),
                name,
                address: actor.address.clone(),
                change: actor.change,
                marks: actor.marks.clone(),
            };
            (actor.sort.step, beside)
        })
    }

    /// Puts clients before whatever they can ask themselves.
    fn invite_clients(&self, picture: &mut Picture, positions: &BTreeMap<usize, usize>) {
        let mut asked: [Vec<usize>; 2] = Default::default();
        let mut before: Vec<Vec<Tier>> = vec![Vec::new(); picture.nodes.len()];
        for edge in &picture.edges {
            before[edge.to].push(picture.nodes[edge.from].tier);
        }
        for (at, position) in positions {
            let actor = &self.actors[*at];
            let before = &before[*position];
            let public = actor.public == Answer::Yes;
            let is_entrance = matches!(actor.sort.tier, Tier::Dns | Tier::Edge | Tier::Front);
            // A name in the DNS is how clients come; a distribution is a way around.
            let is_asked = match before.as_slice() {
                [] => is_entrance && !actor.elsewhere,
                before => public && !before.contains(&Tier::Dns),
            };
            if is_asked && actor.change != Change::Destroyed {
                asked[usize::from(actor.public == Answer::No)].push(*position);
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
}

fn client_named(name: &str) -> Node {
    Node {
        kind: "client".into(),
        name: name.into(),
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

/// The module, the name in it, and the block of the configuration.
fn taken_apart(address: &str) -> (String, String, String) {
    let Some(parsed) = Address::parse(address) else {
        return (String::new(), address.to_owned(), address.to_owned());
    };
    let key = parsed
        .key
        .as_ref()
        .map_or(String::new(), |key| format!("[{key}]"));
    let of_type = format!(".{}{key}", parsed.name);
    let data = if parsed.data { "data." } else { "" };
    let local = format!("{data}{}{of_type}", parsed.type_name);
    let module = address.strip_suffix(&local).unwrap_or_default();
    let module = module.strip_suffix('.').unwrap_or(module);
    (
        module.to_owned(),
        format!("{}{key}", parsed.name),
        parsed.block(),
    )
}
