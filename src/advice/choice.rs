//! The best front if one were choosing afresh.
//!
//! Fewest unmet needs, then fewest that something beside the front has to meet,
//! then monthly cost, then the simpler front.

use crate::facts::{Backend, Cell, Cost, Front, Fronting, Need, Needed, Offer, Prices, Traffic};
use std::cmp::Ordering;

/// A front that could be chosen.
pub struct Candidate {
    pub fronting: Fronting,
    /// For each need, what the front offers.
    pub cells: Vec<Cell>,
    /// Where the traffic is stated.
    pub monthly: Option<Cost>,
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

    fn cents(&self) -> Option<i64> {
        let cost = self.monthly.as_ref()?;
        Some((cost.usd * 100.0).round() as i64)
    }

    fn order(&self, other: &Self) -> Ordering {
        let counts = |one: &Self| (one.unmet(), one.via());
        counts(self)
            .cmp(&counts(other))
            .then_with(|| self.cents().cmp(&other.cents()))
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
    /// All fronts that could be chosen, the best first; of equals one in use.
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
        let strange = |one: &Candidate| !self.present.contains(&one.fronting);
        candidates.sort_by(|one, other| {
            let by_use = || strange(one).cmp(&strange(other));
            one.order(other).then_with(by_use)
        });
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
        let mut sentences = vec![self.words(best)];
        let in_use = rest.iter().find(|it| self.present.contains(&it.fronting));
        let rivals = rest.first().into_iter().chain(in_use);
        let mut told = Vec::new();
        for rival in rivals {
            if !told.contains(&rival.fronting) {
                sentences.push(self.against(best, rival));
                told.push(rival.fronting);
            }
        }
        let doubtful = best.cells.iter().zip(self.needs);
        let doubtful: Vec<String> = doubtful
            .filter(|(cell, _)| cell.unverified)
            .map(|(_, needed)| format!("`{}`", needed.need.name()))
            .collect();
        if !doubtful.is_empty() {
            sentences.push(format!("no source confirms {} there", list(&doubtful)));
        }
        sentences.join("; ")
    }

    /// What the front does for the needs.
    fn words(&self, best: &Candidate) -> String {
        let unmet = self.of(best, |offer| offer == Offer::No);
        let via = self.of(best, |offer| matches!(offer, Offer::Via(_)));
        match (unmet.as_slice(), via.as_slice()) {
            ([], []) => "it can meet every need by itself".to_owned(),
            ([], via) => format!("it can meet every need, {} with help", list(via)),
            (unmet, _) if unmet.len() == self.needs.len() => {
                "no front can meet any of the needs".to_owned()
            }
            (unmet, _) => format!(
                "no front can meet all of the needs; it lacks {}",
                list(unmet)
            ),
        }
    }

    fn of(&self, candidate: &Candidate, is: impl Fn(Offer) -> bool) -> Vec<String> {
        let pairs = self.needs.iter().zip(&candidate.cells);
        pairs
            .filter(|(_, cell)| is(cell.offer))
            .map(|(needed, _)| format!("`{}`", needed.need.name()))
            .collect()
    }

    /// What decides between the best and another.
    fn against(&self, best: &Candidate, other: &Candidate) -> String {
        let name = other.fronting;
        if other.unmet() > best.unmet() {
            let own = self.of(best, |offer| offer == Offer::No);
            let missing = self.of(other, |offer| offer == Offer::No);
            let missing: Vec<_> = missing.into_iter().filter(|it| !own.contains(it)).collect();
            return format!("`{name}` does not offer {}", list(&missing));
        }
        if other.via() > best.via() {
            let helped = self.of(other, |offer| matches!(offer, Offer::Via(_)));
            return format!("`{name}` needs help for {}", list(&helped));
        }
        match (&best.monthly, &other.monthly) {
            (Some(less), Some(more)) if other.cents() > best.cents() => format!(
                "`{name}` does as much and costs {:.2} instead of {:.2} USD a month",
                more.usd, less.usd
            ),
            _ if other.resources == best.resources => {
                format!("it is a tie with `{name}`, which does as much with as few resources")
            }
            (None, None) => format!(
                "`{name}` does as much with more resources (state the traffic to compare costs)"
            ),
            _ => format!("`{name}` does as much for the same price, with more resources"),
        }
    }
}

/// `a`, `b` and `c`.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
