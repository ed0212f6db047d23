//! NeededWays: each way to a service that needs something, and what the need comes
//! to on it. This is what the lints about needs look at; advice asks the same of
//! all ways of a front together.

use crate::answer::Answer;
use crate::facts::{Need, Needed};
use crate::graph::architecture::Graph;
use crate::graph::balancer::{Listener, TargetGroup};
use crate::graph::ways::{Endpoint, Service, Step};

/// One way to a service that needs something.
pub struct NeededWay<'g> {
    pub service: Service<'g>,
    /// The front, with that way alone.
    pub entry: Endpoint<'g>,
    pub needed: Needed,
    /// Whether the need is met on it.
    pub met: Answer,
}

/// The needed_ways of a plan for some needs.
#[derive(Default)]
pub struct NeededWays<'g> {
    pub all: Vec<NeededWay<'g>>,
    /// Services to which more ways lead than are followed.
    pub left_out: Vec<Service<'g>>,
    /// Services without any way where the plan does not show all that may lead to one.
    pub lost: Vec<Service<'g>>,
}

impl<'p> Graph<'p> {
    /// The ways to the services that need any of these.
    pub fn needed_ways(&self, needs: &[Need]) -> NeededWays<'_> {
        let mut needed_ways = NeededWays::default();
        if !someone_needs(self, needs) {
            return needed_ways;
        }
        let ways = self.ways();
        for service in self.services() {
            let entries = ways.endpoints_of(&service);
            let declared = service.needs_at(&entries).into_iter();
            let declared: Vec<_> = declared.filter(|one| needs.contains(&one.need)).collect();
            if declared.is_empty() {
                continue;
            }
            if entries.is_empty() && self.may_lead_more() {
                needed_ways.lost.push(service.clone());
            }
            if ways.left_out() {
                needed_ways.left_out.push(service.clone());
            }
            for entry in entries.into_iter().flat_map(Endpoint::by_way) {
                for needed in &declared {
                    needed_ways.all.push(NeededWay {
                        service: service.clone(),
                        met: entry.meets(needed, service.backend()),
                        entry: entry.clone(),
                        needed: needed.clone(),
                    });
                }
            }
        }
        needed_ways
    }
}

impl<'g> NeededWay<'g> {
    /// The addresses on it, the client's end first.
    pub fn addresses(&self) -> Vec<String> {
        match self.entry.ways.first() {
            Some(way) => way.addresses(),
            None => [
                self.entry.first(),
                self.entry.address(),
                self.service.address(),
            ]
            .map(str::to_owned)
            .to_vec(),
        }
    }

    /// The target groups on it that hold the service.
    pub fn groups(&self) -> impl Iterator<Item = &TargetGroup<'g>> {
        self.steps().filter_map(|step| match step {
            Step::Group(group) => Some(group),
            _ => None,
        })
    }

    /// The listeners that it goes through.
    pub fn listeners(&self) -> impl Iterator<Item = Listener<'g>> {
        self.steps().filter_map(|step| match step {
            Step::Forwarder(forwarder) => forwarder.listener(),
            _ => None,
        })
    }

    fn steps(&self) -> impl Iterator<Item = &Step<'g>> {
        self.entry.ways.iter().flat_map(|way| &way.steps)
    }

    /// Whether it is sure that requests take it.
    pub fn is_sure(&self) -> bool {
        self.entry.ways.iter().all(|way| way.sure)
    }
}

/// Whether anything declares any of these needs.
fn someone_needs(graph: &Graph<'_>, needs: &[Need]) -> bool {
    let mut services = graph.config().services.iter();
    let described = services.any(|service| {
        let mut declared = service.needs.iter();
        declared.any(|needed| needs.contains(&needed.need))
    });
    described || graph.tagged_needs().iter().any(|need| needs.contains(need))
}
