//! The search for a request that some conditions take and others miss.

use super::Found::{self, Nothing};
use super::condition::Condition;
use super::conditions::Conditions;
use super::example::{Example, Request};
use super::glob::Glob;
use super::part::{Part, Scheme};
use super::text::{self, Budget, Kind};
use crate::answer::Answer;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How many requests are tried before the search gives up.
const TRIES: usize = 500;

/// How many steps the searches for their hosts, paths and values may take.
const STEPS: usize = 1_000_000;

/// What is tried first where no condition asks for anything.
const HOSTS: [&str; 2] = ["example.com", "other.example"];
const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// Finds a request that all of the one take and none of the others. Conditions
/// that cannot be compared make a set smaller, nobody knows by what.
pub fn find(taken_by: &[&Conditions], missed_by: &[&Conditions]) -> Found<Example> {
    find_within(&mut Budget(STEPS), taken_by, missed_by)
}

/// The same as one of many searches, which share what work they may do.
pub(in crate::graph) fn find_within(
    shared: &mut Budget,
    taken_by: &[&Conditions],
    missed_by: &[&Conditions],
) -> Found<Example> {
    let part = shared.0.min(STEPS);
    let mut search = Search {
        taken_by,
        missed_by,
        missed: Vec::new(),
        tries: TRIES,
        budget: Budget(part),
        open: false,
    };
    let found = search.run();
    shared.spend(part - search.budget.0);
    let known = taken_by.iter().all(|conditions| conditions.known());
    match found {
        Some(request) if known => Found::Example(search.example(request)),
        None if !search.open => Nothing,
        _ => Found::Unknown,
    }
}

struct Search<'c> {
    taken_by: &'c [&'c Conditions],
    missed_by: &'c [&'c Conditions],
    /// Single conditions that the request is to miss.
    missed: Vec<&'c Condition>,
    tries: usize,
    budget: Budget,
    /// Whether some way was not followed to its end.
    open: bool,
}

