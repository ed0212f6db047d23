//! Which front? For each service what it needs, what its front does for it, what
//! every other front would do, what that would cost, and what to change.
//!
//! In comes a [`Graph`]; out come plain data that `report` writes. Nothing here
//! knows formats, and nothing is a finding.

mod acl;
mod change;
mod choice;
mod made;
mod names;
mod order;
mod snippet;
mod template;

pub use change::{Change, Edit};
pub use choice::Candidate;
pub use names::Snippet;

use crate::answer::Answer;
use crate::facts::{Backend, Cost, Front, FrontStack, Need, Needed, Prices, Traffic};
use crate::graph::{Endpoint, Graph, InferredNeed, Service, Ways};

/// What is to be said of one service.
pub struct Advice {
    /// By the configuration, or by the address.
    pub name: String,
    pub backend: String,
    pub needs: Vec<Needed>,
    /// What the plan shows without anyone having declared it.
    pub seen: Vec<InferredNeed>,
    /// The fronts it is reached by now.
    pub entries: Vec<Reached>,
    /// All fronts that could be chosen, the best first.
    pub candidates: Vec<Candidate>,
    pub best: Option<FrontStack>,
    /// Why that one.
    pub why: String,
    /// For each front in use that lacks something, the smallest change that meets
    /// every need.
    pub changes: Vec<Change>,
    pub traffic: Option<Traffic>,
    pub break_even: Vec<BreakEven>,
    /// Whether the configuration has prices of its own.
    pub own_prices: bool,
}

/// A front that the service is reached by, and how it does.
pub struct Reached {
    pub fronting: FrontStack,
    pub address: String,
    /// For each need, whether it is met now.
    pub met: Vec<Answer>,
    /// For each need, the rules, routes or methods that do not meet it.
    pub lacking: Vec<Vec<String>>,
}

/// From how many requests a month an application load balancer costs less than an API.
pub struct BreakEven {
    pub api: Front,
    /// `None` where it never does.
    pub requests: Option<f64>,
    /// The same with two public addresses, which a load balancer on the internet has
    /// at least.
    pub with_addresses: Option<f64>,
}

impl Advice {
    /// The needs that some front in use surely does not meet.
    pub fn unmet(&self) -> Vec<&Needed> {
        self.those(|met| met == Answer::No)
    }

    /// The needs of which the plan does not show whether they are met.
    pub fn undecided(&self) -> Vec<&Needed> {
        let unmet = self.unmet();
        let mut open = self.those(|met| met == Answer::Unknown);
        open.retain(|needed| !unmet.contains(needed));
        open
    }

    fn those(&self, is: impl Fn(Answer) -> bool) -> Vec<&Needed> {
        let some = |at: usize| self.entries.iter().any(|reached| is(reached.met[at]));
        let needs = self.needs.iter().enumerate();
        needs
            .filter(|(at, _)| some(*at))
            .map(|(_, needed)| needed)
            .collect()
    }

    /// What a distribution costs, where some front has one and the traffic is stated.
    pub fn edge_cost(&self) -> Option<&Cost> {
        self.candidates.iter().find_map(|it| it.edge.as_ref())
    }

    /// The front in use; where there are several, the one that lacks most.
    pub fn current(&self) -> Option<&Reached> {
        let lacks = |reached: &&Reached| {
            let met = reached.met.iter();
            met.filter(|answer| **answer == Answer::No).count()
        };
        self.entries.iter().rev().max_by_key(lacks)
    }
}

/// Advises on every service that has a front or needs something.
pub fn advise(graph: &Graph<'_>) -> Vec<Advice> {
    let ways = graph.ways();
    let mut advice: Vec<Advice> = graph
        .services()
        .filter_map(|service| advise_on(graph, &ways, &service))
        .collect();
    advice.sort_by(|one, other| (&one.name, &one.backend).cmp(&(&other.name, &other.backend)));
    advice
}

/// A place on a way where a need is not met.
pub struct Unmet {
    pub address: String,
    pub need: Need,
}

