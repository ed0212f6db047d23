//! Graphs and findings → the nodes and edges of a picture.

mod client;
mod operation;
mod stage;

use super::{Marks, Picture, Scene, Taken};
use crate::answer::Answer;
use crate::finding::Level;
use crate::graph::is_on_internet;
use crate::graph::{End, Flow, Graph, Link, Role, Sort, Tier, flow, reads};
use crate::graph::{priority_of, request_label};
use crate::plan::{Change, ResourceId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Makes a picture of everything on a way, ungrouped.
pub(super) fn build(scene: &Scene<'_>) -> Picture {
    let mut cast = Cast::default();
    cast.enter(scene.planned, &|_| true);
    let planned: BTreeSet<String> = cast.by_name.keys().cloned().collect();
    let goes = |address: &str| !planned.contains(address);
    cast.enter(scene.prior, &goes);
    cast.connect(scene.planned, &|_, _| true);
    // Of what was there, only links of what goes are not told yet.
    cast.goes = true;
    cast.connect(scene.prior, &|from, to| goes(from) || to.is_some_and(goes));
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
    /// Its turn among those that are asked one after another.
    turn: Option<u32>,
    sort: Sort<'s>,
    change: Change,
    elsewhere: bool,
    marks: Marks,
    /// Of a front: whether it is on the internet.
    public: Answer,
}

impl Actor<'_> {
    /// Which requests it takes, after its turn.
    fn taken(&self) -> Option<Taken> {
        let turn = self.turn.map(|turn| format!("priority {turn}"));
        let said = match (turn, self.takes.clone()) {
            (Some(turn), Some(takes)) => format!("{turn}: {takes}"),
            (turn, takes) => turn.or(takes)?,
        };
        Some(Taken {
            turn: self.turn.unwrap_or(u32::MAX),
            said,
        })
    }
}

/// All actors, and what they have to do with each other.
#[derive(Default)]
struct Cast<'s> {
    actors: Vec<Actor<'s>>,
    by_name: HashMap<String, usize>,
    ties: Vec<Tie>,
    /// Whether what comes now is what the plan takes away.
    goes: bool,
    /// For each actor, what it is a part of, as far as can be told; itself for a whole.
    wholes: Vec<Vec<usize>>,
}

/// That an attribute of one actor names another.
struct Tie {
    from: usize,
    attribute: String,
    to: usize,
    sure: bool,
    /// Whether the plan takes it away.
    goes: bool,
}

/// How actors that are wholes relate.
#[derive(Default)]
struct Relations {
    edges: BTreeMap<(usize, usize), Strength>,
    /// Who stands beside whom, and whether the plan leaves it there.
    beside: BTreeMap<usize, BTreeMap<usize, bool>>,
}

/// What is known of an edge.
#[derive(Clone, Copy, Default)]
struct Strength {
    /// Whether it is no guess.
    sure: bool,
    /// Whether the plan leaves it.
    stays: bool,
}

