//! Fronts of one service that guard it unevenly: one has a web ACL or a limit on
//! requests, another on the internet has not. Who checks callers is the matter of
//! unchecked_endpoints.

use super::endpoint::Endpoint;
use super::service::Service;
use super::unchecked_endpoint::Receiver;
use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::architecture::Graph;
use crate::plan::ResourceId;
use std::collections::HashSet;

/// What one front has and another may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    WebAcl,
    RateLimit,
}

/// A front that lacks what another front of the service has.
pub struct WeakerFront<'g> {
    pub service: Service<'g>,
    pub front: Endpoint<'g>,
    pub control: Control,
    /// A front that has it.
    pub other: Endpoint<'g>,
    /// Whether this is sure.
    pub lacks: Answer,
}

impl Control {
    pub const ALL: [Self; 2] = [Self::WebAcl, Self::RateLimit];

    pub fn words(self) -> &'static str {
        match self {
            Self::WebAcl => "web ACL",
            Self::RateLimit => "limit on requests",
        }
    }
}

impl Graph<'_> {
    /// The fronts on the internet that lack what another front of the same
    /// service has. Those that are open where another one checks callers are left
    /// to whoever asks for unchecked_endpoints.
    pub fn weaker_fronts(&self) -> Vec<WeakerFront<'_>> {
        let ways = self.ways();
        let mut uneven = Vec::new();
        let mut unchecked_endpoints = None;
        for service in self.services() {
            let entries = ways.endpoints_of(&service).into_iter();
            let entries: Vec<Endpoint<'_>> = entries
                .filter(|entry| entry.is_for_anyone() != Answer::No)
                .collect();
            if entries.len() < 2 {
                continue;
            }
            let unchecked_endpoints = unchecked_endpoints.get_or_insert_with(|| open_doors(self));
            let is_door = |entry: &Endpoint<'_>| {
                let mut parts = entry.parts();
                parts.any(|part| unchecked_endpoints.contains(&(service.node.id, part)))
            };
            for control in Control::ALL {
                let has = |entry: &&Endpoint<'_>| entry.has(control) == Answer::Yes;
                let Some(other) = entries.iter().find(has) else {
                    continue;
                };
                let lacking = entries.iter().filter(|entry| !is_door(entry));
                uneven.extend(lacking.filter_map(|front| {
                    let lacks = match (front.has(control), front.is_for_anyone()) {
                        (Answer::Yes, _) => return None,
                        (Answer::No, Answer::Yes) => Answer::Yes,
                        _ => Answer::Unknown,
                    };
                    Some(WeakerFront {
                        service: service.clone(),
                        front: front.clone(),
                        control,
                        other: other.clone(),
                        lacks,
                    })
                }));
            }
        }
        uneven
    }
}

impl Endpoint<'_> {
    fn has(&self, control: Control) -> Answer {
        match (control, self.fronting.front) {
            (Control::WebAcl, _) => self.is_guarded(),
            // The function's own limit holds whatever front it is called by.
            (Control::RateLimit, Front::FunctionUrl) => self.limits_by_acl(),
            (Control::RateLimit, _) => self.limits_rate(),
        }
    }

    /// Whether anyone on the internet may come by it.
    fn is_for_anyone(&self) -> Answer {
        let closed = match self.fronting.front {
            _ if self.fronting.cloudfront => Answer::No,
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                let balancer = self.graph.load_balancer(self.front.id);
                !balancer.admits_world(self.graph)
            }
            Front::RestApi => self.graph.rest_api(self.front.id).keeps_out(),
            Front::FunctionUrl => self.signs(),
            Front::HttpApi | Front::WebsocketApi => Answer::No,
        };
        !Answer::any([!self.is_public(), closed])
    }

    /// What it and its ways are made of.
    fn parts(&self) -> impl Iterator<Item = ResourceId> {
        let steps = self.ways.iter().flat_map(|way| &way.steps);
        let steps = steps.filter_map(|step| step.opening());
        std::iter::once(self.front.id).chain(steps)
    }
}

/// The services and what leads to them around a check.
fn open_doors(graph: &Graph<'_>) -> HashSet<(ResourceId, ResourceId)> {
    let unchecked_endpoints = graph.unchecked_endpoints().open.into_iter();
    let ids = unchecked_endpoints.map(|door| {
        let opening = match &door.opening {
            Receiver::Url(url) => url.id,
            Receiver::ApiRoute(entrance) => entrance.node().id,
            Receiver::Forwarder(forwarder) => forwarder.node().id,
        };
        (door.service.node.id, opening)
    });
    ids.collect()
}
