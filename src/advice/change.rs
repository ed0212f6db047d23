//! The smallest change to the front in use that meets every need: edits to it,
//! something before it, what stands behind it already, or another front.

use super::choice::Candidate;
use super::made::{self, Wanted};
use super::names::{Names, Snippet};
use super::order;
use super::snippet;
use crate::answer::Answer;
use crate::facts::{Backend, Front, FrontStack, Need, Needed, Offer};
use crate::graph::Endpoint;

/// What to do so that the needs are met.
pub struct Change {
    /// The address of the front that is in use.
    pub from: String,
    /// The front that comes out of it.
    pub to: FrontStack,
    pub edits: Vec<Edit>,
    /// The needs that stay unmet.
    pub left: Vec<Needed>,
}

/// One thing to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What to do, as an order.
    pub what: String,
    /// Terraform that does it, where a few lines do.
    pub snippets: Vec<Snippet>,
}

/// A front that something is to be done to.
pub(super) struct Present<'a> {
    pub(super) entry: &'a Endpoint<'a>,
    pub(super) needs: &'a [Needed],
    /// For each need, whether it is met.
    pub(super) met: &'a [Answer],
    pub(super) backend: Backend,
    /// What the configuration calls the service, as far as that makes a name.
    pub(super) service: String,
}

impl Change {
    /// All of it on one line.
    pub fn summary(&self) -> String {
        let edits: Vec<&str> = self.edits.iter().map(|edit| edit.what.as_str()).collect();
        edits.join("; ")
    }
}