/// A part may belong to as many, where the plan does not show to which.
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
                false => request_label(graph, id),
            },
            turn: priority_of(graph, id),
            change: resource.change,
            elsewhere: resource.parsed.data,
            marks: Marks::default(),
            public: match resource.parsed.data {
                true => Answer::Unknown,
                false => is_on_internet(graph, id),
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

    /// Adds the links of a graph whose ends pass the test: the resource that a link
    /// comes from, and the one it leads to where the graph holds that.
    fn connect(&mut self, graph: &'s Graph<'s>, wanted: &dyn Fn(&str, Option<&str>) -> bool) {
        for link in graph.links() {
            let from = graph.address(link.from);
            let to = link.resource().map(|id| graph.address(id));
            if !wanted(from, to) {
                continue;
            }
            let Some(from) = self.start(from, link) else {
                continue;
            };
            // What is not drawn brings nothing else along.
            let is_seen = self.actors[from].sort.role != Role::Unseen;
            if let Some(to) = self.end(graph, link, is_seen) {
                let attribute = link.attribute_path();
                let attribute = attribute.trim_start_matches("body.").to_owned();
                self.tie(from, attribute, to, link.is_sure());
            }
        }
        for integration in graph.integrations() {
            for method in integration.methods() {
                let ends = [method.address(), integration.address()];
                if let [Some(from), Some(to)] = ends.map(|name| self.by_name.get(name).copied())
                    && wanted(ends[0], Some(ends[1]))
                {
                    self.tie(from, "integration".into(), to, true);
                }
            }
        }
    }

    fn tie(&mut self, from: usize, attribute: String, to: usize, sure: bool) {
        self.ties.push(Tie {
            from,
            attribute,
            to,
            sure,
            goes: self.goes,
        });
    }

    /// Who a link comes from: a resource, or an operation of its document. One that
    /// a resource says anew is nobody.
    fn start(&self, from: &str, link: &Link) -> Option<usize> {
        match operation::name_of(from, &link.block) {
            Some(operation) => self.by_name.get(&operation).copied(),
            None => self.by_name.get(from).copied(),
        }
    }

    /// The far end of a link; what the plan only names may join here, when it is on a way.
    fn end(&mut self, graph: &'s Graph<'s>, link: &'s Link, may_join: bool) -> Option<usize> {
        let address = match link.to {
            End::Resource(id) => return self.by_name.get(graph.address(id)).copied(),
            End::Elsewhere(Some(id)) => graph.address(id).to_owned(),
            End::Elsewhere(None) => super::json::place_of(graph, link),
        };
        if let Some(known) = self.by_name.get(&address) {
            return Some(*known);
        }
        let sort = graph.sort_of_end(link);
        if sort.tier == Tier::Beside || !may_join {
            return None;
        }
        let change = match self.goes {
            true => Change::Destroyed,
            false => Change::Kept,
        };
        if let End::Elsewhere(Some(id)) = link.to {
            let data = self.add(graph, id, address);
            self.actors[data].change = change;
            return Some(data);
        }
        Some(self.push(Actor {
            address,
            title: Some(link.attribute_path().trim_start_matches("body.").to_owned()),
            takes: None,
            turn: None,
            sort,
            change,
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
                let mark = format!("unmet need {}", unmet.need.name());
                self.actors[*actor].marks.add(Level::Warning, mark);
            }
        }
    }

    /// Finds what each part is a part of, and hands over its marks.
    fn join_parts(&mut self) {
        let mut owners: HashMap<usize, ((bool, usize), Vec<usize>)> = HashMap::new();
        for tie in &self.ties {
            let Some(rank) = self.rank_as_part(tie.from, &tie.attribute) else {
                continue;
            };
            let rank = (tie.goes, rank);
            let (best, owners) = owners.entry(tie.from).or_insert((rank, Vec::new()));
            if rank < *best {
                *best = rank;
                owners.clear();
            }
            if rank == *best && owners.len() < CANDIDATES {
                owners.push(tie.to);
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
        let better = self.ties.iter().filter_map(|tie| {
            let kinds = [tie.from, tie.to].map(|at| self.actors[at].sort.kind.as_ref());
            match (tie.attribute.as_str(), kinds) {
                ("connection_id", [_, "vpc-link"])
                    if self.actors[tie.to].sort.tier != Tier::Beside =>
                {
                    Some((tie.from, "uri"))
                }
                ("qualifier", ["function-url", "alias"]) => Some((tie.from, "function_name")),
                _ => None,
            }
        });
        better.collect()
    }

    /// Where requests go, and who stands beside whom.
    fn relations(&self) -> Relations {
        let mut all = Relations::default();
        let mut members: Vec<(usize, usize, Strength)> = Vec::new();
        let around = self.ways_told_better();
        for tie in &self.ties {
            let is_around = around.contains(&(tie.from, tie.attribute.as_str()));
            if is_around || self.rank_as_part(tie.from, &tie.attribute).is_some() {
                continue;
            }
            let wholes = &self.wholes[tie.from];
            let strength = Strength {
                sure: tie.sure && wholes.len() == 1,
                stays: !tie.goes,
            };
            for one in wholes.iter().copied() {
                let other = self.wholes[tie.to][0];
                if one == other {
                    continue;
                }
                let sort = |actor: usize| &self.actors[actor].sort;
                // By a guess nobody should be led backwards.
                let back = sort(other).tier < sort(one).tier;
                match flow(sort(one), &tie.attribute, sort(other)) {
                    Flow::Along if back && !strength.sure => {}
                    Flow::Along => all.lead((one, other), strength),
                    Flow::Against if sort(one).kind == "integration" => {
                        members.push((other, one, strength));
                    }
                    Flow::Against => all.lead((other, one), strength),
                    Flow::Has => all.stand((one, other), strength),
                    Flow::Serves => all.stand((other, one), strength),
                    Flow::Apart => {}
                }
            }
        }
        // That an integration belongs to an API tells nothing beside its routes.
        let routed: BTreeSet<usize> = all.edges.keys().map(|(_, to)| *to).collect();
        for (api, integration, strength) in members {
            if !routed.contains(&integration) {
                all.lead((api, integration), strength);
            }
        }
        // What stays is not led to by what goes.
        let goes = |at: usize| self.actors[at].change == Change::Destroyed;
        all.edges
            .retain(|(from, to), strength| strength.stays || goes(*from) || goes(*to));
        all
    }
}

impl Relations {
    fn lead(&mut self, ends: (usize, usize), strength: Strength) {
        let edge = self.edges.entry(ends).or_default();
        // A guess that stays is no surer for what goes.
        match edge.stays == strength.stays {
            true => edge.sure |= strength.sure,
            false if strength.stays => *edge = strength,
            false => {}
        }
    }

    fn stand(&mut self, (one, beside): (usize, usize), strength: Strength) {
        let near = self.beside.entry(one).or_default();
        *near.entry(beside).or_default() |= strength.stays;
    }
}
