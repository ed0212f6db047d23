//! Entries: the fronts by which a service is reached, one for each kind and resource.

use super::service::Service;
use super::way::{Step, Way, Ways};
use crate::answer::Answer;
use crate::facts::{Backend, Cell, Front, FrontStack, Needed, in_a_row};
use crate::graph::architecture::Graph;
use crate::graph::edge::{Distribution, Origin};
use crate::graph::lambda::Function;
use crate::plan::{Node, Place, ResourceId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A front by which a service is reached, and all ways through it.
#[derive(Clone)]
pub struct Endpoint<'g> {
    pub fronting: FrontStack,
    /// The API, the load balancer nearest the client, or the function URL.
    pub front: Node<'g>,
    /// What stands before it.
    pub distributions: Vec<Distribution<'g>>,
    pub ways: Vec<Way<'g>>,
    pub(in crate::graph) graph: &'g Graph<'g>,
}

const DISTRIBUTION: &str = "aws_cloudfront_distribution";

impl<'g> Ways<'g> {
    /// The fronts by which a service is reached. What a distribution stands
    /// before is one front with it: its own default address is no other one.
    pub fn endpoints_of(&self, service: &Service<'g>) -> Vec<Endpoint<'g>> {
        let graph = self.graph();
        let mut entries: Vec<Endpoint<'g>> = Vec::new();
        let mut known: HashMap<ResourceId, usize> = HashMap::new();
        for way in self.to(service) {
            let Some((front, kind)) = way.fronts().into_iter().next() else {
                continue;
            };
            let at = *known.entry(front).or_insert_with(|| {
                entries.push(Endpoint::new(graph, kind, graph.node(front)));
                entries.len() - 1
            });
            entries[at].add(way);
        }
        let urls = service.function_urls().into_iter();
        entries.extend(urls.map(|url| Endpoint::new(graph, Front::FunctionUrl, url)));
        entries.iter_mut().for_each(Endpoint::settle);
        entries
    }
}

impl<'g> Way<'g> {
    /// The fronts on it, the client's end first, apart from a distribution. A network
    /// load balancer right before an application load balancer is one with it.
    fn fronts(&self) -> Vec<(ResourceId, Front)> {
        let mut fronts: Vec<(ResourceId, Front)> = Vec::new();
        for (id, front) in self.steps.iter().filter_map(front) {
            match fronts.last_mut() {
                Some((_, before @ Front::Nlb)) if front == Front::Alb => *before = Front::NlbAlb,
                _ => fronts.push((id, front)),
            }
        }
        fronts
    }

    fn distribution(&self) -> Option<&Distribution<'g>> {
        self.steps.iter().find_map(|step| match step {
            Step::Distribution(distribution) => Some(distribution),
            _ => None,
        })
    }
}

/// The front that a stop is, when the plan tells.
fn front(step: &Step<'_>) -> Option<(ResourceId, Front)> {
    match step {
        Step::Method(method) => Some((method.api()?.id(), Front::RestApi)),
        Step::Route(route) => {
            let front = match route.protocol()? {
                "WEBSOCKET" => Front::WebsocketApi,
                _ => Front::HttpApi,
            };
            Some((route.api()?, front))
        }
        Step::Api(api) => match api.rest_api() {
            Some(rest) => Some((rest.id(), Front::RestApi)),
            None => api.is_http().then(|| (api.id(), Front::HttpApi)),
        },
        Step::LoadBalancer(balancer) => {
            let front = match balancer.kind()? {
                "application" => Front::Alb,
                "network" => Front::Nlb,
                _ => return None,
            };
            Some((balancer.id(), front))
        }
        _ => None,
    }
}

impl<'g> Endpoint<'g> {
    fn new(graph: &'g Graph<'g>, kind: Front, front: Node<'g>) -> Self {
        Self {
            fronting: FrontStack {
                front: kind,
                cloudfront: false,
            },
            distributions: distributions_before(graph, front.id),
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

    /// The same front with each of its ways alone, but for those of preflights: what
    /// it lacks is seen on one.
    pub(in crate::graph) fn by_way(self) -> Vec<Self> {
        if self.ways.is_empty() {
            return vec![self];
        }
        let alone = |way: &Way<'g>| {
            let alone = self.with(vec![way.clone()]);
            match way.distribution() {
                Some(before) => Self {
                    distributions: vec![before.clone()],
                    ..alone
                },
                None => alone,
            }
        };
        let asked = self.ways.iter().filter(|way| !way.is_preflight());
        asked.map(alone).collect()
    }

    /// The origins by which the distributions before it lead to it.
    pub(in crate::graph) fn origins(&self) -> Vec<Origin<'g>> {
        let by_name = origins_to(self.graph, self.front.id);
        let by_address = self.graph.origins_before(self.front.id);
        let mut known = HashSet::new();
        let all = by_name.into_iter().chain(by_address);
        all.filter(|(distribution, _)| self.has_before_it(distribution.id()))
            .filter(|(_, origin)| known.insert((origin.node.id, origin.node.path.clone())))
            .map(|(_, origin)| origin)
            .collect()
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

    /// What the fronts on each way can do for a need, whatever they are set up to do.
    pub fn can(&self, needed: &Needed, backend: Backend) -> Cell {
        let chains: BTreeSet<Vec<Front>> = self
            .ways
            .iter()
            .map(|way| way.fronts().into_iter().map(|(_, front)| front).collect())
            .collect();
        let cloudfront = self.fronting.cloudfront;
        let cells = chains
            .iter()
            .map(|fronts| in_a_row(cloudfront, fronts, needed, backend));
        let own = || self.fronting.offers(needed, backend);
        cells.reduce(Cell::worse).unwrap_or_else(own)
    }

    /// The stages of the API.
    pub(in crate::graph) fn stages(&self) -> Vec<Node<'g>> {
        let (type_name, attribute) = match self.fronting.front {
            Front::RestApi => ("aws_api_gateway_stage", "rest_api_id"),
            _ => ("aws_apigatewayv2_stage", "api_id"),
        };
        let links = self.graph.referrers(self.front.id, type_name, attribute);
        links.map(|link| self.graph.node(link.from)).collect()
    }

