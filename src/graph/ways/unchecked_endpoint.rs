//! UncheckedEndpoints: fronts that check nobody, before a service that another front guards.

use super::service::Service;
use super::way::{Step, Way};
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::{Forwarder, LoadBalancer, Rule};
use crate::graph::gateway::ApiRoute;
use crate::graph::request::{Conditions, Earlier, Example, Found, Part, find};
use crate::plan::{Node, Place, ResourceId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a front takes requests by.
#[derive(Clone)]
pub enum Receiver<'g> {
    Url(Node<'g>),
    ApiRoute(ApiRoute<'g>),
    Forwarder(Forwarder<'g>),
}

/// A way to a service around the front that checks its callers.
pub struct UncheckedEndpoint<'g> {
    pub service: Service<'g>,
    pub opening: Receiver<'g>,
    /// What guards the service elsewhere.
    pub guard: Receiver<'g>,
    /// A request that the guard would check, where the door is for some only.
    pub example: Option<Example>,
}

/// The unchecked_endpoints of an architecture, and where the plan leaves it open whether one is.
#[derive(Default)]
pub struct UncheckedEndpoints<'g> {
    pub open: Vec<UncheckedEndpoint<'g>>,
    pub undecided: Vec<Receiver<'g>>,
}

/// One entry to a service.
struct Candidate<'g> {
    opening: Receiver<'g>,
    /// What tells its front apart from others.
    front: String,
    conditions: Conditions,
    guarded: Answer,
    /// Whether it checks callers itself, apart from code at the edge.
    asks: Answer,
    /// Whether the whole internet may use it.
    open: Answer,
}

/// What is found once for all methods of an API, and all rules of a load balancer.
#[derive(Default)]
struct Fronts {
    keeps_out: HashMap<Option<ResourceId>, Answer>,
    reachable: HashMap<ResourceId, Answer>,
}

impl Graph<'_> {
    /// The unchecked_endpoints to the services of the plan.
    pub fn unchecked_endpoints(&self) -> UncheckedEndpoints<'_> {
        let ways = self.ways();
        let mut unchecked_endpoints = UncheckedEndpoints::default();
        let mut fronts = Fronts::default();
        for service in self.services() {
            let mut seen = HashSet::new();
            let ways = ways.to(&service).filter(|way| way.sure);
            let entries = ways.filter_map(|way| entry(self, &way, &mut seen, &mut fronts));
            let entries: Vec<_> = entries.chain(urls_of(self, &service)).collect();
            unchecked_endpoints.find(&service, &entries);
        }
        unchecked_endpoints
    }
}

impl<'g> UncheckedEndpoints<'g> {
    /// Finds the entries that are open and take what a guarded one takes, at
    /// another front. Two load balancers are compared elsewhere.
    fn find(&mut self, service: &Service<'g>, entries: &[Candidate<'g>]) {
        let is_guard =
            |entry: &&Candidate<'_>| entry.guarded == Answer::Yes || entry.asks == Answer::Unknown;
        let guards: Vec<&Candidate<'_>> = entries.iter().filter(is_guard).collect();
        if guards.is_empty() {
            return;
        }
        let mut fronts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            if entry.guarded != Answer::Yes && entry.open != Answer::No {
                fronts.entry(&entry.front).or_default().push(at);
            }
        }
        let all: Vec<Conditions> = entries.iter().map(|entry| entry.to_any_host()).collect();
        for (front, open) in fronts {
            let mut earlier = Earlier::new();
            for at in &open {
                earlier.push(&all[*at], *at);
            }
            let mut told = HashSet::new();
            for guard in guards.iter().filter(|guard| guard.front != front) {
                let at = match earlier.containing(&guard.conditions) {
                    Found::Example(at) => at,
                    Found::Nothing => {
                        let hidden = open.iter().map(|at| &entries[*at]);
                        let hidden = hidden.chain([*guard]).filter(|entry| entry.is_hidden());
                        self.undecided
                            .extend(hidden.map(|entry| entry.opening.clone()));
                        continue;
                    }
                    Found::Unknown => {
                        self.undecided.push(guard.opening.clone());
                        continue;
                    }
                };
                let entry = &entries[at];
                let itself = std::ptr::eq(entry, *guard);
                if itself || entry.is_balancer() && guard.is_balancer() || told.contains(&at) {
                    continue;
                }
                match entry.lets_in(guard) {
                    Answer::Yes => {
                        told.insert(at);
                        self.open.push(UncheckedEndpoint {
                            service: service.clone(),
                            opening: entry.opening.clone(),
                            guard: guard.opening.clone(),
                            example: entry.example(guard),
                        });
                    }
                    Answer::Unknown => {
                        told.insert(at);
                        self.undecided.push(entry.opening.clone());
                    }
                    Answer::No => {}
                }
            }
        }
    }
}

