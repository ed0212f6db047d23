//! Which front? For each service what it needs, what its front does for it, what
//! every other front would do, what that would cost, and what to change.
//!
//! In comes a [`Graph`]; out come plain data that `report` writes. Nothing here
//! knows formats, and nothing is a finding.

mod change;
mod choice;
mod snippet;

pub use change::{Change, Edit};
pub use choice::Candidate;

use crate::facts::{Backend, Fronting, Needed, Traffic};
use crate::graph::{Answer, Entry, Graph, Seen, Service, Ways};

/// What is to be said of one service.
pub struct Advice {
    /// By the configuration, or by the address.
    pub name: String,
    pub backend: String,
    pub needs: Vec<Needed>,
    /// What the plan shows without anybody having declared it.
    pub seen: Vec<Seen>,
    /// The fronts it is reached by now.
    pub entries: Vec<Reached>,
    /// All fronts that could be chosen, the best first.
    pub candidates: Vec<Candidate>,
    pub best: Option<Fronting>,
    /// Why that one.
    pub why: String,
    /// The smallest change that meets every need.
    pub change: Option<Change>,
    pub traffic: Option<Traffic>,
}

/// A front that the service is reached by, and how it does.
pub struct Reached {
    pub fronting: Fronting,
    pub address: String,
    /// For each need, whether it is met now.
    pub met: Vec<Answer>,
}

impl Advice {
    /// The needs that some front in use surely does not meet.
    pub fn unmet(&self) -> Vec<&Needed> {
        let unmet = |at: usize| {
            let mut entries = self.entries.iter();
            entries.any(|reached| reached.met[at] == Answer::No)
        };
        let needs = self.needs.iter().enumerate();
        needs
            .filter(|(at, _)| unmet(*at))
            .map(|(_, needed)| needed)
            .collect()
    }

    /// The needs of which the plan does not tell whether they are met.
    pub fn undecided(&self) -> Vec<&Needed> {
        let unmet = self.unmet();
        let open = |at: usize| {
            let mut entries = self.entries.iter();
            entries.any(|reached| reached.met[at] == Answer::Unknown)
        };
        let needs = self.needs.iter().enumerate();
        needs
            .filter(|(at, needed)| open(*at) && !unmet.contains(needed))
            .map(|(_, needed)| needed)
            .collect()
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

fn advise_on(graph: &Graph<'_>, ways: &Ways<'_>, service: &Service<'_>) -> Option<Advice> {
    let entries = ways.entries_to(service);
    let needs = graph.needs_of(service, &entries);
    let described = graph.described(service);
    if entries.is_empty() && needs.is_empty() && described.is_none() {
        return None;
    }
    let backend = service.backend();
    let traffic = described.and_then(|described| {
        let requests = described.requests_per_month?;
        Some(Traffic {
            requests,
            kilobytes_per_request: described.kilobytes_per_request,
            connections: described.connections_per_month.unwrap_or(requests),
            connection_minutes: described.connection_minutes_per_month,
            to_function: backend == Backend::Function,
        })
    });
    let reached: Vec<Reached> = entries
        .iter()
        .map(|entry| Reached {
            fronting: entry.fronting,
            address: entry.address().to_owned(),
            met: needs
                .iter()
                .map(|needed| entry.meets(needed, backend))
                .collect(),
        })
        .collect();
    let present: Vec<Fronting> = reached.iter().map(|reached| reached.fronting).collect();
    let asked = choice::Asked {
        needs: &needs,
        backend,
        traffic: traffic.as_ref(),
        present: &present,
        prices: &graph.config().prices,
    };
    let candidates = asked.candidates();
    let mut advice = Advice {
        name: described.map_or_else(
            || service.address().to_owned(),
            |described| described.name.clone(),
        ),
        backend: service.address().to_owned(),
        seen: graph.seen_needs(service, &entries, &needs),
        best: asked.best(&candidates),
        why: asked.why(&candidates),
        needs,
        entries: reached,
        candidates,
        change: None,
        traffic,
    };
    advice.change = smallest(&advice, &entries, backend);
    Some(advice)
}

/// The smallest change to the front that lacks most.
fn smallest(advice: &Advice, entries: &[Entry<'_>], backend: Backend) -> Option<Change> {
    let current = advice.current()?;
    let entry = entries
        .iter()
        .find(|entry| entry.address() == current.address && entry.fronting == current.fronting)?;
    let unmet: Vec<&Needed> = advice
        .needs
        .iter()
        .zip(&current.met)
        .filter(|(_, met)| **met == Answer::No)
        .map(|(needed, _)| needed)
        .collect();
    change::smallest(entry, &unmet, &advice.needs, &advice.candidates, backend)
}
