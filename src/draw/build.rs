//! Graphs and findings → the nodes and edges of a picture.

mod operation;
mod stage;

use super::{Marks, Picture, Scene};
use crate::finding::Level;
use crate::graph::{Answer, End, Flow, Graph, Link, Role, Sort, Tier, flow, reads};
use crate::plan::{Change, ResourceId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Makes a picture of everything on a way, ungrouped.
pub(super) fn build(scene: &Scene<'_>) -> Picture {
    let mut cast = Cast::default();
    cast.enter(scene.planned, &|_| true);
    let planned: BTreeSet<String> = cast.by_name.keys().cloned().collect();
    cast.enter(scene.prior, &|address| !planned.contains(address));
    cast.connect(scene.planned, &|_, _| true);
    // Of what was there, only links of what goes are not told yet.
    let gone = |address: &str| !planned.contains(address);
    cast.connect(scene.prior, &|from, to| gone(from) || gone(to));
    cast.mark(scene);
    cast.join_parts();
    cast.picture(scene)
}

/// Somebody who may appear in the picture.
struct Actor<'s> {
    address: String,
    /// What to call it, where it is no resource.
    title: Option<String>,
    /// Which requests it takes.
    takes: Option<String>,
    sort: Sort<'s>,
    change: Change,
    elsewhere: bool,
    marks: Marks,
    /// Of a front: whether it is on the internet.
    public: Answer,
}

/// All actors, and what they have to do with each other.
#[derive(Default)]
struct Cast<'s> {
    actors: Vec<Actor<'s>>,
    by_name: HashMap<String, usize>,
    /// From, attribute, to, and whether it is sure.
    links: Vec<(usize, String, usize, bool)>,
    /// For each actor, what it is a part of, as far as can be told; itself for a whole.
    wholes: Vec<Vec<usize>>,
}

/// How actors that are wholes relate, and whether each edge is sure.
#[derive(Default)]
struct Relations {
    edges: BTreeMap<(usize, usize), bool>,
    beside: BTreeMap<usize, BTreeSet<usize>>,
}

/// A part may belong to as many, where the plan does not tell to which.
const CANDIDATES: usize = 16;

impl<'s> Cast<'s> {
    /// Adds the managed resources of a graph that pass the test.
    fn enter(&mut self, graph: &'s Graph<'s>, wanted: &dyn Fn(&str) -> bool) {
        let plan = graph.plan();
        for id in plan.ids() {
            let parsed = &plan[id].parsed;
            if parsed.data || !reads(&parsed.type_name) || !wanted(graph.address(id)) {
                continue;
            }
            self.add(graph, id, graph.address(id).to_owned());
        }
        self.enter_operations(graph, wanted);
    }

    fn add(&mut self, graph: &'s Graph<'s>, id: ResourceId, address: String) -> usize {
        let resource = &graph.plan()[id];
        let sort = graph.sort(id);
        self.push(Actor {
            address,
            title: None,
            takes: match resource.parsed.data {
                true => None,
                false => graph.takes(id),
            },
            change: resource.change,
            elsewhere: resource.parsed.data,
            marks: Marks::default(),
            public: match resource.parsed.data {
                true => Answer::Unknown,
                false => graph.faces_internet(id),
            },
            sort,
        })
    }

    fn push(&mut self, actor: Actor<'s>) -> usize {
        let position = self.actors.len();
        self.by_name.insert(actor.address.clone(), position);
        self.actors.push(actor);
        position
    }

    /// Adds the links of a graph whose ends pass the test.
    fn connect(&mut self, graph: &'s Graph<'s>, wanted: &dyn Fn(&str, &str) -> bool) {
        for link in graph.links() {
            let from = graph.address(link.from);
            let to = link.resource().map_or("", |id| graph.address(id));
            if !wanted(from, to) {
                continue;
            }
            let Some(from) = self.start(from, link) else {
                continue;
            };
            if let Some(to) = self.end(graph, link) {
                let attribute = link.attribute_path();
                let attribute = attribute.trim_start_matches("body.").to_owned();
                self.links.push((from, attribute, to, link.is_sure()));
            }
        }
        for integration in graph.integrations() {
            for method in integration.methods() {
                let ends = [method.address(), integration.address()];
                if let [Some(from), Some(to)] = ends.map(|name| self.by_name.get(name).copied())
                    && wanted(ends[0], ends[1])
                {
                    self.links.push((from, "integration".into(), to, true));
                }
            }
        }
    }

    /// Who a link comes from: a resource, or an operation of its document. One that
    /// a resource says anew is nobody.
    fn start(&self, from: &str, link: &Link) -> Option<usize> {
        match operation::name_of(from, &link.block) {
            Some(operation) => self.by_name.get(&operation).copied(),
            None => self.by_name.get(from).copied(),
        }
    }

