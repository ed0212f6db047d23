//! Rules and default actions with all that decides what reaches them: their
//! conditions, and the rules that are asked before them.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::{Action, Forwarder};
use crate::graph::request::{Conditions, Part};
use crate::plan::{Confidence, Node, ResourceId};
use std::collections::{BTreeMap, HashMap};

/// More rules than a load balancer has (100) are not compared with each other.
const MOST: usize = 200;

/// A rule or a default action that forwards.
pub(in crate::graph) struct RankedForwarder<'g> {
    pub(in crate::graph) forwarder: Forwarder<'g>,
    /// What tells its listener apart from others.
    pub(in crate::graph) listener: String,
    pub(in crate::graph) conditions: Conditions,
    /// The position among the rules of its listener.
    place: usize,
    pub(in crate::graph) demands_login: Answer,
}

/// Those that lead to one target, and what stands before each.
pub(in crate::graph) struct RankedForwarders<'g> {
    all: Vec<RankedForwarder<'g>>,
    /// The conditions of the rules of each listener, in order.
    rules: HashMap<String, Vec<Conditions>>,
    by_target: BTreeMap<ResourceId, Vec<usize>>,
    /// Whether some rule may stand before any of them, nobody knows where.
    pub(in crate::graph) open: bool,
    /// Those of which the plan does not show what is before them.
    pub(in crate::graph) unknown: Vec<Forwarder<'g>>,
}

impl Graph<'_> {
    /// What forwards to targets, by target.
    pub(in crate::graph) fn ranked_forwarders(&self) -> RankedForwarders<'_> {
        let found = self.rules_by_listener();
        let rule = "aws_lb_listener_rule";
        let mut ranked_forwarders = RankedForwarders {
            all: Vec::new(),
            rules: HashMap::new(),
            by_target: BTreeMap::new(),
            open: !found.elsewhere.is_empty()
                || self.any_unresolved(rule, "listener_arn")
                || self.may_lack(rule),
            unknown: Vec::new(),
        };
        for rules in found.known {
            let Some(key) = rules.first().and_then(|(rule, _)| rule.listener_key()) else {
                continue;
            };
            let mut before = Vec::new();
            for (rule, conditions) in rules {
                ranked_forwarders.push(Forwarder::Rule(rule), (&key, before.len()), &conditions);
                before.push(conditions);
            }
            ranked_forwarders.rules.insert(key, before);
        }
        // Wherever it will stand, it comes before the default action.
        for rule in self.rules().filter(|rule| rule.priority().is_none()) {
            if let Some(key) = rule.listener_key() {
                ranked_forwarders
                    .rules
                    .entry(key)
                    .or_default()
                    .push(rule.conditions());
            }
            ranked_forwarders.unknown.push(Forwarder::Rule(rule));
        }
        for listener in self.listeners() {
            let key = listener.address().to_owned();
            let place = ranked_forwarders.rules.get(&key).map_or(0, Vec::len);
            let anything = Conditions::anything();
            ranked_forwarders.push(Forwarder::Default(listener), (&key, place), &anything);
        }
        let groups = groups_of_functions(self);
        ranked_forwarders.join(&groups);
        ranked_forwarders
    }
}

impl<'g> RankedForwarders<'g> {
    fn push(
        &mut self,
        forwarder: Forwarder<'g>,
        (listener, place): (&str, usize),
        conditions: &Conditions,
    ) {
        let actions = forwarder.actions();
        let demands_login = forwarder.demands_login();
        // A login is meant for groups that get no requests yet, too.
        let groups = actions.iter().flat_map(|action| match demands_login {
            Answer::Yes => action.target_groups(),
            Answer::No | Answer::Unknown => action.reached_groups(),
        });
        let sure = groups.filter(|(_, how)| *how <= Confidence::SameKey);
        let targets: Vec<_> = sure.map(|(group, _)| group.id()).collect();
        if targets.is_empty() || !forwarder.reads_requests() {
            return;
        }
        let at = self.all.len();
        for target in targets {
            let ranked_forwarders = self.by_target.entry(target).or_default();
            if ranked_forwarders.last() != Some(&at) {
                ranked_forwarders.push(at);
            }
        }
        self.all.push(RankedForwarder {
            demands_login,
            forwarder,
            listener: listener.to_owned(),
            conditions: conditions.clone(),
            place,
        });
    }

    /// Puts the groups of one function together.
    fn join(&mut self, functions: &HashMap<ResourceId, ResourceId>) {
        let mut joined: BTreeMap<ResourceId, Vec<usize>> = BTreeMap::new();
        for (group, ranked_forwarders) in std::mem::take(&mut self.by_target) {
            let target = functions.get(&group).copied().unwrap_or(group);
            joined.entry(target).or_default().extend(ranked_forwarders);
        }
        // The default actions first: they take what is left of everything.
        for ranked_forwarders in joined.values_mut() {
            ranked_forwarders
                .sort_by_key(|at| matches!(self.all[*at].forwarder, Forwarder::Rule(_)));
        }
        self.by_target = joined;
    }