impl<'c> Search<'c> {
    /// Makes a request, and where one of the others takes it, makes it miss a
    /// condition of that one, each in turn.
    fn run(&mut self) -> Option<Request> {
        if self.tries == 0 || !self.budget.spend(self.missed_by.len() + 1) {
            self.open = true;
            return None;
        }
        self.tries -= 1;
        let request = match self.request() {
            Found::Example(request) => request,
            Found::Nothing => return None,
            Found::Unknown => {
                self.open = true;
                return None;
            }
        };
        let takes = |conditions: &&&Conditions| conditions.may_take(&request);
        let Some(taker) = self.missed_by.iter().find(takes) else {
            return Some(request);
        };
        let repeated = |opaque| self.taken_by.iter().any(|by| by.repeats(opaque));
        self.open |= !taker.complete || !taker.opaque.iter().all(repeated);
        for condition in &taker.all {
            self.missed.push(condition);
            let found = self.run();
            self.missed.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// A request that all of `taken_by` take, and that misses all of `missed`;
    /// each part of it is found on its own.
    fn request(&mut self) -> Found<Request> {
        let parts = (
            self.scheme(),
            self.method(),
            self.source(),
            self.host(),
            self.path(),
            self.headers(),
            self.query(),
        );
        match parts {
            (
                Found::Example(scheme),
                Found::Example(method),
                Found::Example(source),
                Found::Example(host),
                Found::Example(path),
                Found::Example(headers),
                Found::Example(query),
            ) => Found::Example(Request {
                scheme,
                host,
                path,
                method,
                headers,
                query,
                source,
            }),
            (Nothing, ..)
            | (_, Nothing, ..)
            | (_, _, Nothing, ..)
            | (_, _, _, Nothing, ..)
            | (_, _, _, _, Nothing, ..)
            | (_, _, _, _, _, Nothing, _)
            | (_, _, _, _, _, _, Nothing) => Nothing,
            _ => Found::Unknown,
        }
    }

    fn wanted(&self) -> impl Iterator<Item = &'c Condition> + use<'c> {
        self.taken_by.iter().flat_map(|conditions| &conditions.all)
    }

    fn scheme(&self) -> Found<Scheme> {
        let fits = |scheme: &Scheme| {
            let is = |condition: &Condition| *condition == Condition::Scheme(*scheme);
            let asks = |condition: &&Condition| condition.part() == Part::Scheme;
            self.wanted().filter(asks).all(is) && !self.missed.iter().any(|one| is(one))
        };
        let schemes = [Scheme::Https, Scheme::Http];
        found(schemes.into_iter().find(fits))
    }

    fn method(&self) -> Found<String> {
        let lists = |condition: &'c Condition| match condition {
            Condition::Method(methods) => Some(methods),
            _ => None,
        };
        let wanted: Vec<_> = self.wanted().filter_map(lists).collect();
        let missed: Vec<_> = self.missed.iter().copied().filter_map(lists).collect();
        let fits = |method: &String| {
            wanted.iter().all(|methods| methods.contains(method))
                && !missed.iter().any(|methods| methods.contains(method))
        };
        if let Some(methods) = wanted.first() {
            return found(methods.iter().find(|method| fits(method)).cloned());
        }
        // Clients may make up methods, so that there is always another.
        let made_up = (1..).map(|length| "X".repeat(length));
        let mut methods = METHODS.map(str::to_owned).into_iter().chain(made_up);
        found(methods.find(fits))
    }

    fn source(&self) -> Found<IpAddr> {
        let lists = |condition: &'c Condition| match condition {
            Condition::SourceIp(nets) => Some(nets),
            _ => None,
        };
        let wanted: Vec<_> = self.wanted().filter_map(lists).collect();
        let missed: Vec<&IpNet> = self
            .missed
            .iter()
            .copied()
            .filter_map(lists)
            .flatten()
            .collect();
        let fits = |address: &IpAddr| {
            wanted
                .iter()
                .all(|nets| nets.iter().any(|net| net.contains(address)))
                && !missed.iter().any(|net| net.contains(address))
        };
        // What is not covered begins where a network begins, or behind one.
        let ours = wanted.iter().copied().flatten();
        let first = ours.map(|net| net.network());
        let behind = missed.iter().filter_map(|net| after(net.broadcast()));
        let zero = [
            IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
            IpAddr::V4(Ipv4Addr::UNSPECIFIED),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED),
        ];
        let mut addresses = zero.into_iter().chain(first).chain(behind);
        found(addresses.find(fits))
    }

    fn host(&mut self) -> Found<String> {
        self.text(Kind::Host, &HOSTS, |condition| match condition {
            Condition::Host(globs) => Some(globs),
            _ => None,
        })
    }

    fn path(&mut self) -> Found<String> {
        self.text(Kind::Path, &["/"], |condition| match condition {
            Condition::Path(globs) => Some(globs),
            _ => None,
        })
    }

    /// A host or a path; one of the usual where none is asked for.
    fn text(
        &mut self,
        kind: Kind,
        usual: &[&str],
        lists: impl Fn(&'c Condition) -> Option<&'c Vec<Glob>>,
    ) -> Found<String> {
        let wanted: Vec<_> = self
            .wanted()
            .filter_map(&lists)
            .map(Vec::as_slice)
            .collect();
        let missed: Vec<_> = self
            .missed
            .iter()
            .copied()
            .filter_map(lists)
            .flatten()
            .collect();
        let fits = |text: &&&str| !missed.iter().any(|glob| glob.takes(text));
        match usual.iter().find(fits) {
            Some(text) if wanted.is_empty() => Found::Example((*text).to_owned()),
            _ => text::find(kind, &wanted, &missed, &mut self.budget),
        }
    }

    /// A value for each header that is asked for. A request may hold a header
    /// several times, so that one value does not exclude another.
    fn headers(&mut self) -> Found<Vec<(String, String)>> {
        let mut headers = Vec::new();
        for condition in self.wanted() {
            let Condition::Header { name, values } = condition else {
                continue;
            };
            let missed = self.missed.iter().filter_map(|condition| match condition {
                Condition::Header {
                    name: other,
                    values,
                } if other == name => Some(values),
                _ => None,
            });
            let missed: Vec<_> = missed.flatten().collect();
            match text::find(Kind::Value, &[values], &missed, &mut self.budget) {
                Found::Example(value) => headers.push((name.clone(), value)),
                other => return other.map(|_| Vec::new()),
            }
        }
        Found::Example(headers)
    }

    /// A pair for each condition on the query; there may be any number of them.
    fn query(&mut self) -> Found<Vec<(String, String)>> {
        let mut query = Vec::new();
        for condition in self.wanted() {
            let Condition::Query(pairs) = condition else {
                continue;
            };
            let mut unknown = false;
            let mut found = None;
            for pair in pairs {
                match self.pair(pair) {
                    Found::Example(pair) => found = found.or(Some(pair)),
                    Found::Unknown => unknown = true,
                    Nothing => {}
                }
            }
            match found {
                Some(pair) => query.push(pair),
                None if unknown => return Found::Unknown,
                None => return Nothing,
            }
        }
        Found::Example(query)
    }

    /// A pair that is taken by one pattern and missed by those that are to miss it.
    fn pair(&mut self, (key, value): &(Option<Glob>, Glob)) -> Found<(String, String)> {
        let missed = self.missed.iter().filter_map(|condition| match condition {
            Condition::Query(pairs) => Some(pairs),
            _ => None,
        });
        let missed: Vec<_> = missed.flatten().collect();
        let covers = |(other_key, other): &&&(Option<Glob>, Glob)| {
            let key = match (key, other_key) {
                (Some(key), Some(other)) => other.contains(key),
                (None, None) => true,
                _ => false,
            };
            key && other.contains(value)
        };
        if missed.iter().any(|pair| covers(&pair)) {
            return Nothing;
        }
        let Some(key) = key else {
            return Found::Unknown;
        };
        let mut text = |wanted: &Glob, missed: &[&Glob]| {
            let wanted = std::slice::from_ref(wanted);
            text::find(Kind::Value, &[wanted], missed, &mut self.budget).example()
        };
        let keys: Vec<_> = missed.iter().filter_map(|(key, _)| key.as_ref()).collect();
        let keyless = |pair: &&&(Option<Glob>, Glob)| pair.0.is_none();
        let values: Vec<_> = missed
            .iter()
            .filter(keyless)
            .map(|(_, value)| value)
            .collect();
        let all: Vec<_> = missed.iter().map(|(_, value)| value).collect();
        // Another value for any key, or another key for any value.
        let by_value = text(value, &all).and_then(|value| Some((text(key, &[])?, value)));
        let pair = by_value.or_else(|| Some((text(key, &keys)?, text(value, &values)?)));
        pair.map_or(Found::Unknown, Found::Example)
    }

    fn example(&self, request: Request) -> Example {
        let involved = || self.taken_by.iter().chain(self.missed_by);
        let mut asked: Vec<_> = self.wanted().map(Condition::part).collect();
        let mut lacking = Vec::new();
        for other in self.missed_by {
            let misses = |condition: &&Condition| condition.takes(&request) == Answer::No;
            let mut missed = other.all.iter().filter(misses).map(Condition::part);
            let told = |part: Part| part == Part::Path || asked.contains(&part);
            // One difference is enough; the path is told anyway.
            if let Some(first) = missed.clone().next()
                && !missed.any(told)
            {
                asked.push(first);
                lacking.push(first);
            }
        }
        let secret = involved().flat_map(|one| one.secret.clone()).collect();
        Example {
            request,
            asked,
            lacking,
            secret,
        }
    }
}

impl Conditions {
    /// Whether a request satisfies them, but for those that cannot be compared.
    pub(super) fn may_take(&self, request: &Request) -> bool {
        let mut all = self.all.iter();
        all.all(|condition| condition.takes(request) != Answer::No)
    }
}

fn found<T>(option: Option<T>) -> Found<T> {
    option.map_or(Nothing, Found::Example)
}

/// The address behind another.
fn after(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => Some(IpAddr::V4(u32::from(address).checked_add(1)?.into())),
        IpAddr::V6(address) => Some(IpAddr::V6(u128::from(address).checked_add(1)?.into())),
    }
}