/// All places where declared needs are not met.
pub fn unmet(graph: &Graph<'_>) -> Vec<Unmet> {
    if !graph.any_needs() {
        return Vec::new();
    }
    let mut unmet = Vec::new();
    for advice in advise(graph) {
        for reached in &advice.entries {
            let needs = advice.needs.iter().zip(&reached.met).zip(&reached.lacking);
            for ((needed, _), places) in needs.filter(|((_, met), _)| **met == Answer::No) {
                let front = std::slice::from_ref(&reached.address);
                let places = if places.is_empty() { front } else { places };
                unmet.extend(places.iter().map(|address| Unmet {
                    address: address.clone(),
                    need: needed.need,
                }));
            }
        }
    }
    unmet
}

fn advise_on<'g>(graph: &Graph<'_>, ways: &Ways<'g>, service: &Service<'g>) -> Option<Advice> {
    let entries = ways.endpoints_of(service);
    let needs = service.needs_at(&entries);
    let described = service.described();
    if entries.is_empty() && needs.is_empty() && described.is_none() {
        return None;
    }
    let backend = service.backend();
    let traffic = service.traffic();
    let prices = &graph.config().prices;
    let reached: Vec<Reached> = entries
        .iter()
        .map(|entry| reach(entry, &needs, backend))
        .collect();
    let present: Vec<FrontStack> = reached.iter().map(|reached| reached.fronting).collect();
    let asked = choice::Asked {
        needs: &needs,
        backend,
        traffic: traffic.as_ref(),
        present: &present,
        prices,
        bodies: match entries.is_empty() {
            true => Answer::Unknown,
            false => Answer::any(entries.iter().map(Endpoint::takes_bodies)),
        },
    };
    let candidates = asked.candidates();
    let name = described.map(|described| described.name.as_str());
    let label = label(name.unwrap_or(&graph.local_name(service.node.id)));
    let changes = entries.iter().zip(&reached).filter_map(|(entry, reached)| {
        let present = change::Present {
            entry,
            needs: &needs,
            met: &reached.met,
            backend,
            service: label.clone(),
        };
        present.smallest_change(&candidates)
    });
    let changes = changes.collect();
    Some(Advice {
        name: name.unwrap_or(service.address()).to_owned(),
        backend: service.address().to_owned(),
        seen: service.inferred_needs(&entries, &needs),
        best: asked.best(&candidates),
        why: asked.why(&candidates),
        break_even: traffic.map_or_else(Vec::new, |traffic| {
            break_even(prices, &candidates, &traffic)
        }),
        own_prices: *prices != Prices::default(),
        needs,
        entries: reached,
        candidates,
        changes,
        traffic,
    })
}

fn reach(entry: &Endpoint<'_>, needs: &[Needed], backend: Backend) -> Reached {
    let met: Vec<Answer> = needs
        .iter()
        .map(|needed| entry.meets(needed, backend))
        .collect();
    let lacking = needs.iter().zip(&met).map(|(needed, met)| match met {
        Answer::No => {
            let places = entry.lacking(needed, backend);
            places.into_iter().map(str::to_owned).collect()
        }
        _ => Vec::new(),
    });
    Reached {
        fronting: entry.fronting,
        address: entry.address().to_owned(),
        lacking: lacking.collect(),
        met,
    }
}

/// Where a load balancer and the APIs among the candidates cost the same.
fn break_even(prices: &Prices, candidates: &[Candidate], traffic: &Traffic) -> Vec<BreakEven> {
    let has = |front: Front| candidates.iter().any(|it| it.fronting.front == front);
    if !has(Front::Alb) {
        return Vec::new();
    }
    let apis = [Front::HttpApi, Front::RestApi].into_iter();
    apis.filter(|api| has(*api))
        .map(|api| BreakEven {
            api,
            requests: prices.break_even(api, traffic, 0),
            with_addresses: prices.break_even(api, traffic, 2),
        })
        .collect()
}

/// A name for new resources: letters, digits and `_`, a letter first.
fn label(name: &str) -> String {
    let name = name.rsplit('.').next().unwrap_or(name);
    let name = name.split('[').next().unwrap_or(name);
    let text: String = name
        .chars()
        .map(|char| match char.is_ascii_alphanumeric() {
            true => char.to_ascii_lowercase(),
            false => '_',
        })
        .take(40)
        .collect();
    match text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        true => text,
        false => format!("service_{text}"),
    }
}