    /// All of them.
    pub(in crate::graph) fn all(&self) -> &[RankedForwarder<'g>] {
        &self.all
    }

    /// The rules that are asked before it.
    pub(in crate::graph) fn before(&self, taker: &RankedForwarder<'_>) -> Vec<&Conditions> {
        let rules = self.rules.get(&taker.listener);
        rules.into_iter().flatten().take(taker.place).collect()
    }

    /// What leads to each target: what is compared, and what would be too much.
    pub(in crate::graph) fn by_target(
        &self,
    ) -> impl Iterator<Item = (Vec<&RankedForwarder<'g>>, Vec<&RankedForwarder<'g>>)> {
        self.by_target.values().map(|ranked_forwarders| {
            let (few, rest) = ranked_forwarders.split_at(ranked_forwarders.len().min(MOST));
            let named = |places: &[usize]| places.iter().map(|at| &self.all[*at]).collect();
            (named(few), named(rest))
        })
    }
}

impl Forwarder<'_> {
    /// What tells the listener whose requests it takes apart from others.
    fn listener_key(&self) -> Option<String> {
        match self {
            Self::Rule(rule) => rule.listener_key(),
            Self::Default(listener) => Some(listener.address().to_owned()),
        }
    }

    /// Whether it may forward to target groups that the plan does not show.
    fn hides_targets(&self) -> bool {
        let graph = match self {
            Self::Rule(rule) => rule.graph,
            Self::Default(listener) => listener.graph,
        };
        let lost = |node: &Node<'_>, name| !graph.follow(node, name).complete;
        let hidden = |action: Action<'_>| {
            let forward = action.node.blocks("forward");
            let groups = forward.nodes.iter().map(|it| it.blocks("target_group"));
            !forward.complete
                || lost(&action.node, "target_group_arn")
                || groups.into_iter().any(|groups| {
                    !groups.complete || groups.nodes.iter().any(|group| lost(group, "arn"))
                })
        };
        !self.knows_actions() || self.actions().into_iter().any(hidden)
    }

    /// Whether it reads requests, and the plan does not show to which target it forwards them, or
    /// where it stands.
    pub(in crate::graph) fn is_lost(&self) -> bool {
        let hidden = match self {
            Self::Rule(rule) => rule.hides_priority() || rule.listener_key().is_none(),
            Self::Default(_) => false,
        };
        let conditions = self.taken();
        let guards = self.demands_login() != Answer::No || conditions.look_at(&[Part::SourceIp]);
        let asks = guards && !conditions.known() && !conditions.by_regex();
        let hidden = hidden || asks || self.demands_login() == Answer::Unknown;
        self.reads_requests() && self.forwards() != Answer::No && (hidden || self.hides_targets())
    }
}

impl<'g> RankedForwarder<'g> {
    /// One that stands nobody knows where.
    pub(in crate::graph) fn lost(forwarder: Forwarder<'g>) -> Self {
        Self {
            demands_login: forwarder.demands_login(),
            listener: forwarder.listener_key().unwrap_or_default(),
            place: 0,
            conditions: forwarder.taken(),
            forwarder,
        }
    }
}

impl RankedForwarder<'_> {
    pub(in crate::graph) fn is_before(&self, other: &Self) -> bool {
        self.listener == other.listener && self.place < other.place
    }

    /// What it asks of the path alone.
    pub(in crate::graph) fn paths(&self) -> Conditions {
        let others = [
            Part::Scheme,
            Part::Host,
            Part::Method,
            Part::Header,
            Part::Query,
            Part::SourceIp,
        ];
        let mut paths = self.conditions.clone();
        for part in others {
            paths = paths.but_for(part);
        }
        paths
    }

    /// Whether it takes any path.
    pub(in crate::graph) fn takes_any_path(&self) -> bool {
        self.paths().is_catch_all()
    }

    /// Whether it takes fewer paths than the other, and none besides: an
    /// exception that somebody made, such as a health check.
    pub(in crate::graph) fn is_exception_to(&self, other: &Self) -> bool {
        let (own, others) = (self.paths(), other.paths());
        others.contains(&own) == Answer::Yes && own.contains(&others) == Answer::No
    }

    /// Whether it takes requests to hosts of its own only.
    pub(in crate::graph) fn has_own_hosts(&self) -> bool {
        let hosts = self.conditions.hosts();
        hosts.is_some_and(|hosts| hosts.iter().all(crate::graph::request::Glob::is_literal))
    }
}

/// The target groups by the function that they invoke: all of them are one
/// and the same target.
fn groups_of_functions(graph: &Graph<'_>) -> HashMap<ResourceId, ResourceId> {
    let attachments = graph.function_attachments().into_iter();
    let found = attachments.filter_map(|attachment| {
        let function = attachment.function?;
        Some((attachment.group?.id(), function.id()))
    });
    found.collect()
}
