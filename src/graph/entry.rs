//! Entries: the fronts by which a service is reached, one for each kind and resource.

use super::{Answer, Distribution, Function, Graph, Origin, Service, Step, Way, Ways};
use crate::facts::{Backend, Front, Fronting};
use crate::plan::{Node, Place, ResourceId};
use std::collections::{HashMap, HashSet};

/// A front by which a service is reached, and all ways through it.
#[derive(Clone)]
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
    /// The origins that are an API, one of its stages, a function URL, each with
    /// its distribution.
    fn origins_to(&self, id: ResourceId) -> Vec<(Distribution<'_>, Origin<'_>)> {
        let stages = [
            ("aws_api_gateway_stage", "rest_api_id"),
            ("aws_apigatewayv2_stage", "api_id"),
        ];
        let stages = stages
            .into_iter()
            .flat_map(|(stage, api)| self.referrers(id, stage, api))
            .map(|link| link.from);
        let links = std::iter::once(id)
            .chain(stages)
            .flat_map(|named| self.referrers(named, DISTRIBUTION, "domain_name"))
            .filter(|link| link.is_sure());
        links.filter_map(|link| self.origin_of(link)).collect()
    }

    /// The distributions whose origin is an API, one of its stages, a function URL.
    fn distributions_before(&self, id: ResourceId) -> Vec<Distribution<'_>> {
        let origins = self.origins_to(id).into_iter();
        let mut found: Vec<_> = origins.map(|(distribution, _)| distribution).collect();
        found.sort_by_key(Distribution::id);
        found.dedup_by_key(|distribution| distribution.id());
        found
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
        if let Some(before) = before.filter(|before| !self.has_before_it(before.id())) {
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

    /// The same front with each of its ways alone: what it lacks is seen on one.
    pub(super) fn by_way(self) -> Vec<Self> {
        let Self {
            fronting,
            front,
            distributions,
            ways,
            graph,
        } = self;
        if ways.is_empty() {
            return vec![Self {
                fronting,
                front,
                distributions,
                ways,
                graph,
            }];
        }
        let alone = |way: Way<'g>| Self {
            fronting,
            front: front.clone(),
            distributions: match way.distribution() {
                Some(before) => vec![before.clone()],
                None => distributions.clone(),
            },
            ways: vec![way],
            graph,
        };
        ways.into_iter().map(alone).collect()
    }

    /// The origins by which the distributions before it lead to it.
    pub(super) fn origins(&self) -> Vec<Origin<'g>> {
        let by_name = self.graph.origins_to(self.front.id);
        let by_address = self.graph.origins_before(self.front.id);
        let mut known = HashSet::new();
        let all = by_name.into_iter().chain(by_address);
        all.filter(|(distribution, _)| self.has_before_it(distribution.id()))
            .filter(|(_, origin)| known.insert((origin.node.id, origin.node.path.clone())))
            .map(|(_, origin)| origin)
            .collect()
    }

    /// The function behind a function URL.
    pub(super) fn function_of_url(&self) -> Option<Function<'g>> {
        let named = self.graph.follow(&self.front, "function_name").sure()?;
        let alias = self.graph.node(named);
        let behind = || self.graph.follow(&alias, "function_name").sure();
        let function = self.graph.function(named);
        function.or_else(|| self.graph.function(behind()?))
    }

    /// What it leads to.
    pub(super) fn backend(&self) -> Backend {
        let mut steps = self.ways.iter().flat_map(|way| &way.steps);
        let behind = steps.find_map(|step| match step {
            Step::Service(service) => Some(service.backend()),
            _ => None,
        });
        behind.unwrap_or(Backend::Function)
    }

    /// Where it is written what kind of front it is.
    pub fn place_of_kind(&self) -> Place {
        match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => self.front.place("load_balancer_type"),
            Front::HttpApi | Front::WebsocketApi => self.front.place("protocol_type"),
            Front::FunctionUrl => self.front.place("authorization_type"),
            // Nothing else has its type.
            Front::RestApi => self.front.header(),
        }
    }

    fn has_before_it(&self, distribution: ResourceId) -> bool {
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

    /// Where it is written what kind of endpoint a REST API has.
    pub fn endpoint_place(&self) -> Place {
        self.graph.rest_api(self.front.id).endpoint_place()
    }

    /// Whether clients on the internet reach it.
    pub fn is_public(&self) -> Answer {
        match self.fronting.cloudfront {
            true => Answer::Yes,
            false => self.is_public_itself(),
        }
    }

    /// The same of the front alone, without what stands before it.
    pub fn is_public_itself(&self) -> Answer {
        match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                self.graph.load_balancer(self.front.id).is_public()
            }
            Front::RestApi => !self.graph.rest_api(self.front.id).is_private(),
            Front::HttpApi | Front::WebsocketApi | Front::FunctionUrl => Answer::Yes,
        }
    }
}
