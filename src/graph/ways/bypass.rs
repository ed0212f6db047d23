//! Bypasses: requests that reach a target around the rule that asks for a login,
//! or for certain addresses.

use super::ranked::{RankedForwarder, RankedForwarders};
use crate::answer::Answer;
use crate::graph::architecture::{Graph, Kept};
use crate::graph::balancer::{Forwarder, LoadBalancer, Rule};
use crate::graph::request::{Budget, Condition, Conditions, Example, Found, Part, find_within};
use crate::plan::{Place, ResourceId};
use std::collections::{HashMap, HashSet};

/// How much work all searches of an architecture may do: what is left then is undecided.
const STEPS: usize = 2_000_000;

/// How a request gets around a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Another rule, or another listener, takes the same paths.
    Sibling,
    /// The path before the slash: `/admin`, where `/admin/*` is guarded.
    BarePath,
    /// Another host, which clients choose freely.
    Host,
    /// Another address than the rule is for.
    Address,
}

/// One bypass.
pub struct Bypass<'g> {
    /// What guards the target.
    pub guard: Forwarder<'g>,
    /// What lets the request through.
    pub open: Forwarder<'g>,
    pub example: &'g Example,
}

/// The bypasses of an architecture, and where the plan leaves it open whether
/// there is one. Found once for all that ask.
#[derive(Default)]
pub(in crate::graph) struct Bypasses {
    found: Vec<Plain>,
    undecided: Vec<(Around, ResourceId)>,
}

/// A bypass by the ids of its rules or listeners.
struct Plain {
    around: Around,
    guard: ResourceId,
    open: ResourceId,
    example: Example,
}

/// A guard, and what leads to the same target without one.
struct Pair<'t, 'g> {
    ranked_forwarders: &'t RankedForwarders<'g>,
    guard: &'t RankedForwarder<'g>,
    open: &'t RankedForwarder<'g>,
}

impl Graph<'_> {
    /// The bypasses of one kind, once for each rule or listener that has to change.
    pub fn bypasses(&self, around: Around) -> impl Iterator<Item = Bypass<'_>> {
        let mut seen = HashSet::new();
        let of_kind = self.all_bypasses().found.iter().filter(move |bypass| {
            let changes = match around {
                Around::Sibling => bypass.open,
                Around::BarePath | Around::Host | Around::Address => bypass.guard,
            };
            bypass.around == around && seen.insert(changes)
        });
        of_kind.map(|bypass| Bypass {
            guard: self.forwarder(bypass.guard),
            open: self.forwarder(bypass.open),
            example: &bypass.example,
        })
    }

    /// The addresses of rules and listeners that may let requests through.
    pub fn undecided_bypasses(&self, around: Around) -> impl Iterator<Item = &str> {
        let mut seen = HashSet::new();
        let of_kind = self.all_bypasses().undecided.iter();
        let of_kind = of_kind.filter(move |(kind, open)| *kind == around && seen.insert(*open));
        of_kind.map(|(_, open)| self.address(*open))
    }

    fn all_bypasses(&self) -> &Bypasses {
        self.kept(Kept::Bypasses, || find_bypasses(self))
    }
}

impl Bypasses {
    /// Notes what is too much to be compared, where some of it is guarded.
    fn leave_open(&mut self, compared: &[&RankedForwarder<'_>], rest: &[&RankedForwarder<'_>]) {
        let all = || compared.iter().chain(rest);
        if rest.is_empty() || !all().any(|taker| taker.is_guard()) {
            return;
        }
        let around = match all().any(|taker| taker.demands_login == Answer::Yes) {
            true => Around::Sibling,
            false => Around::Address,
        };
        let left = rest.iter().map(|taker| taker.forwarder.node().id);
        self.undecided.extend(left.map(|id| (around, id)));
    }

