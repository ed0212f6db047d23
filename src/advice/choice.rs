//! The best front if one were choosing afresh.
//!
//! Fewest unmet needs, then fewest that something beside the front has to meet,
//! then monthly cost, then the simpler front.

use crate::facts::{Backend, Cell, Front, Fronting, Need, Needed, Offer, Prices, Traffic};
use std::cmp::Ordering;

/// A front that could be chosen.
pub struct Candidate {
    pub fronting: Fronting,
    /// For each need, what the front offers.
    pub cells: Vec<Cell>,
    /// In USD, where the traffic is stated.
    pub monthly: Option<f64>,
    resources: usize,
}

impl Candidate {
    pub fn unmet(&self) -> usize {
        self.count(|offer| offer == Offer::No)
    }

    /// How many needs something beside the front has to meet.
    pub fn via(&self) -> usize {
        self.count(|offer| matches!(offer, Offer::Via(_)))
    }

    fn count(&self, is: impl Fn(Offer) -> bool) -> usize {
        self.cells.iter().filter(|cell| is(cell.offer)).count()
    }

    fn order(&self, other: &Self) -> Ordering {
        let counts = |one: &Self| (one.unmet(), one.via());
        let cents = |one: &Self| one.monthly.map(|cost| (cost * 100.0).round() as i64);
        counts(self)
            .cmp(&counts(other))
            .then_with(|| cents(self).cmp(&cents(other)))
            .then_with(|| self.resources.cmp(&other.resources))
    }
}

/// What is asked about one service.
pub(super) struct Asked<'a> {
    pub(super) needs: &'a [Needed],
    pub(super) backend: Backend,
    pub(super) traffic: Option<&'a Traffic>,
    pub(super) present: &'a [Fronting],
    pub(super) prices: &'a Prices,
}

impl Asked<'_> {
    /// All fronts that could be chosen, the best first.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Fronting::all()
            .filter(|fronting| self.is_candidate(*fronting))
            .map(|fronting| Candidate {
                fronting,
                cells: self
                    .needs
                    .iter()
                    .map(|needed| fronting.offers(needed, self.backend))
                    .collect(),
                monthly: self
                    .traffic
                    .map(|traffic| self.prices.monthly(fronting.front, traffic)),
                resources: fronting.resources(self.backend),
            })
            .collect();
        candidates.sort_by(Candidate::order);
        candidates
    }

    fn needs(&self, need: Need) -> bool {
        self.needs.iter().any(|needed| needed.need == need)
    }

    fn is_candidate(&self, fronting: Fronting) -> bool {
        let front = fronting.front;
        if self.present.contains(&fronting) {
            return true;
        }
        if !front.reaches(self.backend) {
            return false;
        }
        if front == Front::WebsocketApi && !self.needs(Need::Websocket) {
            return false;
        }
        !fronting.cloudfront || self.wants_edge(front)
    }

    /// Whether a need asks for the edge before that front, or it is there already.
    fn wants_edge(&self, front: Front) -> bool {
        let without = Fronting {
            front,
            cloudfront: false,
        };
        let lacks = |need: Need| {
            self.needs(need) && without.offers(&need.into(), self.backend).offer != Offer::Native
        };
        [Need::EdgeCache, Need::Http3, Need::Compression]
            .into_iter()
            .any(|need| self.needs(need))
            || lacks(Need::Waf)
            || (front == Front::FunctionUrl && self.needs(Need::CustomDomain))
            || self.present.iter().any(|present| present.cloudfront)
    }

    /// The first of the candidates; without needs nothing speaks against the
    /// front in use.
    pub(super) fn best(&self, candidates: &[Candidate]) -> Option<Fronting> {
        match (self.needs, self.present) {
            ([], [present, ..]) => Some(*present),
            ([], []) => None,
            _ => candidates.first().map(|candidate| candidate.fronting),
        }
    }

    /// Why the first of the candidates is first.
    pub(super) fn why(&self, candidates: &[Candidate]) -> String {
        if self.needs.is_empty() {
            return "no needs are declared, so nothing speaks against the front in use".to_owned();
        }
        let Some((best, rest)) = candidates.split_first() else {
            return "no front leads to such a backend".to_owned();
        };
        let own = self.words(best);
        match rest.first() {
            None => format!("{own}; there is no other candidate"),
            Some(next) => format!("{own}; {}", self.against(best, next)),
        }
    }

    /// What the front does for the needs.
    fn words(&self, best: &Candidate) -> String {
        let unmet: Vec<String> = self.of(best, |offer| offer == Offer::No);
        let via: Vec<String> = self.of(best, |offer| matches!(offer, Offer::Via(_)));
        let name = best.fronting;
        match (unmet.is_empty(), via.is_empty()) {
            (true, true) => format!("`{name}` meets every need by itself"),
            (true, false) => format!("`{name}` meets every need, {} with help", via.join(", ")),
            (false, _) => format!("`{name}` leaves only {} unmet", unmet.join(", ")),
        }
    }

    fn of(&self, candidate: &Candidate, is: impl Fn(Offer) -> bool) -> Vec<String> {
        let cells = candidate.cells.iter();
        let pairs = self.needs.iter().zip(cells);
        pairs
            .filter(|(_, cell)| is(cell.offer))
            .map(|(needed, _)| format!("`{}`", needed.need.name()))
            .collect()
    }

    /// What decides between the best and the next.
    fn against(&self, best: &Candidate, next: &Candidate) -> String {
        let name = next.fronting;
        if next.unmet() > best.unmet() {
            let missing = self.of(next, |offer| offer == Offer::No);
            return format!("`{name}` does not offer {}", missing.join(", "));
        }
        if next.via() > best.via() {
            let helped = self.of(next, |offer| matches!(offer, Offer::Via(_)));
            return format!("`{name}` needs help for {}", helped.join(", "));
        }
        match (best.monthly, next.monthly) {
            (Some(less), Some(more)) if more - less >= 0.01 => format!(
                "`{name}` does as much and costs {more:.2} instead of {less:.2} USD a month"
            ),
            (None, None) => {
                format!(
                    "`{name}` does as much and takes more resources; state the traffic to compare costs"
                )
            }
            _ => format!("`{name}` does as much for the same price and takes more resources"),
        }
    }
}
