//! Listeners and their rules: what they take, and what they do with it.

use super::load_balancer::LoadBalancer;
use super::target::TargetGroup;
use crate::answer::Answer;
use crate::facts::{Tls, listener_policy};
use crate::graph::architecture::Graph;
use crate::graph::request::Conditions;
use crate::plan::{Attr, Confidence, Node, Place, ResourceId};
use std::collections::{BTreeMap, HashMap};

/// A listener of a load balancer.
#[derive(Clone)]
pub struct Listener<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// Which versions of TLS a listener negotiates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Negotiates {
    Nothing,
    /// From the oldest to the newest.
    From(Tls, Tls),
    /// Whatever the service chooses where no policy is written.
    Default,
    /// By a policy that facts.md does not record.
    Unrecorded,
    Unknown,
}

/// A rule of a listener.
#[derive(Clone)]
pub struct Rule<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// The rules of a plan, listener by listener.
pub struct RulesByListener<'g> {
    /// The rules of one listener by priority, with what they ask for.
    pub known: Vec<Vec<(Rule<'g>, Conditions)>>,
    /// Rules of which the plan does not show the listener, or the priority that is written.
    pub elsewhere: Vec<Rule<'g>>,
}

/// What sends requests on: a rule, or a listener by its default actions.
#[derive(Clone)]
pub enum Forwarder<'g> {
    Rule(Rule<'g>),
    Default(Listener<'g>),
}

/// One action of a rule or of a listener's default.
pub struct Action<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    pub fn listeners(&self) -> impl Iterator<Item = Listener<'_>> {
        self.of_type("aws_lb_listener").map(|id| self.listener(id))
    }

    pub fn listener(&self, id: ResourceId) -> Listener<'_> {
        Listener {
            graph: self,
            node: self.node(id),
        }
    }

    pub fn rules(&self) -> impl Iterator<Item = Rule<'_>> {
        self.of_type("aws_lb_listener_rule").map(|id| self.rule(id))
    }

    pub fn rule(&self, id: ResourceId) -> Rule<'_> {
        Rule {
            graph: self,
            node: self.node(id),
        }
    }

    /// Rules with known priorities by listener, in the order of their evaluation.
    pub fn rules_by_listener(&self) -> RulesByListener<'_> {
        let mut listeners: BTreeMap<String, Vec<Rule<'_>>> = BTreeMap::new();
        let mut elsewhere = Vec::new();
        // A priority that is assigned at apply clashes with none and comes last.
        let placed = |rule: &Rule<'_>| rule.priority().is_some() || rule.hides_priority();
        for rule in self.rules().filter(placed) {
            match rule.listener_key().filter(|_| !rule.hides_priority()) {
                Some(listener) => listeners.entry(listener).or_default().push(rule),
                None => elsewhere.push(rule),
            }
        }
        // What stands alone on its listener has its place, whatever its priority.
        let mut count: HashMap<Option<String>, usize> = HashMap::new();
        self.rules()
            .for_each(|rule| *count.entry(rule.listener_key()).or_default() += 1);
        let alone = |rule: &Rule<'_>| {
            let own = rule.listener_key();
            own.is_some() && count.get(&own) == Some(&1)
        };
        let (alone, elsewhere): (Vec<_>, Vec<_>) = elsewhere.into_iter().partition(alone);
        for rule in alone {
            let key = rule.listener_key().unwrap_or_default();
            listeners.entry(key).or_default().push(rule);
        }
        let known = listeners.into_values().map(|mut rules| {
            rules.sort_by_key(Rule::priority);
            let with_conditions = rules.into_iter().map(|rule| {
                let conditions = rule.conditions();
                (rule, conditions)
            });
            with_conditions.collect()
        });
        RulesByListener {
            known: known.collect(),
            elsewhere,
        }
    }

    /// What a rule, or a listener by its default actions, is.
    pub(in crate::graph) fn forwarder(&self, id: ResourceId) -> Forwarder<'_> {
        match self.type_of(id) {
            "aws_lb_listener" => Forwarder::Default(self.listener(id)),
            _ => Forwarder::Rule(self.rule(id)),
        }
    }

    /// Everything that may forward to targets.
    pub fn forwarders(&self) -> impl Iterator<Item = Forwarder<'_>> {
        let rules = self.rules().map(Forwarder::Rule);
        rules.chain(self.listeners().map(Forwarder::Default))
    }
}

