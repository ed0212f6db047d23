//! Ways: from the client, through whatever fronts it, to a service.

use super::service::Service;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::groups_of;
use crate::graph::balancer::{Forwarder, LoadBalancer, TargetGroup};
use crate::graph::edge::Distribution;
use crate::graph::gateway::{HttpRoute, Integration, RestMethod, UnreadApi};
use crate::graph::lambda::names_of;
use crate::plan::{Confidence, ResourceId};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// The ways of a graph. What stands before a load balancer is found once, and
/// ways are made as they are asked for.
#[derive(Clone)]
pub struct Ways<'g> {
    graph: &'g Graph<'g>,
    found: Rc<WaysFound<'g>>,
}

#[derive(Default)]
struct WaysFound<'g> {
    before: RefCell<HashMap<(ResourceId, usize), Fronts<'g>>>,
    left_out: Cell<bool>,
}

/// What stands before a load balancer, each up to and with itself.
type Fronts<'g> = Rc<Vec<Vec<Step<'g>>>>;

/// One way from a client to a service, the client's end first.
#[derive(Clone)]
pub struct Way<'g> {
    pub steps: Vec<Step<'g>>,
    /// Whether every link on it is sure.
    pub sure: bool,
}

/// A stop on a way.
#[derive(Clone)]
pub enum Step<'g> {
    Distribution(Distribution<'g>),
    Method(RestMethod<'g>),
    Route(HttpRoute<'g>),
    Integration(Integration<'g>),
    /// An API of which no one can tell what it does with requests.
    Api(UnreadApi<'g>),
    LoadBalancer(LoadBalancer<'g>),
    Forwarder(Forwarder<'g>),
    Group(TargetGroup<'g>),
    Service(Service<'g>),
}

/// A network load balancer stands before an application load balancer at most.
const BALANCERS_IN_A_ROW: usize = 2;

/// So many ways to one service, and to one load balancer, are followed at most.
const MOST_WAYS: usize = 100_000;
const MOST_FRONTS: usize = 1_000;

impl<'p> Graph<'p> {
    pub fn ways(&self) -> Ways<'_> {
        Ways {
            graph: self,
            found: Rc::default(),
        }
    }
}

impl<'g> Ways<'g> {
    /// All ways to a service that the plan shows.
    pub fn to(&self, service: &Service<'_>) -> impl Iterator<Item = Way<'g>> + use<'g> {
        let graph = self.graph;
        let id = service.node.id;
        let mut groups: BTreeMap<ResourceId, Confidence> = BTreeMap::new();
        for (group, how) in groups_of(graph, id) {
            let known = groups.entry(group).or_insert(how);
            *known = how.min(*known);
        }
        let ways = self.clone();
        let behind_balancers = groups.into_iter().flat_map(move |(group, how)| {
            let ways = ways.clone();
            let forwarders = graph.target_group(group).forwarders().into_iter();
            forwarders.flat_map(move |(forwarder, forwarded)| {
                let sure = how.max(forwarded) <= Confidence::SameKey;
                ways.through(&forwarder).map(move |mut way| {
                    let group = Step::Group(graph.target_group(group));
                    let service = Step::Service(graph.service(id));
                    way.steps.extend([group, service]);
                    way.sure &= sure;
                    way
                })
            })
        });
        let found = self.found.clone();
        let all = ways_by_api(graph, id).into_iter().chain(behind_balancers);
        all.enumerate().map_while(move |(at, way)| {
            found.left_out.set(found.left_out.get() || at >= MOST_WAYS);
            (at < MOST_WAYS).then_some(way)
        })
    }

    /// All ways to a rule or default action, whatever it forwards to.
    pub fn through(&self, forwarder: &Forwarder<'g>) -> impl Iterator<Item = Way<'g>> + use<'g> {
        let balancer = forwarder
            .listener()
            .and_then(|listener| listener.load_balancer());
        let fronts = match &balancer {
            Some(balancer) => self.before(balancer, BALANCERS_IN_A_ROW),
            None => Rc::new(vec![Vec::new()]),
        };
        let forwarder = forwarder.clone();
        (0..fronts.len()).map(move |at| {
            let forwarder = [Step::Forwarder(forwarder.clone())];
            let steps = fronts[at].iter().cloned().chain(forwarder);
            Way {
                steps: steps.collect(),
                sure: true,
            }
        })
    }

    pub(in crate::graph) fn graph(&self) -> &'g Graph<'g> {
        self.graph
    }

    /// Whether there are more ways than were followed, to what was asked for.
    pub fn left_out(&self) -> bool {
        self.found.left_out.get()
    }

    /// What stands before a load balancer, up to and with itself: nothing, a
    /// distribution, an API's private integration, another load balancer.
    fn before(&self, balancer: &LoadBalancer<'g>, in_a_row: usize) -> Fronts<'g> {
        let key = (balancer.id(), in_a_row);
        if let Some(known) = self.found.before.borrow().get(&key) {
            return known.clone();
        }
        let mut before: Vec<Vec<Step<'g>>> = Vec::new();
        let mut seen = HashSet::new();
        for (distribution, _) in self.graph.origins_before(balancer.id()) {
            if seen.insert(distribution.id()) {
                before.push(vec![Step::Distribution(distribution)]);
            }
        }
        before.extend(apis_before(self.graph, balancer));
        if in_a_row > 1 {
            before.extend(self.through_others(balancer, in_a_row - 1));
        }
        // Whatever has addresses on the internet is a way by itself.
        if before.is_empty() || balancer.is_public() != Answer::No {
            before.insert(0, Vec::new());
        }
        if before.len() > MOST_FRONTS {
            before.truncate(MOST_FRONTS);
            self.found.left_out.set(true);
        }
        for steps in &mut before {
            steps.push(Step::LoadBalancer(balancer.clone()));
        }
        let before = Rc::new(before);
        let mut known = self.found.before.borrow_mut();
        known.insert(key, before.clone());
        before
    }

    /// The ways through other load balancers that have this one as their target.
    fn through_others(&self, balancer: &LoadBalancer<'g>, in_a_row: usize) -> Vec<Vec<Step<'g>>> {
        let groups = groups_of(self.graph, balancer.id()).into_iter();
        let groups: BTreeSet<_> = groups.map(|(group, _)| group).collect();
        let mut all = Vec::new();
        for group in groups {
            for (forwarder, _) in self.graph.target_group(group).forwarders() {
                let front = forwarder
                    .listener()
                    .and_then(|listener| listener.load_balancer());
                let Some(front) = front else { continue };
                for steps in self.before(&front, in_a_row).iter() {
                    // One more tells that some are left out.
                    if all.len() > MOST_FRONTS {
                        return all;
                    }
                    let forwarder = [Step::Forwarder(forwarder.clone())];
                    all.push(steps.iter().cloned().chain(forwarder).collect());
                }
            }
        }
        all
    }
}

impl<'g> Integration<'g> {
    /// The routes or methods that hand requests to it, each with it.
    fn api_routes(&self) -> Vec<Vec<Step<'g>>> {
        let methods = self.methods().into_iter().map(Step::Method);
        let routes = match self.is_of_api() {
            true if self.is_rest() => Vec::new(),
            true => vec![HttpRoute::new(self.graph, self.node.clone())],
            false => {
                let routes = self
                    .graph
                    .referrers(self.node.id, "aws_apigatewayv2_route", "target");
                routes
                    .map(|link| HttpRoute::new(self.graph, self.graph.node(link.from)))
                    .collect()
            }
        };
        let api_routes = routes.into_iter().map(Step::Route).chain(methods);
        api_routes
            .map(|entrance| vec![entrance, Step::Integration(self.clone())])
            .collect()
    }
}

impl<'g> Way<'g> {
    /// Whether some front on this way verifies bearer tokens.
    pub fn verifies_jwt(&self) -> Answer {
        Answer::any(self.steps.iter().map(|step| match step {
            // Code at the edge may verify anything.
            Step::Distribution(distribution) => match distribution.runs_code() {
                Answer::No => Answer::No,
                Answer::Yes | Answer::Unknown => Answer::Unknown,
            },
            Step::Route(route) => route.verifies_jwt(),
            Step::Method(method) => method.verifies_jwt(),
            Step::Api(_) => Answer::Unknown,
            Step::Forwarder(forwarder) => forwarder.verifies_jwt(),
            Step::Integration(_) | Step::LoadBalancer(_) | Step::Group(_) | Step::Service(_) => {
                Answer::No
            }
        }))
    }

    /// The application load balancer's rule or default action on this way, if
    /// there is one.
    pub fn forwarder(&self) -> Option<&Forwarder<'g>> {
        self.steps.iter().find_map(|step| match step {
            Step::Forwarder(forwarder) => Some(forwarder),
            _ => None,
        })
    }

    /// Whether only CORS preflights take it, which carry no credentials.
    pub fn is_preflight(&self) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Method(method) => method.is_preflight() == Answer::Yes,
            Step::Route(route) => route.is_preflight() == Answer::Yes,
            _ => false,
        })
    }

    pub fn addresses(&self) -> Vec<String> {
        let addresses = self.steps.iter().map(|step| step.address().to_owned());
        let mut addresses: Vec<_> = addresses.collect();
        // An API that describes its own routes is one stop.
        addresses.dedup();
        addresses
    }
}

impl<'g> Step<'g> {
    /// The rule, route or method, where it is one.
    pub(in crate::graph) fn opening(&self) -> Option<ResourceId> {
        match self {
            Self::Forwarder(forwarder) => Some(forwarder.node().id),
            Self::Method(method) => Some(method.node.id),
            Self::Route(route) => Some(route.node.id),
            _ => None,
        }
    }

    pub fn address(&self) -> &'g str {
        match self {
            Self::Distribution(distribution) => distribution.address(),
            Self::Method(method) => method.address(),
            Self::Route(route) => route.address(),
            Self::Integration(integration) => integration.address(),
            Self::Api(api) => api.address(),
            Self::LoadBalancer(balancer) => balancer.address(),
            Self::Forwarder(Forwarder::Rule(rule)) => rule.address(),
            Self::Forwarder(Forwarder::Default(listener)) => listener.address(),
            Self::Group(group) => group.address(),
            Self::Service(service) => service.address(),
        }
    }
}

/// APIs whose integrations lead to a load balancer.
fn apis_before<'g>(graph: &'g Graph<'g>, balancer: &LoadBalancer<'g>) -> Vec<Vec<Step<'g>>> {
    let id = balancer.id();
    let listeners = balancer.listeners();
    let listeners = listeners.iter().map(|listener| listener.id());
    let links = graph.referrers(id, "aws_api_gateway_vpc_link", "target_arns");
    let unchecked_endpoints: Vec<_> = std::iter::once(id)
        .chain(listeners)
        .chain(links.map(|link| link.from))
        .collect();
    let by_integration = unchecked_endpoints
        .iter()
        .flat_map(|door| Integration::leading_to(graph, *door));
    let by_integration = by_integration.flat_map(|(integration, _)| integration.api_routes());
    let unread = unchecked_endpoints
        .iter()
        .flat_map(|door| UnreadApi::leading_to(graph, *door));
    let unread = unread.map(|api| vec![Step::Api(api)]);
    by_integration.chain(unread).collect()
}

/// Ways through an API's own integration.
fn ways_by_api<'g>(graph: &'g Graph<'g>, service: ResourceId) -> Vec<Way<'g>> {
    let mut ways = Vec::new();
    for (name, how) in names_of(graph, service) {
        let mut add = |mut steps: Vec<_>, sure| {
            steps.push(Step::Service(graph.service(service)));
            ways.push(Way { steps, sure });
        };
        for (integration, named) in Integration::leading_to(graph, name) {
            let sure = named.max(how) <= Confidence::SameKey;
            let api_routes = integration.api_routes().into_iter();
            api_routes.for_each(|steps| add(steps, sure));
        }
        let unread = UnreadApi::leading_to(graph, name).into_iter();
        unread.for_each(|api| add(vec![Step::Api(api)], false));
    }
    ways
}
