//! Entries: the fronts by which a service is reached, one for each kind and resource.

use super::{Answer, Distribution, Graph, Service, Step, Way};
use crate::facts::{Backend, Entrance, Front};
use crate::plan::{Node, ResourceId};

/// A front by which a service is reached, and all ways through it.
pub struct Entry<'g> {
    pub entrance: Entrance,
    /// The API, the load balancer nearest the client, or the function URL.
    pub front: Node<'g>,
    /// What stands before it.
    pub distributions: Vec<Distribution<'g>>,
    pub ways: Vec<Way<'g>>,
    pub(super) graph: &'g Graph<'g>,
}

const DISTRIBUTION: &str = "aws_cloudfront_distribution";

impl<'p> Graph<'p> {
    /// The fronts by which a service is reached. What a distribution stands
    /// before is one front with it: its own default address is no other one.
    pub fn entries_to(&self, service: &Service<'_>) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for way in self.ways_to(service) {
            let Some((front, kind)) = self.front_of(&way) else {
                continue;
            };
            let before = way.steps.iter().find_map(|step| match step {
                Step::Distribution(distribution) => Some(distribution.clone()),
                _ => None,
            });
            let known = entries.iter_mut().find(|entry| entry.front.id == front);
            let entry = match known {
                Some(entry) => entry,
                None => {
                    entries.push(self.entry(kind, front));
                    entries.last_mut().expect("one was just pushed")
                }
            };
            // Behind a load balancer that is not its own, a distribution stands
            // further away from the client.
            if let Some(before) = before.filter(|before| !entry.has(before.id())) {
                entry.distributions.push(before);
            }
            entry.ways.push(way);
        }
        entries.extend(self.urls_of(service));
        for entry in &mut entries {
            entry.entrance.cloudfront = !entry.distributions.is_empty();
            if entry.entrance.cloudfront {
                let through = |way: &Way<'_>| {
                    let mut steps = way.steps.iter();
                    steps.any(|step| matches!(step, Step::Distribution(_)))
                };
                // The distribution is before all of it or, where ways name it, before those.
                if entry.ways.iter().any(through) {
                    entry.ways.retain(through);
                }
            }
        }
        entries
    }

    fn entry(&self, front: Front, id: ResourceId) -> Entry<'_> {
        Entry {
            entrance: Entrance {
                front,
                cloudfront: false,
            },
            front: self.node(id),
            distributions: self.distributions_before(id),
            ways: Vec::new(),
            graph: self,
        }
    }

    /// The distributions whose origin is an API, one of its stages, a function URL.
    fn distributions_before(&self, id: ResourceId) -> Vec<Distribution<'_>> {
        let stages = [
            ("aws_api_gateway_stage", "rest_api_id"),
            ("aws_apigatewayv2_stage", "api_id"),
        ];
        let stages = stages
            .into_iter()
            .flat_map(|(stage, api)| self.referrers(id, stage, api))
            .map(|link| link.from);
        let mut found: Vec<ResourceId> = std::iter::once(id)
            .chain(stages)
            .flat_map(|named| self.referrers(named, DISTRIBUTION, "domain_name"))
            .filter(|link| link.is_sure())
            .map(|link| link.from)
            .collect();
        found.sort();
        found.dedup();
        found.into_iter().map(|id| self.distribution(id)).collect()
    }

    /// The front nearest the client on a way, apart from a distribution.
    fn front_of(&self, way: &Way<'_>) -> Option<(ResourceId, Front)> {
        let mut balancers = 0;
        let mut first = None;
        for step in &way.steps {
            let found = match step {
                Step::Method(method) => Some((method.api()?.id, Front::RestApi)),
                Step::Route(route) => {
                    let api = self.follow(&route.node, "api_id").sure()?;
                    let front = match route.protocol()? {
                        "WEBSOCKET" => Front::WebsocketApi,
                        _ => Front::HttpApi,
                    };
                    Some((api, front))
                }
                Step::LoadBalancer(balancer) => {
                    balancers += 1;
                    let front = match balancer.kind()? {
                        "application" => Front::Alb,
                        "network" => Front::Nlb,
                        _ => return None,
                    };
                    Some((balancer.id(), front))
                }
                _ => None,
            };
            first = first.or(found);
        }
        match first? {
            (id, Front::Nlb) if balancers > 1 => Some((id, Front::NlbAlb)),
            front => Some(front),
        }
    }

    /// The function URLs of a service, as entries.
    fn urls_of(&self, service: &Service<'_>) -> Vec<Entry<'_>> {
        let names = self.names_of(service.node.id).into_iter();
        let urls = names.flat_map(|(name, _)| {
            let links = self.referrers(name, "aws_lambda_function_url", "function_name");
            let sure = links.filter(|link| link.is_sure());
            sure.map(|link| link.from).collect::<Vec<_>>()
        });
        urls.map(|url| self.entry(Front::FunctionUrl, url))
            .collect()
    }
}

impl Service<'_> {
    /// What it is to a front.
    pub fn backend(&self) -> Backend {
        match self.kind() {
            "aws_lambda_function" => Backend::Function,
            _ => Backend::Server,
        }
    }
}

impl<'g> Entry<'g> {
    fn has(&self, distribution: ResourceId) -> bool {
        let mut known = self.distributions.iter();
        known.any(|known| known.id() == distribution)
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.front.id)
    }

    /// The address of what clients meet first.
    pub fn first(&self) -> &'g str {
        match self.distributions.first() {
            Some(distribution) => distribution.address(),
            None => self.address(),
        }
    }

    /// The address of a rule, route or method that hands requests on.
    pub fn guards(&self) -> Option<&'g str> {
        let mut steps = self.ways.iter().flat_map(|way| &way.steps);
        steps.find_map(|step| match step {
            Step::Forwarder(_) | Step::Method(_) | Step::Route(_) => Some(step.address()),
            _ => None,
        })
    }

    /// The name by which the configuration of its module refers to the front.
    pub fn front_name(&self) -> String {
        self.local_name(self.front.id)
    }

    /// The same for the stage of a REST API, when it has one.
    pub fn stage_name(&self) -> Option<String> {
        let mut stages =
            self.graph
                .referrers(self.front.id, "aws_api_gateway_stage", "rest_api_id");
        stages.next().map(|link| self.local_name(link.from))
    }

    fn local_name(&self, id: ResourceId) -> String {
        self.graph.local_name(id)
    }

    /// Whether clients on the internet reach it.
    pub fn is_public(&self) -> Answer {
        match self.entrance.front {
            _ if self.entrance.cloudfront => Answer::Yes,
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                self.graph.load_balancer(self.front.id).is_public()
            }
            Front::RestApi => !self.graph.is_private_api(&self.front),
            Front::HttpApi | Front::WebsocketApi | Front::FunctionUrl => Answer::Yes,
        }
    }
}