    /// Notes what guards a target, or may lead around a guard, where the plan does not show which
    /// listener or target that is, or where it stands among the others.
    fn leave_lost(&mut self, graph: &Graph<'_>, ranked_forwarders: &RankedForwarders<'_>) {
        let lost = graph.forwarders().filter(Forwarder::is_lost);
        let lost: Vec<_> = lost.map(RankedForwarder::lost).collect();
        let hidden: Vec<_> = lost.iter().filter(|it| it.may_be_guard()).collect();
        let open = lost.iter().filter(|it| !it.is_guard());
        let known = ranked_forwarders
            .all()
            .iter()
            .filter(|taker| taker.is_guard());
        let mut kinds: HashMap<&str, Vec<Around>> = HashMap::new();
        for guard in known.chain(hidden.iter().copied()) {
            let kinds = kinds.entry(&guard.listener).or_default();
            let new = guard.kinds().into_iter();
            let new: Vec<_> = new.filter(|around| !kinds.contains(around)).collect();
            kinds.extend(new);
        }
        for guard in hidden {
            let own = guard.kinds().into_iter();
            let id = guard.forwarder.node().id;
            self.undecided.extend(own.map(|around| (around, id)));
        }
        // What asks for more than clients have is no way around anything.
        let parts = [Part::SourceIp, Part::Header, Part::Query, Part::Method];
        for taker in open.filter(|taker| !taker.conditions.surely_look_at(&parts)) {
            let id = taker.forwarder.node().id;
            let around = kinds.iter().flat_map(|(listener, kinds)| {
                let apart = [*listener, taker.listener.as_str()];
                let apart = apart[0] != apart[1] && !apart.contains(&"");
                let fits = move |around: &&Around| !apart || **around == Around::Sibling;
                kinds.iter().filter(fits)
            });
            let mut found: Vec<Around> = Vec::new();
            for around in around {
                if !found.contains(around) {
                    found.push(*around);
                }
            }
            self.undecided
                .extend(found.into_iter().map(|around| (around, id)));
        }
    }

    fn judge(
        &mut self,
        pair: &Pair<'_, '_>,
        budget: &mut Budget,
        reached: impl FnOnce() -> Answer,
    ) {
        let mut found = pair.ways_around(budget);
        found.retain(|(_, found)| *found != Found::Nothing);
        if found.is_empty() {
            return;
        }
        let sure = match (reached(), pair.open.demands_login) {
            (Answer::No, _) | (_, Answer::Yes) => return,
            (Answer::Yes, Answer::No) => !pair.ranked_forwarders.open,
            _ => false,
        };
        let open = pair.open.forwarder.node().id;
        for (around, found) in found {
            match found {
                Found::Example(example) if sure => self.found.push(Plain {
                    around,
                    guard: pair.guard.forwarder.node().id,
                    open,
                    example,
                }),
                _ => self.undecided.push((around, open)),
            }
        }
    }
}

impl<'g> Bypass<'g> {
    /// The target group that is reached, by its address.
    pub fn target_address(&self) -> &'g str {
        let guard = self.guard.actions().into_iter();
        let guarded: Vec<_> = guard.flat_map(|action| action.target_groups()).collect();
        let open = self.open.actions().into_iter();
        let reached: Vec<_> = open.flat_map(|action| action.reached_groups()).collect();
        let is_guarded = |id| guarded.iter().any(|(group, _)| group.id() == id);
        let mut shared = reached.iter().filter(|(group, _)| is_guarded(group.id()));
        // Two groups of one function are one target.
        let group = shared.next().or(reached.first());
        group.map_or("its target", |(group, _)| group.address())
    }

    /// The rule or listener that lets the request through.
    pub fn open_address(&self) -> &'g str {
        self.open.address()
    }

    /// Where the guard asks for a part of the request.
    pub fn guarded_place(&self, part: &str) -> Place {
        let header = self.guard.node().header();
        match &self.guard {
            Forwarder::Default(_) => header,
            Forwarder::Rule(rule) => {
                let asked = rule.asked().conditions.into_iter();
                let mut asked = asked.filter(|condition| condition.part == part);
                asked.next().map_or(header, |condition| condition.place())
            }
        }
    }
}

