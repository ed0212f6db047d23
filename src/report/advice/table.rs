//! The table of needs and fronts, as text that each format escapes for itself.

use crate::advice::{Advice, Candidate};
use crate::facts::{Cell, Offer};
use crate::graph::Answer;

/// Columns are fronts, the one in use marked; rows are needs, then the cost.
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// What is behind the cells, line by line.
    pub(super) notes: Vec<String>,
}

impl Table {
    pub(super) fn of(advice: &Advice) -> Self {
        let mut notes = Vec::new();
        let fronts = advice.candidates.iter();
        let head = std::iter::once("need".to_owned())
            .chain(fronts.map(|candidate| name(advice, candidate)))
            .collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (at, needed) in advice.needs.iter().enumerate() {
            let mut row = vec![needed.to_string()];
            for candidate in &advice.candidates {
                let cell = &candidate.cells[at];
                row.push(words(cell, set_up(advice, candidate, at)));
                note(
                    &mut notes,
                    &format!("{needed} by {}", candidate.fronting),
                    cell,
                );
            }
            rows.push(row);
        }
        if advice.traffic.is_some() {
            let costs = advice.candidates.iter().map(|candidate| {
                let cost = candidate.monthly;
                cost.map_or("-".to_owned(), |cost| format!("{cost:.2}"))
            });
            rows.push(
                std::iter::once("USD a month".to_owned())
                    .chain(costs)
                    .collect(),
            );
        }
        Self { head, rows, notes }
    }
}

fn name(advice: &Advice, candidate: &Candidate) -> String {
    let mut entries = advice.entries.iter();
    let in_use = entries.any(|reached| reached.fronting == candidate.fronting);
    let mark = if in_use { " *" } else { "" };
    format!("{}{mark}", candidate.fronting)
}

/// Whether the front in use has it set up.
fn set_up(advice: &Advice, candidate: &Candidate, at: usize) -> Option<Answer> {
    let mut entries = advice.entries.iter();
    let reached = entries.find(|reached| reached.fronting == candidate.fronting)?;
    Some(reached.met[at])
}

fn words(cell: &Cell, set_up: Option<Answer>) -> String {
    let offer = match cell.offer {
        Offer::Native => "native",
        Offer::Via(_) => "via",
        Offer::No => "no",
    };
    let doubt = if cell.unverified { " (unverified)" } else { "" };
    let state = match set_up {
        Some(Answer::No) if cell.offer != Offer::No => ", not set up",
        Some(Answer::Unknown) => ", not decided",
        _ => "",
    };
    format!("{offer}{doubt}{state}")
}

fn note(notes: &mut Vec<String>, what: &str, cell: &Cell) {
    if let Offer::Via(means) = cell.offer {
        notes.push(format!("{what}: via {means}"));
    }
    if let Some(text) = cell.note {
        notes.push(format!("{what}: {text}"));
    }
}