impl Present<'_> {
    /// What is to be done for the needs that are not met; `None` when all are.
    pub(super) fn smallest_change(&self, candidates: &[Candidate]) -> Option<Change> {
        if !self.met.contains(&Answer::No) {
            return None;
        }
        let present = self.entry.fronting;
        let staying = std::iter::once(present).chain(self.around());
        let staying = staying.map(|fronting| self.stay(fronting));
        let others = candidates
            .iter()
            .filter(|candidate| candidate.fronting.front != present.front);
        let others = others.map(|candidate| self.replace(candidate));
        let all = staying.chain(self.without_api()).chain(others);
        let smallest = all.min_by_key(|(change, edits)| (change.left.len(), *edits));
        smallest.map(|(change, _)| change)
    }

    /// What may be put before or behind a front that stays.
    fn around(&self) -> Vec<FrontStack> {
        let present = self.entry.fronting;
        let mut fronts = Vec::new();
        if present.cloudfront {
            return fronts;
        }
        if present.front != Front::NlbAlb {
            fronts.push(FrontStack {
                cloudfront: true,
                ..present
            });
        }
        if matches!(present.front, Front::Alb | Front::Nlb) {
            fronts.push(FrontStack {
                front: Front::NlbAlb,
                ..present
            });
        }
        fronts
    }

    /// The change to a front that stays, perhaps with another around it, and how
    /// many resources it touches.
    fn stay(&self, to: FrontStack) -> (Change, usize) {
        let entry = self.entry;
        let mut edits: Vec<Edit> = Vec::new();
        let mut weight = 0;
        let mut names = Names::of(entry, &self.service).limiting(self.limits(to));
        if to != entry.fronting {
            let around = self.put_around(to);
            if !around.snippets.is_empty() {
                names = names.behind_new();
            }
            edits.push(around);
            // A distribution and its lock; a load balancer and its group.
            weight += 3;
        }
        // What it is to be done to is made by hand, behind the one that is there.
        let by_hand = to.front == Front::NlbAlb && entry.fronting.front == Front::Nlb;
        let mut left = Vec::new();
        let fixed = to.front == Front::NlbAlb && entry.fronting.front == Front::Alb;
        for (needed, met) in self.needs.iter().zip(self.met) {
            let lost = to != entry.fronting && to.offers(needed, self.backend).offer == Offer::No;
            match met {
                // It came with the network load balancer.
                Answer::No if fixed && needed.need == Need::StaticIp => {}
                Answer::No => match order::order(to, needed, self.backend) {
                    Some(what) => {
                        let guards = entry.guards(needed, self.backend);
                        names = names.guarding(guards);
                        let edit = Edit {
                            what: format!("{what}{}", self.place(to, needed)),
                            snippets: match by_hand {
                                true => Vec::new(),
                                false => snippet::of(&names, to, needed),
                            },
                        };
                        weight += usize::from(add(&mut edits, edit));
                    }
                    None => left.push(needed.clone()),
                },
                Answer::Yes | Answer::Unknown if lost => left.push(needed.clone()),
                Answer::Yes | Answer::Unknown => {}
            }
        }
        (self.change(to, edits, left), weight)
    }

    fn change(&self, to: FrontStack, edits: Vec<Edit>, left: Vec<Needed>) -> Change {
        Change {
            from: self.entry.address().to_owned(),
            to,
            edits,
            left,
        }
    }

    fn put_around(&self, to: FrontStack) -> Edit {
        let entry = self.entry;
        let address = entry.address();
        let what = match (to.front, entry.fronting.front) {
            (Front::NlbAlb, Front::Nlb) => format!(
                "put an application load balancer behind `{address}`, by a target group of type `alb`"
            ),
            (Front::NlbAlb, _) => format!(
                "put a network load balancer with Elastic IPs before `{address}`, by a target group of type `alb`"
            ),
            (front, _) => format!(
                "put a CloudFront distribution before `{address}`, and {}",
                order::lock(front)
            ),
        };
        Edit {
            what,
            snippets: made::before(&Names::of(entry, &self.service), to, self.wanted(to)),
        }
    }

    /// What a front that is made anew has to have from the start.
    fn wanted(&self, to: FrontStack) -> Wanted {
        let needs = |need: Need| self.needs.iter().any(|needed| needed.need == need);
        Wanted {
            caches: needs(Need::EdgeCache) || needs(Need::ResponseCache),
            signed: to.cloudfront || needs(Need::IamAuth),
        }
    }

    /// Whether a web ACL, where one is made, has to limit rates.
    fn limits(&self, to: FrontStack) -> bool {
        let rates = [Need::RateLimit, Need::PerClientRateLimit];
        let by_acl = |needed: &Needed| {
            rates.contains(&needed.need)
                && FrontStack {
                    cloudfront: false,
                    ..to
                }
                .offers(needed, self.backend)
                .offer
                    != Offer::Native
        };
        self.needs.iter().any(by_acl)
    }

    /// Where to write it, unless the order says so.
    fn place(&self, to: FrontStack, needed: &Needed) -> String {
        if order::is_for_edge(to, needed) {
            let distribution = self.entry.distributions.first();
            return distribution.map_or(String::new(), |it| format!(" (`{}`)", it.address()));
        }
        let lacking = self.entry.lacking(needed, self.backend);
        match lacking.as_slice() {
            [] => format!(" (`{}`)", self.entry.address()),
            [one] => format!(" (`{one}`)"),
            [one, two] => format!(" (`{one}` and `{two}`)"),
            [one, rest @ ..] => format!(" (`{one}` and {} more)", rest.len()),
        }
    }

    /// Doing without an API before a load balancer, where clients reach that.
    fn without_api(&self) -> Option<(Change, usize)> {
        let inner = self.entry.behind_api()?;
        let private = self.needs.iter().any(|needed| needed.need == Need::Private);
        if inner.is_public() != Answer::Yes && !private {
            return None;
        }
        let met: Vec<Answer> = self
            .needs
            .iter()
            .map(|needed| inner.meets(needed, self.backend))
            .collect();
        let alone = Present {
            entry: &inner,
            needs: self.needs,
            met: &met,
            backend: self.backend,
            service: self.service.clone(),
        };
        let (mut change, weight) = alone.stay(inner.fronting);
        let (api, balancer) = (self.entry.address(), inner.address());
        let what = format!("let clients come to `{balancer}` without `{api}` before it");
        change.edits.insert(
            0,
            Edit {
                what,
                snippets: Vec::new(),
            },
        );
        change.from = api.to_owned();
        Some((change, weight + 1))
    }

    /// Moving to another front. The one in use has to go as well.
    fn replace(&self, candidate: &Candidate) -> (Change, usize) {
        let to = candidate.fronting;
        let mut names = Names::new(to, &self.service, self.entry).limiting(self.limits(to));
        let wanted = self.wanted(to);
        let front = made::front(&names, to, self.backend, wanted);
        // Into a front that these lines do not make nothing can be written.
        let is_made = !front.is_empty();
        let mut edits = vec![Edit {
            what: format!("use {} instead of `{}`", to.words(), self.entry.address()),
            snippets: front,
        }];
        if to.cloudfront && self.entry.distributions.is_empty() {
            let before = match is_made {
                true => made::before(&names, to, wanted),
                false => Vec::new(),
            };
            if !before.is_empty() {
                names = names.behind_new();
            }
            edits.push(Edit {
                what: order::lock(to.front).to_owned(),
                snippets: before,
            });
        }
        let mut left = Vec::new();
        for (needed, cell) in self.needs.iter().zip(&candidate.cells) {
            if cell.offer == Offer::No || cell.takes_distribution() {
                left.push(needed.clone());
                continue;
            }
            // A new URL asks for signatures from the start.
            if to.front == Front::FunctionUrl && needed.need == Need::IamAuth {
                continue;
            }
            if let Some(what) = order::order(to, needed, self.backend) {
                let snippets = match (is_made, to.cloudfront) {
                    (true, _) => snippet::of(&names, to, needed),
                    (false, true) => snippet::at_edge(&names, to, needed.need).unwrap_or_default(),
                    (false, false) => Vec::new(),
                };
                add(&mut edits, Edit { what, snippets });
            }
        }
        let gone = self.entry.fronting.front.resources(self.backend);
        let weight = to.resources(self.backend) + gone + edits.len();
        (self.change(to, edits, left), weight)
    }
}

/// Adds an edit unless it is there; of two that the same lines do the one that says
/// more stays. Whether it is new.
fn add(edits: &mut Vec<Edit>, edit: Edit) -> bool {
    let same = |known: &&mut Edit| {
        known.what == edit.what || (!edit.snippets.is_empty() && known.snippets == edit.snippets)
    };
    match edits.iter_mut().find(same) {
        Some(known) if known.what.len() < edit.what.len() => {
            *known = edit;
            false
        }
        Some(_) => false,
        None => {
            edits.push(edit);
            true
        }
    }
}
