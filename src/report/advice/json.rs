//! Advice for scripts. Fields are added, never renamed or removed.

use super::super::untrusted;
use crate::advice::Advice;
use crate::facts::Offer;
use crate::graph::Answer;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u8,
    version: &'static str,
    services: Vec<Service<'a>>,
}

#[derive(Serialize)]
struct Service<'a> {
    name: &'a str,
    backend: &'a str,
    /// Null where the plan shows no front.
    current_front: Option<String>,
    /// All fronts in use; the first field names the one that lacks most.
    fronts: Vec<Front<'a>>,
    needs: Vec<String>,
    unmet: Vec<String>,
    undecided: Vec<String>,
    seen: Vec<Seen<'a>>,
    best_front: Option<String>,
    smallest_change: String,
    edits: Vec<Edit<'a>>,
    /// The front that comes out of the change.
    changed_front: Option<String>,
    why: &'a str,
    monthly_cost: BTreeMap<String, f64>,
    /// For each front what it offers for each need.
    offers: BTreeMap<String, BTreeMap<&'static str, Cell>>,
}

#[derive(Serialize)]
struct Front<'a> {
    front: String,
    address: &'a str,
    unmet: Vec<&'static str>,
}

#[derive(Serialize)]
struct Seen<'a> {
    need: &'static str,
    evidence: &'a str,
    address: &'a str,
}

#[derive(Serialize)]
struct Edit<'a> {
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    terraform: Option<&'a str>,
}

#[derive(Serialize)]
struct Cell {
    offer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    unverified: bool,
}

/// Writes advice for scripts.
pub fn json(advice: &[Advice]) -> String {
    let document = Document {
        schema_version: 1,
        version: env!("CARGO_PKG_VERSION"),
        services: advice.iter().map(service).collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("numbers are finite, keys are texts");
    untrusted::json(&text) + "\n"
}

fn service(advice: &Advice) -> Service<'_> {
    let change = advice.change.as_ref();
    let names = |needs: Vec<&crate::facts::Needed>| {
        let names = needs
            .into_iter()
            .map(|needed| needed.need.name().to_owned());
        names.collect()
    };
    Service {
        name: &advice.name,
        backend: &advice.backend,
        current_front: advice.current().map(|reached| reached.fronting.to_string()),
        fronts: advice
            .entries
            .iter()
            .map(|reached| front(advice, reached))
            .collect(),
        needs: names(advice.needs.iter().collect()),
        unmet: names(advice.unmet()),
        undecided: names(advice.undecided()),
        seen: advice
            .seen
            .iter()
            .map(|seen| Seen {
                need: seen.need.name(),
                evidence: &seen.evidence,
                address: &seen.address,
            })
            .collect(),
        best_front: advice.best.map(|best| best.to_string()),
        smallest_change: change.map_or_else(|| "none".to_owned(), |change| change.summary()),
        edits: change
            .iter()
            .flat_map(|change| &change.edits)
            .map(|edit| Edit {
                what: &edit.what,
                terraform: edit.snippet.as_deref(),
            })
            .collect(),
        changed_front: change.map(|change| change.to.to_string()),
        why: &advice.why,
        monthly_cost: advice
            .candidates
            .iter()
            .filter_map(|candidate| {
                let cents = (candidate.monthly? * 100.0).round();
                Some((candidate.fronting.to_string(), cents / 100.0))
            })
            .collect(),
        offers: advice
            .candidates
            .iter()
            .map(|candidate| {
                let cells = advice.needs.iter().zip(&candidate.cells);
                let cells = cells.map(|(needed, found)| (needed.need.name(), cell(found)));
                (candidate.fronting.to_string(), cells.collect())
            })
            .collect(),
    }
}

fn front<'a>(advice: &'a Advice, reached: &'a crate::advice::Reached) -> Front<'a> {
    let needs = advice.needs.iter().zip(&reached.met);
    Front {
        front: reached.fronting.to_string(),
        address: &reached.address,
        unmet: needs
            .filter(|(_, met)| **met == Answer::No)
            .map(|(needed, _)| needed.need.name())
            .collect(),
    }
}

fn cell(cell: &crate::facts::Cell) -> Cell {
    let (offer, via) = match cell.offer {
        Offer::Native => ("native", None),
        Offer::Via(means) => ("via", Some(means)),
        Offer::No => ("no", None),
    };
    Cell {
        offer,
        via,
        note: cell.note,
        unverified: cell.unverified,
    }
}
