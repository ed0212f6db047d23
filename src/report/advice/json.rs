//! Advice for scripts. Fields are added, never renamed or removed.

use super::super::untrusted;
use crate::advice::{self, Advice};
use crate::answer::Answer;
use crate::facts::{Cost, FrontStack, Offer};
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
    /// For each front in use that lacks something, what to change.
    changes: Vec<Change<'a>>,
    why: &'a str,
    /// Of the front alone.
    monthly_cost: BTreeMap<String, f64>,
    /// With what a distribution before it adds: what fronts are ranked by.
    total_monthly_cost: BTreeMap<String, f64>,
    /// What clients have to do at a front that they need not at others.
    demands: BTreeMap<String, &'static str>,
    /// How the cost of each front came about.
    formulas: BTreeMap<&'static str, &'a str>,
    /// From how many requests a month an application load balancer costs less.
    break_even: BTreeMap<&'static str, Option<f64>>,
    /// For each front what it offers for each need.
    offers: BTreeMap<String, BTreeMap<&'static str, Cell>>,
}

#[derive(Serialize)]
struct Front<'a> {
    front: String,
    address: &'a str,
    unmet: Vec<&'static str>,
    /// The rules, routes or methods that do not meet a need.
    lacking: BTreeMap<&'static str, &'a [String]>,
}

#[derive(Serialize)]
struct Change<'a> {
    /// The address of the front in use.
    front: &'a str,
    /// What it becomes.
    becomes: String,
    left_unmet: Vec<&'static str>,
    edits: Vec<Edit<'a>>,
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
    terraform: Vec<Snippet<'a>>,
}

#[derive(Serialize)]
struct Snippet<'a> {
    into: &'a str,
    text: &'a str,
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
    let summaries: Vec<String> = advice.changes.iter().map(summary).collect();
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
        smallest_change: match summaries.is_empty() {
            true => "none".to_owned(),
            false => summaries.join("; "),
        },
        changes: advice.changes.iter().map(change).collect(),
        why: &advice.why,
        monthly_cost: costs(advice)
            .map(|(fronting, cost)| (fronting.to_string(), to_the_cent(cost.usd)))
            .collect(),
        total_monthly_cost: advice
            .candidates
            .iter()
            .filter_map(|it| Some((it.fronting.to_string(), to_the_cent(it.total()?))))
            .collect(),
        demands: advice
            .candidates
            .iter()
            .filter_map(|it| Some((it.fronting.to_string(), it.demand?)))
            .collect(),
        formulas: costs(advice)
            .map(|(fronting, cost)| (fronting.front.name(), cost.formula.as_str()))
            .chain(
                advice
                    .edge_cost()
                    .map(|cost| ("cloudfront", cost.formula.as_str())),
            )
            .collect(),
        break_even: advice
            .break_even
            .iter()
            .map(|found| (found.api.name(), found.requests.map(f64::round)))
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

fn to_the_cent(usd: f64) -> f64 {
    (usd * 100.0).round() / 100.0
}

fn costs(advice: &Advice) -> impl Iterator<Item = (FrontStack, &Cost)> {
    let candidates = advice.candidates.iter();
    candidates.filter_map(|it| Some((it.fronting, it.monthly.as_ref()?)))
}

/// What to do, or that nothing does.
fn summary(change: &advice::Change) -> String {
    match change.edits.is_empty() {
        true => "nothing meets the needs in front of this backend".to_owned(),
        false => change.summary(),
    }
}

fn change(change: &advice::Change) -> Change<'_> {
    Change {
        front: &change.from,
        becomes: change.to.to_string(),
        left_unmet: change
            .left
            .iter()
            .map(|needed| needed.need.name())
            .collect(),
        edits: change.edits.iter().map(edit).collect(),
    }
}

fn edit(edit: &advice::Edit) -> Edit<'_> {
    let snippets = edit.snippets.iter();
    let snippets = snippets.map(|snippet| Snippet {
        into: &snippet.into,
        text: &snippet.text,
    });
    Edit {
        what: &edit.what,
        terraform: snippets.collect(),
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
        lacking: advice
            .needs
            .iter()
            .zip(&reached.lacking)
            .filter(|(_, places)| !places.is_empty())
            .map(|(needed, places)| (needed.need.name(), places.as_slice()))
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
