//! Where on the ways of an entry a need is not met, and the names by which the
//! configuration refers to what stands there.

use super::endpoint::Endpoint;
use super::way::{Step, Way};
use crate::answer::Answer;
use crate::facts::{Backend, Front, Need, Needed};
use crate::graph::gateway::HttpRoute;
use crate::plan::{Key, Node, ResourceId};
use std::collections::{BTreeSet, HashSet};

/// A block of rules, routes or methods that lets in whom it should not.
#[derive(Clone, Debug)]
pub struct Guard {
    /// As its module calls it.
    pub block: String,
    /// Its instances that are for preflights, which carry no credentials.
    pub spared: Vec<Key>,
}

/// So many ways are asked one by one at most.
const MOST_WAYS: usize = 10_000;

impl<'g> Endpoint<'g> {
    /// The places on the ways where a need is not met: of rules, routes or methods
    /// for what they have to ask, of listeners, groups and stages for the rest.
    pub fn lacking(&self, needed: &Needed, backend: Backend) -> Vec<&'g str> {
        let mut found: Vec<&'g str> = Vec::new();
        let mut known = HashSet::new();
        for way in self.asked_ways() {
            let alone = self.with(vec![way.clone()]);
            if alone.meets(needed, backend) == Answer::No {
                let address = self.place(way, needed.need);
                found.extend(address.filter(|address| known.insert(*address)));
            }
        }
        found
    }

    /// Where on a way the need would be met.
    fn place(&self, way: &Way<'g>, need: Need) -> Option<&'g str> {
        let stage = || Some(self.graph.address(self.stages().first()?.id));
        let group = || {
            let group = way
                .steps
                .iter()
                .rev()
                .find(|it| matches!(it, Step::Group(_)));
            group.map(Step::address)
        };
        let listener = || Some(way.forwarder()?.listener()?.address());
        match need {
            Need::Jwt
            | Need::OidcLogin
            | Need::Cognito
            | Need::IamAuth
            | Need::LambdaAuth
            | Need::ApiKeys
            | Need::RequestValidation => match self.fronting.front {
                Front::WebsocketApi => self.connect_route().or_else(|| Some(self.address())),
                _ => guard(way).map(Step::address),
            },
            Need::Grpc | Need::StickySessions | Need::HealthChecks => group(),
            Need::Mtls | Need::Tls13Only | Need::PostQuantumTls | Need::FipsTls => listener(),
            Need::Waf | Need::Tracing if self.fronting.front != Front::RestApi => None,
            Need::RateLimit
            | Need::Waf
            | Need::ResponseCache
            | Need::AccessLogs
            | Need::Tracing => stage(),
            _ => None,
        }
    }

    /// The address of the route for new connections of a WebSocket API.
    fn connect_route(&self) -> Option<&'g str> {
        let links = self
            .graph
            .referrers(self.front.id, "aws_apigatewayv2_route", "api_id");
        let mut routes = links.map(|link| HttpRoute::new(self.graph, self.graph.node(link.from)));
        let connect = routes.find(|route| route.key() == Some("$connect"))?;
        Some(connect.address())
    }

    /// The ways that are to be asked one by one: a preflight asks for nothing.
    fn asked_ways(&self) -> impl Iterator<Item = &Way<'g>> {
        let asked = self.ways.iter().filter(|way| !way.is_preflight());
        asked.take(MOST_WAYS)
    }

    /// The blocks of rules, routes or methods that lack what a need takes, as their module
    /// calls them; none of those that a document describes.
    pub fn guards(&self, needed: &Needed, backend: Backend) -> Vec<Guard> {
        let mut found: Vec<Guard> = Vec::new();
        for way in self.asked_ways() {
            let Some(node) = self.guard_beside(way) else {
                continue;
            };
            let block = node.parsed().in_module();
            let lacks = || self.with(vec![way.clone()]).meets(needed, backend) == Answer::No;
            if found.iter().all(|known| known.block != block) && lacks() {
                let spared = self.preflights_of(&block);
                found.push(Guard { block, spared });
            }
        }
        found
    }

    /// The rule, route or method that decides on a way, when its module is that of
    /// the front.
    fn guard_beside<'w>(&self, way: &'w Way<'g>) -> Option<&'w Node<'g>> {
        let node = match guard(way)? {
            Step::Method(method) if !method.is_in_body() => &method.node,
            Step::Route(route) if !route.is_of_api() => &route.node,
            Step::Forwarder(forwarder) => forwarder.node(),
            _ => return None,
        };
        (self.graph.module_of(node.id) == self.module()).then_some(node)
    }

    /// The instances of a block that are for preflights alone.
    fn preflights_of(&self, block: &str) -> Vec<Key> {
        let preflights = self.ways.iter().filter(|way| way.is_preflight());
        let nodes = preflights.filter_map(|way| self.guard_beside(way));
        let nodes = nodes.filter(|node| node.parsed().in_module() == block);
        let keys: BTreeSet<Key> = nodes.filter_map(|node| node.parsed().key.clone()).collect();
        keys.into_iter().collect()
    }

    /// The name by which the configuration of its module refers to the front.
    pub fn front_name(&self) -> String {
        self.graph.local_name(self.front.id)
    }

    /// The same for the stage of an API, when it has one in the same module.
    pub fn stage_name(&self) -> Option<String> {
        let stages = self.stages();
        stages.iter().find_map(|stage| self.name_beside(stage.id))
    }

    /// The same for the listener that clients come by.
    pub fn listener_name(&self) -> Option<String> {
        let forwarders = self.ways.iter().find_map(Way::forwarder)?;
        self.name_beside(forwarders.listener()?.id())
    }

    /// The same for the distribution before it.
    pub fn distribution_name(&self) -> Option<String> {
        self.name_beside(self.distributions.first()?.id())
    }

    /// The same for a function behind it.
    pub fn function_name(&self) -> Option<String> {
        self.name_beside(self.function()?.id())
    }

    /// The same for a JWT authorizer that the API has already.
    pub fn jwt_authorizer_name(&self) -> Option<String> {
        let authorizers = self
            .graph
            .referrers(self.front.id, "aws_apigatewayv2_authorizer", "api_id")
            .filter(|link| link.is_sure());
        let mut verifying = authorizers.filter(|link| {
            let kind = self.graph.node(link.from).text("authorizer_type");
            kind.known() == Some("JWT")
        });
        self.name_beside(verifying.next()?.from)
    }

    fn name_beside(&self, id: ResourceId) -> Option<String> {
        let same = self.graph.module_of(id) == self.module();
        same.then(|| self.graph.local_name(id))
    }

    /// The module that the front stands in.
    pub fn module(&self) -> &'g str {
        self.graph.module_of(self.front.id)
    }
}

/// The stop of a way that decides who gets further: an API's route or method, else
/// the rule of the load balancer nearest the service.
fn guard<'w, 'g>(way: &'w Way<'g>) -> Option<&'w Step<'g>> {
    let of_api = |step: &&Step<'g>| matches!(step, Step::Method(_) | Step::Route(_) | Step::Api(_));
    let rule = |step: &&Step<'g>| matches!(step, Step::Forwarder(_));
    let api = way.steps.iter().find(of_api);
    api.or_else(|| way.steps.iter().rev().find(rule))
}