impl Candidate<'_> {
    fn is_balancer(&self) -> bool {
        matches!(self.opening, Receiver::Forwarder(_))
    }

    /// Whether it is known only after apply which requests it takes.
    fn is_hidden(&self) -> bool {
        !self.conditions.known() && !self.conditions.by_regex()
    }

    /// What it takes, whatever the host: clients choose that freely.
    fn to_any_host(&self) -> Conditions {
        self.conditions.but_for(Part::Host)
    }

    /// Whether a request that the guard takes comes in here unchecked.
    fn lets_in(&self, guard: &Candidate<'_>) -> Answer {
        match (self.open, self.guarded) {
            (Answer::No, _) | (_, Answer::Yes) => Answer::No,
            _ if guard.guarded != Answer::Yes => Answer::Unknown,
            (Answer::Yes, Answer::No) => match self.passes_rules(guard) {
                true => Answer::Yes,
                false => Answer::No,
            },
            _ => Answer::Unknown,
        }
    }

    /// Whether rules of the listener leave some such request to its default action.
    fn passes_rules(&self, guard: &Candidate<'_>) -> bool {
        let Receiver::Forwarder(Forwarder::Default(listener)) = &self.opening else {
            return true;
        };
        let rules: Option<Vec<Conditions>> = listener
            .rules()
            .map(|rules| rules.iter().map(Rule::conditions).collect());
        rules.is_some_and(|rules| {
            let rules: Vec<&Conditions> = rules.iter().collect();
            find(&[&guard.conditions], &rules).example().is_some()
        })
    }

    fn example(&self, guard: &Candidate<'_>) -> Option<Example> {
        match self.opening {
            Receiver::Url(_) => None,
            _ => find(&[&guard.conditions, &self.conditions], &[]).example(),
        }
    }
}

/// Whether a step on a way checks who calls.
fn guards(step: &Step<'_>) -> Answer {
    match step {
        Step::Method(method) => ApiRoute::Method(method.clone()).checks_callers(),
        Step::Route(route) => ApiRoute::Route(route.clone()).checks_callers(),
        Step::Forwarder(forwarder) => forwarder.demands_login(),
        // Code at the edge may check anything.
        Step::Distribution(distribution) => match distribution.runs_code() {
            Answer::No => Answer::No,
            Answer::Yes | Answer::Unknown => Answer::Unknown,
        },
        _ => Answer::No,
    }
}

impl<'g> ApiRoute<'g> {
    /// Whether it asks who calls.
    fn checks_callers(&self) -> Answer {
        let asked = self.authorization();
        Answer::of(asked.map(|asked| asked != crate::graph::gateway::Authorization::Nothing))
    }

    /// Which requests it takes.
    fn conditions(&self) -> Conditions {
        let found = match self {
            Self::Method(method) => {
                let verb = method.node.text("http_method").known();
                let path = method.path();
                path.zip(verb)
                    .map(|(path, verb)| Conditions::of_method(&path, verb))
            }
            Self::Route(route) => route.key().and_then(Conditions::of_route_key),
        };
        found.unwrap_or_else(Conditions::unknown)
    }

    /// Whether everyone on the internet may call it, and not for a preflight alone.
    fn is_for_all(&self, fronts: &mut Fronts) -> Answer {
        let closed = match self {
            Self::Method(method) => {
                let api = method.api().map(|api| api.id());
                let keeps_out = fronts.keeps_out.entry(api);
                [
                    !method.is_open(),
                    *keeps_out.or_insert_with(|| method.api_keeps_out()),
                ]
            }
            Self::Route(route) => {
                let http = route.protocol().map(|protocol| protocol != "HTTP");
                [!route.is_open(), Answer::of(http)]
            }
        };
        !Answer::any(closed.into_iter().chain([self.is_preflight()]))
    }
}

impl<'g> Forwarder<'g> {
    /// Which requests it takes, unless a rule before does.
    pub fn taken(&self) -> Conditions {
        match self {
            Self::Rule(rule) => rule.conditions(),
            Self::Default(_) => Conditions::anything(),
        }
    }

    /// Whether everyone on the internet may use it: its load balancer lets them
    /// in, and it asks for no header or address.
    fn is_for_all(&self, graph: &'g Graph<'g>, fronts: &mut Fronts) -> Answer {
        let conditions = self.taken();
        if conditions.look_at(&[Part::Header, Part::SourceIp]) {
            return Answer::unless(!conditions.known());
        }
        match self
            .listener()
            .and_then(|listener| listener.load_balancer())
        {
            Some(balancer) => *fronts
                .reachable
                .entry(balancer.id())
                .or_insert_with(|| balancer.is_reachable(graph)),
            None => Answer::Unknown,
        }
    }
}

