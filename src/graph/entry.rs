//! Entries: the fronts by which a service is reached, one for each kind and resource.

use super::{Answer, Distribution, Graph, Service, Step, Way, Ways};
use crate::facts::{Backend, Front, Fronting};
use crate::plan::{Node, ResourceId};
use std::collections::HashMap;

/// A front by which a service is reached, and all ways through it.
pub struct Entry<'g> {
    pub fronting: Fronting,
    /// The API, the load balancer nearest the client, or the function URL.
    pub front: Node<'g>,
    /// What stands before it.
    pub distributions: Vec<Distribution<'g>>,
    pub ways: Vec<Way<'g>>,
    pub(super) graph: &'g Graph<'g>,
}

const DISTRIBUTION: &str = "aws_cloudfront_distribution";

impl<'p> Graph<'p> {
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
}

impl<'g> Ways<'g> {
    /// The fronts by which a service is reached. What a distribution stands
    /// before is one front with it: its own default address is no other one.
    pub fn entries_to(&self, service: &Service<'_>) -> Vec<Entry<'g>> {
        let graph = self.graph();
        let mut entries: Vec<Entry<'g>> = Vec::new();
        let mut known: HashMap<ResourceId, usize> = HashMap::new();
        for way in self.to(service) {
            let Some((front, kind)) = way.front() else {
                continue;
            };
            let at = *known.entry(front).or_insert_with(|| {
                entries.push(Entry::new(graph, kind, graph.node(front)));
                entries.len() - 1
            });
            entries[at].add(way);
        }
        let urls = graph.function_urls_of(service).into_iter();
        entries.extend(urls.map(|url| Entry::new(graph, Front::FunctionUrl, url)));
        entries.iter_mut().for_each(Entry::settle);
        entries
    }
}

impl<'g> Way<'g> {
    /// The front nearest the client, apart from a distribution.
    fn front(&self) -> Option<(ResourceId, Front)> {
        let mut balancers = 0;
        let mut first = None;
        for step in &self.steps {
            let found = match step {
                Step::Method(method) => Some((method.api()?.id(), Front::RestApi)),
                Step::Route(route) => {
                    let front = match route.protocol()? {
                        "WEBSOCKET" => Front::WebsocketApi,
                        _ => Front::HttpApi,
                    };
                    Some((route.api()?, front))
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

    fn distribution(&self) -> Option<&Distribution<'g>> {
        self.steps.iter().find_map(|step| match step {
            Step::Distribution(distribution) => Some(distribution),
            _ => None,
        })
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
    fn new(graph: &'g Graph<'g>, kind: Front, front: Node<'g>) -> Self {
        Self {
            fronting: Fronting {
                front: kind,
                cloudfront: false,
            },
            distributions: graph.distributions_before(front.id),
            front,
            ways: Vec::new(),
            graph,
        }
    }

    fn add(&mut self, way: Way<'g>) {
        let before = way.distribution();
        if let Some(before) = before.filter(|before| !self.has(before.id())) {
            self.distributions.push(before.clone());
        }
        self.ways.push(way);
    }

    /// A distribution is before all of it or, where ways name it, before those.
    fn settle(&mut self) {
        self.fronting.cloudfront = !self.distributions.is_empty();
        let through = |way: &Way<'_>| way.distribution().is_some();
        if self.ways.iter().any(through) {
            self.ways.retain(through);
        }
    }

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
        match self.fronting.front {
            _ if self.fronting.cloudfront => Answer::Yes,
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                self.graph.load_balancer(self.front.id).is_public()
            }
            Front::RestApi => !self.graph.rest_api(self.front.id).is_private(),
            Front::HttpApi | Front::WebsocketApi | Front::FunctionUrl => Answer::Yes,
        }
    }
}