impl Pair<'_, '_> {
    /// How requests get around the guard, each with one that does. The more
    /// telling way wins: by the same rule's requests over other hosts.
    fn ways_around(&self, budget: &mut Budget) -> Vec<(Around, Found<Example>)> {
        let mut ways = Vec::new();
        if self.guard.demands_login == Answer::Yes {
            ways.extend(self.by_bare_path(budget));
        }
        let apart = self
            .open
            .conditions
            .miss(None, self.guard.conditions.paths());
        if apart || self.open.is_exception_to(self.guard) {
            return ways;
        }
        if self.guard.takes_any_path() && self.open.has_own_hosts() {
            ways.extend(self.over_shared_hosts(budget));
            return ways;
        }
        let guarded = &self.guard.conditions;
        let to_any_host = guarded.but_for(Part::Host);
        if self.guard.demands_login != Answer::Yes {
            let from_anywhere = guarded.but_for(Part::SourceIp);
            let to_any_host = to_any_host.but_for(Part::SourceIp);
            if self.guard.listener == self.open.listener {
                let direct = self.reaching(&from_anywhere, budget);
                ways.push(match direct {
                    Found::Nothing => (Around::Host, self.reaching(&to_any_host, budget)),
                    found => (Around::Address, found),
                });
            }
        } else if self.guard.listener != self.open.listener {
            ways.push((Around::Sibling, self.reaching(&to_any_host, budget)));
        } else {
            let direct = match self.open.is_before(self.guard) {
                true => self.reaching(guarded, budget),
                false => Found::Nothing,
            };
            ways.push(match direct {
                Found::Nothing if guarded.hosts().is_some() => {
                    (Around::Host, self.reaching(&to_any_host, budget))
                }
                found => (Around::Sibling, found),
            });
        }
        ways
    }

    /// The same between sites: hosts that the open one alone names are a site of its own, which
    /// nobody guards, and those that the guard names as well are the guard's.
    fn over_shared_hosts(&self, budget: &mut Budget) -> Option<(Around, Found<Example>)> {
        let guarded = &self.guard.conditions;
        let hosts = guarded.hosts()?;
        if self.open.conditions.miss(Some(hosts), None) {
            return None;
        }
        if self.guard.demands_login != Answer::Yes {
            let from_anywhere = guarded.but_for(Part::SourceIp);
            let own = self.guard.listener == self.open.listener;
            return own.then(|| (Around::Address, self.reaching(&from_anywhere, budget)));
        }
        let first = self.guard.listener != self.open.listener || self.open.is_before(self.guard);
        first.then(|| (Around::Sibling, self.reaching(guarded, budget)))
    }

    /// A request that satisfies these conditions and comes to the open one.
    fn reaching(&self, guarded: &Conditions, budget: &mut Budget) -> Found<Example> {
        if budget.is_spent() {
            return Found::Unknown;
        }
        let before = self.ranked_forwarders.before(self.open);
        find_within(budget, &[guarded, &self.open.conditions], &before)
    }

    /// The same for the paths before a last `/*`, unless the open one names them.
    fn by_bare_path(&self, budget: &mut Budget) -> Option<(Around, Found<Example>)> {
        // Where the open one is asked first, naming the path would not help.
        if self.guard.listener != self.open.listener || self.open.is_before(self.guard) {
            return None;
        }
        let bare = self.guard.conditions.at_bare_paths()?;
        let names = |path| {
            let own = self.open.conditions.paths();
            own.is_some_and(|own| own.contains(path))
        };
        if bare.paths().into_iter().flatten().any(names) {
            return None;
        }
        let apart = self.open.conditions.miss(None, bare.paths());
        (!apart).then(|| (Around::BarePath, self.reaching(&bare, budget)))
    }
}