    /// The far end of a link; what the plan only names joins here, when it is on a way.
    fn end(&mut self, graph: &'s Graph<'s>, link: &'s Link) -> Option<usize> {
        let address = match link.to {
            End::Resource(id) => return self.by_name.get(graph.address(id)).copied(),
            End::Elsewhere(Some(id)) => graph.address(id).to_owned(),
            End::Elsewhere(None) => super::json::place_of(graph, link),
        };
        if let Some(known) = self.by_name.get(&address) {
            return Some(*known);
        }
        let sort = graph.sort_of_end(link);
        if sort.tier == Tier::Beside {
            return None;
        }
        if let End::Elsewhere(Some(id)) = link.to {
            return Some(self.add(graph, id, address));
        }
        Some(self.push(Actor {
            address,
            title: Some(link.attribute_path().trim_start_matches("body.").to_owned()),
            takes: None,
            sort,
            change: Change::Kept,
            elsewhere: true,
            marks: Marks::default(),
            public: Answer::Unknown,
        }))
    }

    fn mark(&mut self, scene: &Scene<'_>) {
        for located in scene.findings {
            for address in &located.addresses {
                if let Some(actor) = self.by_name.get(address) {
                    let finding = &located.finding;
                    self.actors[*actor].marks.add(finding.level, finding.lint);
                }
            }
        }
        for unmet in scene.unmet {
            if let Some(actor) = self.by_name.get(&unmet.address) {
                self.actors[*actor]
                    .marks
                    .add(Level::Warning, unmet.need.unmet());
            }
        }
    }

    /// Finds what each part is a part of, and hands over its marks.
    fn join_parts(&mut self) {
        let mut owners: HashMap<usize, (usize, Vec<usize>)> = HashMap::new();
        for (from, attribute, to, _) in &self.links {
            let Some(rank) = self.rank_as_part(*from, attribute) else {
                continue;
            };
            let (best, owners) = owners.entry(*from).or_insert((rank, Vec::new()));
            if rank < *best {
                *best = rank;
                owners.clear();
            }
            if rank == *best && owners.len() < CANDIDATES {
                owners.push(*to);
            }
        }
        self.wholes = (0..self.actors.len())
            .map(|start| {
                let mut at = vec![start];
                // Parts of parts end soon, unless they go round in a circle.
                for _ in 0..4 {
                    match owners.get(&at[0]) {
                        Some((_, owners)) => at = owners.clone(),
                        None => break,
                    }
                }
                at
            })
            .collect();
        for part in 0..self.actors.len() {
            let whole = self.wholes[part][0];
            if whole != part {
                let marks = std::mem::take(&mut self.actors[part].marks);
                self.actors[whole].marks.extend(&marks);
            }
        }
    }

    /// Which of the attributes that name the whole of a part this one is.
    fn rank_as_part(&self, actor: usize, attribute: &str) -> Option<usize> {
        match self.actors[actor].sort.role {
            Role::Part(attributes) => attributes.iter().position(|name| *name == attribute),
            Role::Whole | Role::Unseen => None,
        }
    }

    /// Links that name the end of a way of which another tells more: where a VPC
    /// link leads its host name is a name only, and an alias stands before its function.
    fn ways_told_better(&self) -> HashSet<(usize, &str)> {
        let links = self.links.iter();
        let better = links.filter_map(|(from, attribute, to, _)| {
            let kinds = [*from, *to].map(|at| self.actors[at].sort.kind.as_ref());
            match (attribute.as_str(), kinds) {
                ("connection_id", [_, "vpc-link"])
                    if self.actors[*to].sort.tier != Tier::Beside =>
                {
                    Some((*from, "uri"))
                }
                ("qualifier", ["function-url", "alias"]) => Some((*from, "function_name")),
                _ => None,
            }
        });
        better.collect()
    }

    /// Where requests go, and who stands beside whom.
    fn relations(&self) -> Relations {
        let mut all = Relations::default();
        let mut members: Vec<(usize, usize, bool)> = Vec::new();
        let around = self.ways_told_better();
        for (from, attribute, to, sure) in &self.links {
            let is_around = around.contains(&(*from, attribute.as_str()));
            if is_around || self.rank_as_part(*from, attribute).is_some() {
                continue;
            }
            let wholes = &self.wholes[*from];
            let sure = *sure && wholes.len() == 1;
            for one in wholes.iter().copied() {
                let other = self.wholes[*to][0];
                if one == other {
                    continue;
                }
                let sort = |actor: usize| &self.actors[actor].sort;
                let mut along = |from, to| *all.edges.entry((from, to)).or_default() |= sure;
                // By a guess nobody should be led backwards.
                let back = sort(other).tier < sort(one).tier;
                match flow(sort(one), attribute, sort(other)) {
                    Flow::Along if back && !sure => {}
                    Flow::Along => along(one, other),
                    Flow::Against if sort(one).kind == "integration" => {
                        members.push((other, one, sure));
                    }
                    Flow::Against => along(other, one),
                    Flow::Has => drop(all.beside.entry(one).or_default().insert(other)),
                    Flow::Serves => drop(all.beside.entry(other).or_default().insert(one)),
                    Flow::Apart => {}
                }
            }
        }
        // That an integration belongs to an API tells nothing beside its routes.
        let routed: BTreeSet<usize> = all.edges.keys().map(|(_, to)| *to).collect();
        for (api, integration, sure) in members {
            if !routed.contains(&integration) {
                *all.edges.entry((api, integration)).or_default() |= sure;
            }
        }
        all
    }
}
