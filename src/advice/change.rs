//! The smallest change to the front in use that meets every need: edits to it,
//! something before it, or another front.

use super::choice::Candidate;
use super::made;
use super::order;
use super::snippet::{self, Names};
use crate::facts::{Backend, Front, Fronting, Need, Needed, Offer};
use crate::graph::Entry;

/// What to do so that the needs are met.
pub struct Change {
    /// The address of the front that is in use.
    pub from: String,
    /// The front that comes out of it.
    pub to: Fronting,
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

/// A few lines of Terraform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where they go.
    pub into: String,
    pub text: String,
}

/// A front that something is to be done to.
pub(super) struct Present<'a> {
    pub(super) entry: &'a Entry<'a>,
    pub(super) needs: &'a [Needed],
    pub(super) unmet: &'a [&'a Needed],
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
        if self.unmet.is_empty() {
            return None;
        }
        let present = self.entry.fronting;
        let staying = std::iter::once(present).chain(before(present));
        let staying = staying.map(|fronting| self.stay(fronting));
        let others = candidates
            .iter()
            .filter(|candidate| candidate.fronting.front != present.front);
        let others = others.map(|candidate| self.replace(candidate));
        let all = staying.chain(others);
        let smallest = all.min_by_key(|(change, edits)| (change.left.len(), *edits));
        smallest.map(|(change, _)| change)
    }

    /// The change to a front that stays, perhaps with another before it, and how
    /// many resources it touches.
    fn stay(&self, to: Fronting) -> (Change, usize) {
        let entry = self.entry;
        let mut edits: Vec<Edit> = Vec::new();
        let mut weight = 0;
        if to != entry.fronting {
            edits.push(self.put_before(to));
            // A distribution and its lock; a load balancer and its group.
            weight += 3;
        }
        let names = Names::of(entry);
        let mut left = Vec::new();
        let fixed = to.front == Front::NlbAlb && to != entry.fronting;
        for needed in self.unmet {
            // It came with the network load balancer.
            if fixed && needed.need == Need::StaticIp {
                continue;
            }
            let Some(what) = order::order(to, needed, self.backend) else {
                left.push((*needed).clone());
                continue;
            };
            let edit = Edit {
                what: format!("{what}{}", self.place(to, needed)),
                snippets: snippet::of(&names, to, needed),
            };
            if !edits.contains(&edit) {
                weight += 1;
                edits.push(edit);
            }
        }
        (self.change(to, edits, left), weight)
    }

    fn change(&self, to: Fronting, edits: Vec<Edit>, left: Vec<Needed>) -> Change {
        Change {
            from: self.entry.address().to_owned(),
            to,
            edits,
            left,
        }
    }

    fn put_before(&self, to: Fronting) -> Edit {
        let address = self.entry.address();
        let what = match to.front {
            Front::NlbAlb => format!(
                "put a network load balancer with Elastic IPs before `{address}`, by a target group of type `alb`"
            ),
            front => format!(
                "put a CloudFront distribution before `{address}`, and {}",
                order::lock(front)
            ),
        };
        Edit {
            what,
            snippets: made::before(&Names::of(self.entry), to),
        }
    }

    /// Where to write it, unless the order says so.
    fn place(&self, to: Fronting, needed: &Needed) -> String {
        if order::is_for_edge(to, needed.need) {
            let distribution = self.entry.distributions.first();
            return distribution.map_or(String::new(), |it| format!(" (`{}`)", it.address()));
        }
        if !order::is_for_routes(needed.need) {
            return format!(" (`{}`)", self.entry.address());
        }
        let lacking = self.entry.lacking(needed, self.backend);
        match lacking.as_slice() {
            [] => format!(" (`{}`)", self.entry.address()),
            [one] => format!(" (`{one}`)"),
            [one, two] => format!(" (`{one}` and `{two}`)"),
            [one, rest @ ..] => format!(" (`{one}` and {} more)", rest.len()),
        }
    }

    /// Moving to another front.
    fn replace(&self, candidate: &Candidate) -> (Change, usize) {
        let to = candidate.fronting;
        let names = Names::new(to, &self.service, self.entry);
        let mut edits = vec![Edit {
            what: format!("replace `{}` by {}", self.entry.address(), to.words()),
            snippets: made::front(&names, to, self.backend),
        }];
        let mut left = Vec::new();
        for (needed, cell) in self.needs.iter().zip(&candidate.cells) {
            if cell.offer == Offer::No || cell.takes_distribution() {
                left.push(needed.clone());
                continue;
            }
            let order = order::order(to, needed, self.backend);
            let edit = order.map(|what| Edit {
                what,
                snippets: snippet::of(&names, to, needed),
            });
            edits.extend(edit.filter(|edit| !edits.contains(edit)));
        }
        let weight = to.resources(self.backend) + candidate.via();
        (self.change(to, edits, left), weight)
    }
}

/// What may be put before a front that stays.
fn before(fronting: Fronting) -> Vec<Fronting> {
    let mut fronts = Vec::new();
    if !fronting.cloudfront && fronting.front != Front::NlbAlb {
        fronts.push(Fronting {
            cloudfront: true,
            ..fronting
        });
    }
    if !fronting.cloudfront && fronting.front == Front::Alb {
        fronts.push(Fronting {
            front: Front::NlbAlb,
            ..fronting
        });
    }
    fronts
}