impl<'g> TargetGroup<'g> {
    /// Rules and default actions that forward to it, once each.
    pub fn forwarders(&self) -> Vec<(Forwarder<'g>, Confidence)> {
        let graph = self.graph;
        let mut forwarders: BTreeMap<ResourceId, Confidence> = BTreeMap::new();
        for attribute in ["target_group_arn", "arn"] {
            for type_name in ["aws_lb_listener_rule", "aws_lb_listener"] {
                for link in graph.referrers(self.id(), type_name, attribute) {
                    let how = forwarders.entry(link.from).or_insert(link.how);
                    *how = link.how.min(*how);
                }
            }
        }
        let forwarder = |id| match graph.type_of(id) {
            "aws_lb_listener" => Forwarder::Default(graph.listener(id)),
            _ => Forwarder::Rule(graph.rule(id)),
        };
        let forwarders = forwarders.into_iter();
        forwarders.map(|(id, how)| (forwarder(id), how)).collect()
    }
}

impl<'g> LoadBalancer<'g> {
    /// The listeners that are surely its own.
    pub fn listeners(&self) -> Vec<Listener<'g>> {
        self.graph
            .referrers(self.id(), "aws_lb_listener", "load_balancer_arn")
            .filter(|link| link.is_sure())
            .map(|link| self.graph.listener(link.from))
            .collect()
    }

    /// Whether it may have listeners that cannot be told to be its own.
    pub fn may_have_more_listeners(&self) -> bool {
        let listener = "aws_lb_listener";
        let attribute = "load_balancer_arn";
        let mut links = self.graph.referrers(self.id(), listener, attribute);
        links.any(|link| !link.is_sure())
            || self.graph.any_unresolved(listener, attribute)
            || self.graph.may_lack(listener)
    }

    /// Whether some listener asks clients for a certificate and verifies it.
    pub(in crate::graph) fn verifies_clients(&self) -> Answer {
        let listeners = self.listeners();
        let verifying = listeners.iter().map(Listener::verifies_clients);
        Answer::any(verifying.chain([Answer::unless(self.may_have_more_listeners())]))
    }
}

impl<'g> Listener<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The load balancer it belongs to, when the plan tells for sure.
    pub fn load_balancer(&self) -> Option<LoadBalancer<'g>> {
        let ends = self.graph.follow(&self.node, "load_balancer_arn");
        ends.sure().map(|id| self.graph.load_balancer(id))
    }

    /// What tells its load balancer apart from others: the one in the plan, or
    /// the ARN of one elsewhere.
    pub fn balancer_key(&self) -> Option<String> {
        match self.load_balancer() {
            Some(balancer) => Some(balancer.address().to_owned()),
            None => self
                .node
                .text("load_balancer_arn")
                .known()
                .map(str::to_owned),
        }
    }

    /// The protocol, upper case; application load balancers speak HTTP unless told otherwise.
    pub fn protocol(&self) -> Option<&'g str> {
        match self.node.plain_text("protocol") {
            Attr::Known(protocol) => Some(protocol),
            Attr::Unset => match self.load_balancer()?.kind()? {
                "application" => Some("HTTP"),
                _ => None,
            },
            Attr::Unknown => None,
        }
    }

    /// Whether it reads requests: listeners of network and gateway load balancers
    /// pass connections on.
    fn reads_requests(&self) -> Option<bool> {
        match self.protocol() {
            Some(protocol) => Some(matches!(protocol, "HTTP" | "HTTPS")),
            None => Some(self.load_balancer()?.kind()? == "application"),
        }
    }

    /// The versions of TLS it negotiates by the policy that is written: none
    /// when it speaks no TLS, or leaves the policy to the service.
    pub fn tls(&self) -> Negotiates {
        match self.protocol() {
            Some("HTTPS" | "TLS") => {}
            Some(_) => return Negotiates::Nothing,
            None => return Negotiates::Unknown,
        }
        match self.node.text("ssl_policy") {
            Attr::Known(_) if !self.node.is_set("ssl_policy") => Negotiates::Default,
            Attr::Known(name) => match listener_policy(name) {
                Some((oldest, newest)) => Negotiates::From(oldest, newest),
                None => Negotiates::Unrecorded,
            },
            Attr::Unset => Negotiates::Default,
            Attr::Unknown => Negotiates::Unknown,
        }
    }

    pub fn port(&self) -> Option<f64> {
        self.node.number("port").known()
    }

    /// Whether its load balancer is known only after apply.
    pub fn hides_balancer(&self) -> bool {
        self.node.attr("load_balancer_arn").is_unknown()
    }

    /// Whether it has a port that is known only after apply; gateway load
    /// balancers have none.
    pub fn hides_port(&self) -> bool {
        self.node.number("port").is_unknown()
    }

    /// Whether all its default actions are known to be there.
    pub fn knows_actions(&self) -> bool {
        self.node.blocks("default_action").complete
    }

    /// Whether it does more than redirect: whatever is behind it can be reached.
    pub(in crate::graph) fn serves(&self) -> bool {
        let redirects = |actions: Vec<Action<'g>>| {
            !actions.is_empty()
                && actions
                    .iter()
                    .all(|action| action.kind() == Some("redirect"))
        };
        let rules = self.rules();
        !redirects(self.actions())
            || rules.is_none_or(|rules| rules.iter().any(|rule| !redirects(rule.actions())))
    }

    /// Its default actions in order.
    pub fn actions(&self) -> Vec<Action<'g>> {
        actions(self.graph, &self.node, "default_action")
    }

    /// Its rules; `None` when some rule's listener is unknown, so that there may be more.
    pub fn rules(&self) -> Option<Vec<Rule<'g>>> {
        let rule = "aws_lb_listener_rule";
        let links: Vec<_> = self
            .graph
            .referrers(self.id(), rule, "listener_arn")
            .collect();
        let open = self.graph.any_unresolved(rule, "listener_arn");
        let sure = links.iter().all(|link| link.is_sure());
        if open || !sure || self.graph.may_lack(rule) {
            return None;
        }
        Some(
            links
                .iter()
                .map(|link| self.graph.rule(link.from))
                .collect(),
        )
    }
}

