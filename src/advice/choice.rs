//! The best front if one were choosing afresh.
//!
//! Fewest unmet needs, then fewest that something beside the front has to meet,
//! then monthly cost, then the simpler front.

use crate::answer::Answer;
use crate::facts::{Backend, Cell, Cost, Front, FrontStack, Need, Needed, Offer, Prices, Traffic};
use std::cmp::Ordering;

/// A front that could be chosen.
pub struct Candidate {
    pub fronting: FrontStack,
    /// For each need, what the front offers.
    pub cells: Vec<Cell>,
    /// Where the traffic is stated, for the front alone.
    pub monthly: Option<Cost>,
    /// The same for the distribution before it.
    pub edge: Option<Cost>,
    /// What clients have to do that they need not at other fronts.
    pub demand: Option<&'static str>,
    /// Whether that speaks against it: clients surely have to.
    demand_counts: bool,
    resources: usize,
}

/// What an origin access control before a function URL asks of clients. Where they surely
/// send bodies it counts as one need that the front does not meet by itself.
const HASHES: &str =
    "clients have to send `x-amz-content-sha256`, the hash of the body, with each PUT and POST";

impl Candidate {
    pub fn unmet(&self) -> usize {
        self.count(|offer| offer == Offer::No)
    }

    /// How many needs something beside the front has to meet, and whether clients have
    /// to do something for it.
    pub fn via(&self) -> usize {
        let told = self.cells.iter().any(Cell::takes_hashes);
        let demand = usize::from(self.demand_counts && !told);
        self.count(|offer| matches!(offer, Offer::Via(_))) + demand
    }

    /// What it costs a month with what stands before it.
    pub fn total(&self) -> Option<f64> {
        let edge = self.edge.as_ref().map_or(0.0, |edge| edge.usd);
        Some(self.monthly.as_ref()?.usd + edge)
    }

    fn count(&self, is: impl Fn(Offer) -> bool) -> usize {
        self.cells.iter().filter(|cell| is(cell.offer)).count()
    }

    fn cents(&self) -> Option<i64> {
        Some((self.total()? * 100.0).round() as i64)
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
    pub(super) present: &'a [FrontStack],
    pub(super) prices: &'a Prices,
    /// Whether requests may have bodies.
    pub(super) bodies: Answer,
}

impl Asked<'_> {
    /// All fronts that could be chosen, the best first; of equals one in use.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = FrontStack::all()
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
                edge: self
                    .traffic
                    .filter(|_| fronting.cloudfront)
                    .map(|traffic| self.prices.distribution(traffic)),
                demand: self.demand(fronting),
                demand_counts: self.demand(fronting).is_some() && self.bodies == Answer::Yes,
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

    fn demand(&self, fronting: FrontStack) -> Option<&'static str> {
        let signed = fronting.cloudfront && fronting.front == Front::FunctionUrl;
        (signed && self.bodies != Answer::No).then_some(HASHES)
    }

    fn needs(&self, need: Need) -> bool {
        self.needs.iter().any(|needed| needed.need == need)
    }

    fn is_candidate(&self, fronting: FrontStack) -> bool {
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
        let without = FrontStack {
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
    pub(super) fn best(&self, candidates: &[Candidate]) -> Option<FrontStack> {
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
        sentences.extend(best.demand.map(str::to_owned));
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
            return match (helped.as_slice(), other.demand) {
                ([], Some(demand)) => format!("behind `{name}` {demand}"),
                (helped, _) => format!("`{name}` needs help for {}", list(helped)),
            };
        }
        match (best.total(), other.total()) {
            (Some(less), Some(more)) if other.cents() > best.cents() => format!(
                "`{name}` does as much and costs {more:.2} instead of {less:.2} USD a month"
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