impl<'g> LoadBalancer<'g> {
    /// Whether everyone on the internet reaches it, without anything before it.
    fn is_reachable(&self, graph: &'g Graph<'g>) -> Answer {
        match (self.is_public(), self.admits_world(graph)) {
            (Answer::Yes, Answer::Yes) => Answer::Yes,
            // A distribution may lead there.
            (Answer::No, _) | (_, Answer::No) => {
                Answer::unless(!graph.origins_before(self.id()).is_empty())
            }
            _ => Answer::Unknown,
        }
    }
}

impl<'g> Receiver<'g> {
    pub fn address(&self, graph: &'g Graph<'g>) -> &'g str {
        match self {
            Self::Url(url) => graph.address(url.id),
            Self::ApiRoute(entrance) => entrance.address(),
            Self::Forwarder(forwarder) => graph.address(forwarder.node().id),
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Url(_) => "function URL",
            Self::ApiRoute(entrance) => entrance.kind(),
            Self::Forwarder(forwarder) => forwarder.kind(),
        }
    }

    /// Where it would ask who calls.
    pub fn place(&self) -> Place {
        match self {
            Self::Url(url) => url.place("authorization_type"),
            Self::ApiRoute(entrance) => entrance.authorization_place(),
            Self::Forwarder(forwarder) => forwarder.node().header(),
        }
    }
}

/// What tells a front apart: the API, the load balancer.
fn front_of(graph: &Graph<'_>, opening: &Receiver<'_>) -> Option<String> {
    match opening {
        Receiver::Url(url) => Some(graph.address(url.id).to_owned()),
        Receiver::ApiRoute(entrance) => {
            let node = entrance.node();
            ["rest_api_id", "api_id"].iter().find_map(|attribute| {
                let api = graph.follow(node, attribute).sure();
                let literal = || node.text(attribute).known().map(str::to_owned);
                api.map(|api| graph.address(api).to_owned())
                    .or_else(literal)
            })
        }
        Receiver::Forwarder(forwarder) => {
            let balancer = forwarder.listener()?.load_balancer()?;
            Some(balancer.address().to_owned())
        }
    }
}

/// The URLs of a function, by itself or by its aliases.
fn urls_of<'g>(graph: &'g Graph<'g>, service: &Service<'g>) -> Vec<Candidate<'g>> {
    let urls = service.function_urls().into_iter().map(|url| {
        let kind = url.text("authorization_type").known();
        Candidate {
            front: graph.address(url.id).to_owned(),
            opening: Receiver::Url(url),
            conditions: Conditions::anything(),
            // It is the door that this is about, never the guard.
            guarded: Answer::No,
            asks: Answer::No,
            open: Answer::of(kind.map(|kind| kind == "NONE")),
        }
    });
    urls.collect()
}

/// The entry of a way, the first time it comes.
fn entry<'g>(
    graph: &'g Graph<'g>,
    way: &Way<'g>,
    seen: &mut HashSet<ResourceId>,
    fronts: &mut Fronts,
) -> Option<Candidate<'g>> {
    let mut steps = way.steps.iter();
    let (id, opening) = steps.find_map(|step| match step {
        Step::Method(method) => {
            let entrance = ApiRoute::Method(method.clone());
            Some((method.node.id, Receiver::ApiRoute(entrance)))
        }
        Step::Route(route) => {
            let entrance = ApiRoute::Route(route.clone());
            Some((route.node.id, Receiver::ApiRoute(entrance)))
        }
        Step::Forwarder(forwarder) => {
            Some((forwarder.node().id, Receiver::Forwarder(forwarder.clone())))
        }
        _ => None,
    })?;
    if !seen.insert(id) {
        return None;
    }
    let guarded = Answer::any(way.steps.iter().map(guards));
    let own = way
        .steps
        .iter()
        .filter(|step| !matches!(step, Step::Distribution(_)));
    let asks = Answer::any(own.map(guards));
    let front = front_of(graph, &opening)?;
    let (conditions, open) = match &opening {
        Receiver::Url(_) => return None,
        Receiver::ApiRoute(entrance) => (entrance.conditions(), entrance.is_for_all(fronts)),
        Receiver::Forwarder(forwarder) => (forwarder.taken(), forwarder.is_for_all(graph, fronts)),
    };
    Some(Candidate {
        opening,
        front,
        conditions,
        guarded,
        asks,
        open,
    })
}