impl<'g> Rule<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The listener it belongs to, when the plan tells for sure.
    pub fn listener(&self) -> Option<Listener<'g>> {
        let ends = self.graph.follow(&self.node, "listener_arn");
        ends.sure().map(|id| self.graph.listener(id))
    }

    /// What tells its listener apart from others: the listener in the plan, or
    /// the ARN of one elsewhere.
    pub fn listener_key(&self) -> Option<String> {
        match self.listener() {
            Some(listener) => Some(listener.address().to_owned()),
            None => self.node.text("listener_arn").known().map(str::to_owned),
        }
    }

    /// Whether its load balancer reads requests: an application load balancer
    /// does, network and gateway load balancers pass connections on.
    pub fn reads_requests(&self) -> Option<bool> {
        let ends = self.graph.follow(&self.node, "listener_arn");
        let candidates: Vec<_> = ends.resources().collect();
        if candidates.is_empty() {
            // The ARN of a listener elsewhere tells the kind of its balancer.
            let arn = self.node.text("listener_arn").known()?;
            return arn.contains(":listener").then(|| arn.contains("/app/"));
        }
        // Which of several it is matters only where they differ.
        let mut answers = candidates
            .into_iter()
            .map(|id| self.graph.listener(id).reads_requests());
        let first = answers.next()??;
        let alike = answers.all(|answer| answer == Some(first));
        (ends.complete && alike).then_some(first)
    }

    /// 1 to 50000, smaller first; `None` when unknown, or not written, so that
    /// it was or will be assigned at apply.
    pub fn priority(&self) -> Option<u32> {
        if !self.node.is_set("priority") {
            return None;
        }
        let priority = self.node.number("priority").known()?;
        (priority.fract() == 0.0 && (1.0..=50_000.0).contains(&priority)).then_some(priority as u32)
    }

    /// Whether a priority is written that is known only after apply.
    pub fn hides_priority(&self) -> bool {
        self.node.number("priority").is_unknown()
    }

    /// Which requests it takes.
    pub fn conditions(&self) -> Conditions {
        Conditions::of_rule(&self.node)
    }

    pub fn actions(&self) -> Vec<Action<'g>> {
        actions(self.graph, &self.node, "action")
    }
}

