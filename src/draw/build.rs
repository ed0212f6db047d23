//! Graphs and findings → the nodes and edges of a picture.

use super::{Beside, Edge, Marks, Node, Picture, Scene, counted};
use crate::graph::{Answer, End, Flow, Graph, Link, Role, Sort, Tier, flow, reads};
use crate::plan::{Address, Change, ResourceId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    sort: Sort<'s>,
    change: Change,
    elsewhere: bool,
    marks: Marks,
    /// Of a load balancer or an API: whether it is on the internet.
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
    }

    fn add(&mut self, graph: &'s Graph<'s>, id: ResourceId, address: String) -> usize {
        let resource = &graph.plan()[id];
        let sort = graph.sort(id);
        self.push(Actor {
            address,
            change: resource.change,
            elsewhere: resource.parsed.data,
            marks: Marks::default(),
            public: match sort.kind.as_ref() {
                _ if resource.parsed.data => Answer::Unknown,
                "load-balancer" => graph.load_balancer(id).is_public(),
                "rest-api" if graph.rest_api(id).is_private() == Answer::Yes => Answer::No,
                _ => Answer::Unknown,
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
            let Some(from) = self.by_name.get(from).copied() else {
                continue;
            };
            if let Some(to) = self.end(graph, link) {
                let attribute = link.attribute_path();
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

    /// Where requests go, and who stands beside whom.
    fn relations(&self) -> Relations {
        let mut all = Relations::default();
        let mut members: Vec<(usize, usize, bool)> = Vec::new();
        for (from, attribute, to, sure) in &self.links {
            if self.rank_as_part(*from, attribute).is_some() {
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

    /// Chooses who is drawn, and where requests go.
    fn picture(self, scene: &Scene<'_>) -> Picture {
        let Relations { edges, beside } = self.relations();
        let joined: BTreeSet<usize> = edges.keys().flat_map(|(from, to)| [*from, *to]).collect();
        let is_drawn = |at: usize| {
            let actor = &self.actors[at];
            let is_entrance = matches!(actor.sort.tier, Tier::Edge | Tier::Front);
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
        let lonely = |at: &usize| {
            let sort = &self.actors[*at].sort;
            sort.role == Role::Whole && sort.tier != Tier::Beside && !positions.contains_key(at)
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
        let (module, name, block) = taken_apart(&actor.address);
        let is_named = Address::parse(&actor.address).is_some();
        Node {
            kind: actor.sort.kind.to_string(),
            name,
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

/// The module, the name in it (the attribute that names what is elsewhere), and the block of the configuration.
fn taken_apart(address: &str) -> (String, String, String) {
    let Some(parsed) = Address::parse(address) else {
        let (_, attribute) = address.rsplit_once('/').unwrap_or(("", address));
        return (String::new(), attribute.to_owned(), address.to_owned());
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