    /// The same front with other ways.
    pub(in crate::graph) fn with(&self, ways: Vec<Way<'g>>) -> Self {
        Self {
            fronting: self.fronting,
            front: self.front.clone(),
            distributions: self.distributions.clone(),
            ways,
            graph: self.graph,
        }
    }

    /// The load balancer behind an API, as a front of its own: one that is there
    /// already when the API goes.
    pub fn behind_api(&self) -> Option<Self> {
        let balancer = |way: &Way<'g>| {
            let at = way
                .steps
                .iter()
                .position(|it| matches!(it, Step::LoadBalancer(_)))?;
            let (id, kind) = front(way.steps.get(at)?)?;
            (at > 0).then_some((at, id, kind))
        };
        let (_, id, kind) = balancer(self.ways.first()?)?;
        if !matches!(self.fronting.front, Front::HttpApi | Front::RestApi) {
            return None;
        }
        let mut inner = Self::new(self.graph, kind, self.graph.node(id));
        for way in &self.ways {
            let (at, other, _) = balancer(way)?;
            if other != id {
                return None;
            }
            inner.add(Way {
                steps: way.steps.get(at..)?.to_vec(),
                sure: way.sure,
            });
        }
        inner.settle();
        Some(inner)
    }

    /// The function behind it, where it is one.
    pub(in crate::graph) fn function(&self) -> Option<Function<'g>> {
        let mut steps = self.ways.iter().flat_map(|way| &way.steps);
        let behind = steps.find_map(|step| match step {
            Step::Service(service) => self.graph.function(service.node.id),
            _ => None,
        });
        let of_url = || {
            let named = self.graph.follow(&self.front, "function_name").sure()?;
            let alias = self.graph.node(named);
            let behind = || self.graph.follow(&alias, "function_name").sure();
            let function = self.graph.function(named);
            function.or_else(|| self.graph.function(behind()?))
        };
        match self.fronting.front {
            Front::FunctionUrl => of_url(),
            _ => behind,
        }
    }

    /// Whether it is a function URL that anyone may call, without anything before it.
    pub fn is_bare_url(&self) -> Answer {
        let before = self.graph.any_unresolved(DISTRIBUTION, "domain_name");
        let clothed = [
            Answer::of(Some(self.fronting.front != Front::FunctionUrl)),
            Answer::of(Some(self.fronting.cloudfront)),
        ];
        let open = [self.signs(), Answer::unless(before)];
        match Answer::any(clothed) {
            Answer::No => !Answer::any(open),
            _ => Answer::No,
        }
    }

    /// Whether it is a function URL that lets nobody in, for want of a permission.
    pub fn refuses_everyone(&self) -> Answer {
        match self.fronting.front {
            Front::FunctionUrl => self.graph.function_url(self.front.id).refuses_everyone(),
            _ => Answer::No,
        }
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

/// The origins that are an API, one of its stages, a function URL, each with
/// its distribution.
fn origins_to<'g>(graph: &'g Graph<'g>, id: ResourceId) -> Vec<(Distribution<'g>, Origin<'g>)> {
    let stages = [
        ("aws_api_gateway_stage", "rest_api_id"),
        ("aws_apigatewayv2_stage", "api_id"),
    ];
    let stages = stages
        .into_iter()
        .flat_map(|(stage, api)| graph.referrers(id, stage, api))
        .map(|link| link.from);
    let links = std::iter::once(id)
        .chain(stages)
        .flat_map(|named| graph.referrers(named, DISTRIBUTION, "domain_name"))
        .filter(|link| link.is_sure());
    links.filter_map(|link| Origin::of(graph, link)).collect()
}

/// The distributions whose origin is an API, one of its stages, a function URL.
pub fn distributions_before<'g>(graph: &'g Graph<'g>, id: ResourceId) -> Vec<Distribution<'g>> {
    let origins = origins_to(graph, id).into_iter();
    let mut found: Vec<_> = origins.map(|(distribution, _)| distribution).collect();
    found.sort_by_key(Distribution::id);
    found.dedup_by_key(|distribution| distribution.id());
    found
}
