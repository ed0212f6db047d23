//! Which requests a listener rule takes: conditions, and when one set of them
//! contains or meets another (facts.md section 3.1).
//!
//! Values of one condition are alternatives, conditions all have to hold. Hosts,
//! header names and values, and query strings are compared without case, paths
//! and methods with it.

use super::pattern::{contains, literal, meet};
use crate::plan::{Attr, Node};
use ipnet::IpNet;
use std::collections::HashMap;

/// Longer patterns than the service takes are not compared at all.
const LONGEST_PATTERN: usize = 256;

/// The parts of a request that a condition may look at.
pub(super) const PARTS: [&str; 6] = [
    "host_header",
    "path_pattern",
    "http_request_method",
    "http_header",
    "query_string",
    "source_ip",
];

/// The conditions of one rule.
#[derive(Clone, Debug, Default)]
pub struct Conditions<'g> {
    /// Those that can be compared.
    pub all: Vec<Condition<'g>>,
    /// What the others look at: parts of the request.
    opaque: Vec<&'static str>,
    /// Whether some are regular expressions, which are not compared.
    pub by_regex: bool,
    /// Whether these are all.
    complete: bool,
}

/// One condition: what part of the request, and the alternatives for it.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition<'g> {
    Host(Vec<String>),
    Path(Vec<&'g str>),
    Method(Vec<&'g str>),
    Header {
        name: String,
        values: Vec<String>,
    },
    /// Pairs of key, where one is given, and value.
    Query(Vec<(Option<String>, String)>),
    SourceIp(Vec<IpNet>),
}

impl<'g> Conditions<'g> {
    pub(super) fn read(rule: &Node<'g>) -> Self {
        let blocks = rule.blocks("condition");
        let mut conditions = Self {
            complete: blocks.complete && !blocks.nodes.is_empty(),
            ..Self::default()
        };
        for block in blocks.nodes {
            conditions.by_regex |= is_regex(&block);
            match condition(&block) {
                Ok(condition) => conditions.all.push(condition),
                Err(part) => conditions.opaque.push(part),
            }
        }
        conditions
    }

    /// Whether all can be compared.
    pub fn known(&self) -> bool {
        self.complete && self.opaque.is_empty()
    }

    /// Whether every request that the other takes is taken by this one too. What
    /// of the other cannot be compared only makes it narrower.
    pub fn contain(&self, other: &Self) -> bool {
        self.known()
            && other.complete
            && self.all.iter().all(|condition| {
                let mut narrower = other.all.iter();
                narrower.any(|narrower| condition.contains(narrower))
            })
    }

    /// Whether it takes every request, whatever its path.
    pub fn is_catch_all(&self) -> bool {
        self.known() && self.all.iter().all(Condition::is_anything)
    }

    /// Whether it may take every request, for all that the plan tells.
    pub fn may_be_catch_all(&self) -> bool {
        let parts = ["host_header", "path_pattern"];
        !self.by_regex
            && self.all.iter().all(Condition::is_anything)
            && self.opaque.iter().all(|part| parts.contains(part))
    }

    /// Whether a request to such a host, for such a path, satisfies the
    /// conditions on them; each may be a pattern.
    pub(super) fn take(&self, host: Option<&str>, path: Option<&str>) -> bool {
        self.all
            .iter()
            .all(|condition| match (condition, host, path) {
                (Condition::Host(patterns), Some(host), _) => {
                    let host = host.to_lowercase();
                    patterns.iter().any(|pattern| contains(pattern, &host))
                }
                (Condition::Path(patterns), _, Some(path)) => {
                    patterns.iter().any(|pattern| contains(pattern, path))
                }
                _ => true,
            })
    }

    /// Whether every such request is taken: nothing else is asked for.
    pub(super) fn surely_take(&self, host: Option<&str>, path: Option<&str>) -> bool {
        let given = |condition: &Condition<'_>| match condition {
            Condition::Host(_) => host.is_some(),
            Condition::Path(_) => path.is_some(),
            _ => false,
        };
        self.known() && self.all.iter().all(given) && self.take(host, path)
    }

    /// Whether no request with one of these hosts and one of these paths, all
    /// patterns, satisfies them; no list means that any will do.
    pub(super) fn miss(&self, hosts: Option<&[String]>, paths: Option<&[String]>) -> bool {
        self.all
            .iter()
            .any(|condition| match (condition, hosts, paths) {
                (Condition::Host(patterns), Some(hosts), _) => {
                    let meets = |pattern: &String| hosts.iter().any(|host| meet(pattern, host));
                    !patterns.iter().any(meets)
                }
                (Condition::Path(patterns), _, Some(paths)) => {
                    let meets = |pattern: &&str| paths.iter().any(|path| meet(pattern, path));
                    !patterns.iter().any(meets)
                }
                _ => false,
            })
    }

    /// The patterns for hosts, in lower case, and for paths.
    pub(super) fn patterns(&self) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let hosts = self.all.iter().find_map(|condition| match condition {
            Condition::Host(patterns) => Some(patterns.clone()),
            _ => None,
        });
        let paths = self.paths().next();
        let paths = paths.map(|paths| paths.iter().map(|path| (*path).to_owned()).collect());
        (hosts, paths)
    }

    /// Whether it looks at any of these parts of a request.
    pub(super) fn look_at(&self, parts: &[&str]) -> bool {
        let part = |condition: &Condition<'_>| match condition {
            Condition::Host(_) => "host_header",
            Condition::Path(_) => "path_pattern",
            Condition::Method(_) => "http_request_method",
            Condition::Header { .. } => "http_header",
            Condition::Query(_) => "query_string",
            Condition::SourceIp(_) => "source_ip",
        };
        !self.complete
            || self
                .all
                .iter()
                .any(|condition| parts.contains(&part(condition)))
            || self
                .opaque
                .iter()
                .any(|part| !PARTS.contains(part) || parts.contains(part))
    }

    /// Whether it names that very host, not by a wildcard.
    pub(super) fn name_host(&self, host: &str) -> bool {
        let host = host.to_lowercase();
        self.all.iter().any(|condition| match condition {
            Condition::Host(patterns) => patterns.contains(&host),
            _ => false,
        })
    }

    pub(super) fn ask_for_host(&self) -> bool {
        let mut all = self.all.iter();
        all.any(|condition| matches!(condition, Condition::Host(_)))
    }

    fn paths(&self) -> impl Iterator<Item = &Vec<&'g str>> {
        self.all.iter().filter_map(|condition| match condition {
            Condition::Path(patterns) => Some(patterns),
            _ => None,
        })
    }

    /// The patterns that a rule has to contain to contain this one: its first
    /// path, its first host.
    fn first_path(&self) -> Option<&str> {
        self.paths().next()?.first().copied()
    }

    fn first_host(&self) -> Option<&str> {
        self.all.iter().find_map(|condition| match condition {
            Condition::Host(patterns) => patterns.first().map(String::as_str),
            _ => None,
        })
    }
}