impl<'g> RankedForwarder<'g> {
    /// The ways around it that there may be.
    fn kinds(&self) -> Vec<Around> {
        let login = self.demands_login != Answer::No;
        let hidden = !self.conditions.known();
        let has_hosts = !login || hidden || self.conditions.hosts().is_some();
        let has_bare_paths = login && (hidden || self.conditions.at_bare_paths().is_some());
        let own = match login {
            true => Around::Sibling,
            false => Around::Address,
        };
        let host = has_hosts.then_some(Around::Host);
        let bare = has_bare_paths.then_some(Around::BarePath);
        [own].into_iter().chain(host).chain(bare).collect()
    }

    /// Whether it keeps requests out.
    fn is_guard(&self) -> bool {
        self.demands_login == Answer::Yes || self.asks_for_address()
    }

    /// Whether it keeps requests out, or may.
    fn may_be_guard(&self) -> bool {
        self.demands_login != Answer::No || self.conditions.look_at(&[Part::SourceIp])
    }

    /// Whether it is for certain addresses.
    fn asks_for_address(&self) -> bool {
        let mut parts = self.conditions.all.iter().map(Condition::part);
        parts.any(|part| part == Part::SourceIp)
    }

    /// Whether it may let requests through that the guard is to keep out: it is
    /// no guard itself, and asks for nothing that clients would have to know.
    fn may_be_open(&self, guard: &RankedForwarder<'_>) -> bool {
        let parts = [Part::SourceIp, Part::Header, Part::Query, Part::Method];
        let itself = self.forwarder.node().id == guard.forwarder.node().id;
        !itself && self.demands_login != Answer::Yes && !self.conditions.surely_look_at(&parts)
    }

    /// Whether everyone on the internet reaches its listener.
    fn is_reachable(&self, graph: &'g Graph<'g>) -> Answer {
        let Some(listener) = self.forwarder.listener() else {
            return Answer::Unknown;
        };
        match listener.load_balancer() {
            Some(balancer) => balancer.is_open_at(graph, listener.port()),
            None => Answer::Unknown,
        }
    }
}

impl<'g> LoadBalancer<'g> {
    /// Whether everyone on the internet reaches one of its ports.
    fn is_open_at(&self, graph: &'g Graph<'g>, port: Option<f64>) -> Answer {
        match (self.is_public(), self.admits_world_at(graph, port)) {
            (Answer::No, _) | (_, Answer::No) => Answer::No,
            (Answer::Yes, Answer::Yes) => Answer::Yes,
            _ => Answer::Unknown,
        }
    }
}

impl Rule<'_> {
    /// Whether the requests that another rule asks for a login get around it by this one.
    pub fn leads_around(&self, guard: &Self) -> bool {
        let pair = (self.node.id, guard.node.id);
        let mut found = self.graph.all_bypasses().found.iter();
        found.any(|it| it.around == Around::Sibling && (it.open, it.guard) == pair)
    }
}

fn find_bypasses(graph: &Graph<'_>) -> Bypasses {
    let ranked_forwarders = graph.ranked_forwarders();
    let mut bypasses = Bypasses::default();
    let mut reachable = HashMap::new();
    let mut budget = Budget(STEPS);
    for (same, rest) in ranked_forwarders.by_target() {
        bypasses.leave_open(&same, &rest);
        let guards: Vec<_> = same.iter().filter(|taker| taker.is_guard()).collect();
        for guard in &guards {
            let open = same.iter().filter(|taker| taker.may_be_open(guard));
            for open in open {
                let pair = Pair {
                    ranked_forwarders: &ranked_forwarders,
                    guard,
                    open,
                };
                let elsewhere = guard.listener != open.listener;
                let reached = || match elsewhere {
                    true => *reachable
                        .entry(open.listener.clone())
                        .or_insert_with(|| open.is_reachable(graph)),
                    false => Answer::Yes,
                };
                bypasses.judge(&pair, &mut budget, reached);
            }
        }
    }
    bypasses.leave_lost(graph, &ranked_forwarders);
    bypasses
}
