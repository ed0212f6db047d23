//! The table of needs and fronts, as text that each format escapes for itself.

use crate::advice::{Advice, Candidate};
use crate::answer::Answer;
use crate::facts::{Cell, Offer};

/// Columns are fronts, the one in use marked; rows are needs, then the cost.
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// What is behind the cells, line by line.
    pub(super) notes: Vec<String>,
}

impl Table {
    pub(super) fn of(advice: &Advice) -> Self {
        let fronts = advice.candidates.iter();
        let head = std::iter::once("need".to_owned())
            .chain(fronts.map(|candidate| name(advice, candidate)))
            .collect();
        let mut notes = Notes::default();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (at, needed) in advice.needs.iter().enumerate() {
            let mut row = vec![needed.to_string()];
            for candidate in &advice.candidates {
                let cell = &candidate.cells[at];
                let set_up = set_up(advice, candidate, at);
                row.push(words(
                    cell,
                    set_up.filter(|_| needed.need.capability().takes_setting),
                ));
                notes.add(&needed.to_string(), &candidate.fronting.to_string(), cell);
            }
            rows.push(row);
        }
        if advice.traffic.is_some() {
            let costs = advice.candidates.iter().map(|candidate| {
                let cost = candidate.total();
                cost.map_or("-".to_owned(), |usd| format!("{usd:.2}"))
            });
            let row = std::iter::once("USD a month".to_owned()).chain(costs);
            rows.push(row.collect());
        }
        let mut notes = notes.lines();
        let demands = advice.candidates.iter();
        notes.extend(demands.filter_map(|it| Some(format!("{}: {}", it.fronting, it.demand?))));
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
    let doubt = if cell.unverified { "?" } else { "" };
    let state = match set_up {
        Some(Answer::Yes) => ", set up",
        Some(Answer::No) if cell.offer != Offer::No => ", not set up",
        _ => "",
    };
    format!("{offer}{doubt}{state}")
}

/// Notes to cells; those that say the same of several fronts are one.
#[derive(Default)]
struct Notes(Vec<(String, String, Vec<String>)>);

impl Notes {
    fn add(&mut self, need: &str, front: &str, cell: &Cell) {
        if let Offer::Via(means) = cell.offer {
            self.push(need, front, format!("via {means}"));
        }
        if let Some(note) = cell.note {
            self.push(need, front, note.to_owned());
        }
        if cell.unverified {
            self.push(need, front, "no source at hand confirms it (?)".to_owned());
        }
    }

    fn push(&mut self, need: &str, front: &str, text: String) {
        let mut known = self.0.iter_mut();
        let same = known.find(|(of, said, _)| of == need && *said == text);
        match same {
            Some((_, _, fronts)) => fronts.push(front.to_owned()),
            None => self.0.push((need.to_owned(), text, vec![front.to_owned()])),
        }
    }

    fn lines(self) -> Vec<String> {
        let notes = self.0.into_iter();
        notes
            .map(|(need, text, fronts)| format!("{need} by {}: {text}", fronts.join(", ")))
            .collect()
    }
}