/// Whether a `condition` block compares by regular expression.
fn is_regex(block: &Node<'_>) -> bool {
    ["host_header", "path_pattern", "http_header"]
        .iter()
        .any(|kind| {
            let blocks = block.blocks(kind).nodes;
            blocks
                .iter()
                .any(|inner| !inner.texts("regex_values").is_unset())
        })
}

/// Reads a `condition` block; what part of the request it looks at when it is
/// unknown or by regular expression.
fn condition<'g>(block: &Node<'g>) -> Result<Condition<'g>, &'static str> {
    let written = |part: &&str| {
        let blocks = block.blocks(part);
        !blocks.nodes.is_empty() || !blocks.complete
    };
    let mut parts = PARTS.into_iter().filter(written);
    match (parts.next(), parts.next()) {
        (Some(part), None) => {
            let blocks = block.blocks(part).nodes;
            let read = match part {
                "query_string" => query(&blocks),
                _ => blocks.first().and_then(|inner| values(part, inner)),
            };
            read.ok_or(part)
        }
        // Two in one block: the provider refuses it, so nothing can be said.
        (Some(_), Some(_)) => Err("several"),
        (None, _) => Err("unknown"),
    }
}

fn values<'g>(kind: &str, block: &Node<'g>) -> Option<Condition<'g>> {
    if !block.texts("regex_values").is_unset() {
        return None;
    }
    let values = match block.texts("values") {
        Attr::Known(values) => values,
        Attr::Unknown | Attr::Unset => return None,
    };
    if values.iter().any(|value| value.len() > LONGEST_PATTERN) {
        return None;
    }
    let lower = |values: Vec<&str>| values.iter().map(|value| value.to_lowercase()).collect();
    Some(match kind {
        "host_header" => Condition::Host(lower(values)),
        "path_pattern" => Condition::Path(values),
        "http_request_method" => Condition::Method(values),
        "http_header" => Condition::Header {
            name: block.text("http_header_name").known()?.to_lowercase(),
            values: lower(values),
        },
        "source_ip" => {
            let nets = values.iter().map(|value| value.parse().ok());
            Condition::SourceIp(nets.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn query<'g>(blocks: &[Node<'g>]) -> Option<Condition<'g>> {
    let pairs = blocks.iter().map(|block| {
        let key = match block.text("key") {
            Attr::Known(key) => Some(key.to_lowercase()),
            Attr::Unset => None,
            Attr::Unknown => return None,
        };
        let value = block.text("value").known()?;
        (value.len() <= LONGEST_PATTERN).then(|| (key, value.to_lowercase()))
    });
    pairs.collect::<Option<_>>().map(Condition::Query)
}

impl Condition<'_> {
    /// Whether it asks for nothing.
    fn is_anything(&self) -> bool {
        match self {
            Self::Path(patterns) => patterns
                .iter()
                .any(|pattern| matches!(*pattern, "*" | "/*")),
            Self::Host(patterns) => patterns.iter().any(|pattern| pattern == "*"),
            _ => false,
        }
    }

    /// Whether every request that satisfies the other satisfies this one.
    pub fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Host(wide), Self::Host(narrow)) => {
                each_in(narrow, wide, |narrow, wide| contains(wide, narrow))
            }
            (Self::Path(wide), Self::Path(narrow)) => {
                each_in(narrow, wide, |narrow, wide| contains(wide, narrow))
            }
            (Self::Method(wide), Self::Method(narrow)) => {
                each_in(narrow, wide, |narrow, wide| narrow == wide)
            }
            (Self::SourceIp(wide), Self::SourceIp(narrow)) => {
                each_in(narrow, wide, |narrow, wide| wide.contains(narrow))
            }
            (
                Self::Header { name, values },
                Self::Header {
                    name: other_name,
                    values: narrow,
                },
            ) => {
                name == other_name && each_in(narrow, values, |narrow, wide| contains(wide, narrow))
            }
            (Self::Query(wide), Self::Query(narrow)) => {
                each_in(narrow, wide, |(key, value), (wide_key, wide)| {
                    let key = match (key, wide_key) {
                        (Some(key), Some(wide)) => contains(wide, key),
                        (None, None) => true,
                        _ => false,
                    };
                    key && contains(wide, value)
                })
            }
            _ => false,
        }
    }
}