impl<'g> Forwarder<'g> {
    pub fn node(&self) -> &Node<'g> {
        match self {
            Self::Rule(rule) => &rule.node,
            Self::Default(listener) => &listener.node,
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Rule(_) => "rule",
            Self::Default(_) => "default action",
        }
    }

    pub fn actions(&self) -> Vec<Action<'g>> {
        match self {
            Self::Rule(rule) => rule.actions(),
            Self::Default(listener) => listener.actions(),
        }
    }

    /// The listener whose requests it takes, when the plan tells for sure.
    pub fn listener(&self) -> Option<Listener<'g>> {
        match self {
            Self::Rule(rule) => rule.listener(),
            Self::Default(listener) => Some(listener.clone()),
        }
    }

    pub fn address(&self) -> &'g str {
        match self {
            Self::Rule(rule) => rule.address(),
            Self::Default(listener) => listener.address(),
        }
    }

    /// Whether it reads requests, so that it could check them: those of network
    /// load balancers only pass connections on.
    pub fn reads_requests(&self) -> bool {
        let protocol = self.listener().and_then(|listener| listener.protocol());
        protocol.is_none_or(|name| matches!(name, "HTTP" | "HTTPS"))
    }

    /// Whether all its actions are known to be there.
    pub fn knows_actions(&self) -> bool {
        match self {
            Self::Rule(rule) => rule.node.blocks("action").complete,
            Self::Default(listener) => listener.knows_actions(),
        }
    }

    /// Whether it hands requests to a target group.
    pub fn forwards(&self) -> Answer {
        let kinds = self
            .actions()
            .into_iter()
            .map(|action| Answer::of(action.kind().map(|kind| kind == "forward")));
        Answer::any(kinds.chain([Answer::unless(!self.knows_actions())]))
    }

    /// Whether a request must carry a valid token to get past: an action
    /// verifies it (ALB, November 2025).
    pub fn verifies_jwt(&self) -> Answer {
        Answer::any(
            self.actions()
                .iter()
                .map(|action| Answer::of(action.kind().map(|kind| kind == "jwt-validation"))),
        )
    }
}

impl<'g> Action<'g> {
    /// `forward`, `redirect`, `fixed-response`, …; `None` when unknown.
    pub fn kind(&self) -> Option<&'g str> {
        self.node.text("type").known()
    }

    /// The weights of the target groups that it shares requests among; unset
    /// where it does not weigh.
    pub fn weights(&self) -> Attr<Vec<f64>> {
        let forward = self.node.blocks("forward");
        let groups = forward
            .nodes
            .iter()
            .map(|block| block.blocks("target_group"));
        let groups: Vec<_> = groups.collect();
        if !forward.complete || groups.iter().any(|groups| !groups.complete) {
            return Attr::Unknown;
        }
        let weights = groups.iter().flat_map(|groups| &groups.nodes);
        let weights = weights.map(|group| group.number("weight").or_default(1.0));
        match weights.collect::<Option<Vec<_>>>() {
            Some(weights) if weights.is_empty() => Attr::Unset,
            Some(weights) => Attr::Known(weights),
            None => Attr::Unknown,
        }
    }

    /// The target groups it forwards to.
    pub fn target_groups(&self) -> Vec<(TargetGroup<'g>, Confidence)> {
        self.groups_where(|_| true)
    }

    /// Those that get requests: not with the weight 0.
    pub fn reached_groups(&self) -> Vec<(TargetGroup<'g>, Confidence)> {
        self.groups_where(|group| group.number("weight").known() != Some(0.0))
    }

    fn groups_where(
        &self,
        wanted: impl Fn(&Node<'g>) -> bool,
    ) -> Vec<(TargetGroup<'g>, Confidence)> {
        let direct = self.graph.follow(&self.node, "target_group_arn");
        let weighted = self.node.blocks("forward").nodes;
        let weighted = weighted
            .iter()
            .flat_map(|forward| forward.blocks("target_group").nodes)
            .filter(wanted)
            .map(|group| self.graph.follow(&group, "arn"))
            .collect::<Vec<_>>();
        std::iter::once(direct)
            .chain(weighted)
            .flat_map(|ends| ends.links)
            .filter_map(|link| Some((self.graph.target_group(link.resource()?), link.how)))
            .collect()
    }

    /// The place where it names a target group.
    pub fn place_of(&self, group: &TargetGroup<'_>) -> Option<Place> {
        let weighted = self.node.blocks("forward").nodes.into_iter();
        let weighted = weighted.flat_map(|forward| forward.blocks("target_group").nodes);
        let named = std::iter::once((self.node.clone(), "target_group_arn"))
            .chain(weighted.map(|node| (node, "arn")));
        let mut places = named.filter(|(node, attribute)| {
            let ends = self.graph.follow(node, attribute);
            ends.resources().any(|id| id == group.id())
        });
        places.next().map(|(node, attribute)| node.place(attribute))
    }
}

fn actions<'g>(graph: &'g Graph<'g>, node: &Node<'g>, name: &str) -> Vec<Action<'g>> {
    let blocks = node.blocks(name).nodes.into_iter();
    blocks.map(|node| Action { graph, node }).collect()
}