/// Whether each of the one finds its match among the others.
fn each_in<T>(narrow: &[T], wide: &[T], contains: impl Fn(&T, &T) -> bool) -> bool {
    narrow
        .iter()
        .all(|one| wide.iter().any(|other| contains(one, other)))
}

/// Rules in the order of their evaluation, found by what they must at least
/// contain, so that asking for each rule which earlier one contains it stays
/// cheap with thousands of them.
pub struct Earlier<'c, 'g, T> {
    buckets: HashMap<(String, String), Vec<(&'c Conditions<'g>, T)>>,
}

impl<'c, 'g, T: Copy> Earlier<'c, 'g, T> {
    #[expect(clippy::new_without_default, reason = "it is filled at once")]
    pub fn new() -> Self {
        Self {
            buckets: HashMap::new(),
        }
    }

    pub fn push(&mut self, conditions: &'c Conditions<'g>, rule: T) {
        if !conditions.known() {
            return;
        }
        let paths = conditions.paths().next();
        let exact = |host: &&str| !host.contains(['*', '?']);
        let hosts = conditions.all.iter().find_map(|condition| match condition {
            Condition::Host(patterns) if patterns.iter().all(|host| exact(&host.as_str())) => {
                Some(patterns.clone())
            }
            _ => None,
        });
        let hosts = hosts.unwrap_or_else(|| vec![String::new()]);
        let prefixes: Vec<&str> = paths.map_or_else(
            || vec![""],
            |paths| paths.iter().map(|path| literal(path)).collect(),
        );
        for host in &hosts {
            for prefix in &prefixes {
                let bucket = self
                    .buckets
                    .entry((host.clone(), (*prefix).to_owned()))
                    .or_default();
                bucket.push((conditions, rule));
            }
        }
    }

    /// The first pushed rule that takes everything these conditions take.
    pub fn containing(&self, conditions: &Conditions<'g>) -> Option<T> {
        let path = literal(conditions.first_path().unwrap_or_default());
        let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
        let hosts = [
            Some(String::new()),
            conditions.first_host().map(str::to_owned),
        ];
        let hosts: Vec<String> = hosts.into_iter().flatten().collect();
        ends.flat_map(|end| {
            hosts
                .iter()
                .map(move |host| (host.clone(), path[..end].to_owned()))
        })
        .filter_map(|key| self.buckets.get(&key))
        .flatten()
        .find(|(earlier, _)| earlier.contain(conditions))
        .map(|(_, rule)| *rule)
    }
}
