//! Rules in the order of their evaluation, found by what they must at least take.

use super::Found;
use super::condition::Condition;
use super::conditions::Conditions;
use super::glob::Glob;
use ipnet::IpNet;
use std::cell::Cell;
use std::collections::HashMap;

/// So many pairs of rules are compared at most: where nothing tells thousands of
/// rules apart, they are not all compared with each other.
const MOST_COMPARISONS: usize = 100_000;

/// Rules that were pushed in order, so that asking for each which earlier one
/// contains it stays cheap with thousands of them.
///
/// They are shelved by what their hosts end with, what their paths begin with,
/// and by a method, header, query or network they name; by nothing where anything will do.
pub struct Earlier<'c, T> {
    shelves: HashMap<String, HashMap<String, HashMap<String, Shelf<'c, T>>>>,
    count: usize,
    comparisons: Cell<usize>,
}

/// Rules, each with its position in the order.
type Shelf<'c, T> = Vec<(usize, &'c Conditions, T)>;

impl<'c, T: Copy> Earlier<'c, T> {
    #[expect(clippy::new_without_default, reason = "it is filled at once")]
    pub fn new() -> Self {
        Self {
            shelves: HashMap::new(),
            count: 0,
            comparisons: Cell::new(0),
        }
    }

    pub fn push(&mut self, conditions: &'c Conditions, rule: T) {
        let labels = labels(conditions);
        for end in ends(conditions.hosts(), Glob::suffix) {
            for start in ends(conditions.paths(), Glob::prefix) {
                let starts = self.shelves.entry(end.clone()).or_default();
                let shelves = starts.entry(start).or_default();
                for label in &labels {
                    let shelf = shelves.entry(label.clone()).or_default();
                    shelf.push((self.count, conditions, rule));
                }
            }
        }
        self.count += 1;
    }

    /// The first pushed rule that surely takes everything these conditions take;
    /// unknown when there are too many to compare.
    pub fn containing(&self, conditions: &Conditions) -> Found<T> {
        // What takes all of it takes the shortest, too.
        let host = shortest(conditions.hosts()).unwrap_or_default();
        let path = shortest(conditions.paths()).unwrap_or_else(|| "/".to_owned());
        let labels = possible_labels(conditions);
        let by_host = bounds(&host).filter_map(|at| self.shelves.get(&host[at..]));
        let by_path = by_host.flat_map(|starts| {
            let path = &path;
            bounds(path).filter_map(move |at| starts.get(&path[..at]))
        });
        let shelves = by_path.flat_map(|shelves| {
            let labels = labels.iter();
            labels.filter_map(move |label| shelves.get(label))
        });
        let mut first: Option<(usize, T)> = None;
        for shelf in shelves {
            for (at, earlier, rule) in shelf {
                if first.is_some_and(|(first, _)| first <= *at) {
                    break;
                }
                if self.comparisons.get() == MOST_COMPARISONS {
                    return Found::Unknown;
                }
                self.comparisons.set(self.comparisons.get() + 1);
                if earlier.surely_contains(conditions) {
                    first = Some((*at, *rule));
                }
            }
        }
        match first {
            Some((_, rule)) => Found::Example(rule),
            None => Found::Nothing,
        }
    }
}

/// The literal ends of patterns, once each; the empty one where there are none.
fn ends(globs: Option<&[Glob]>, end: impl Fn(&Glob) -> String) -> Vec<String> {
    let Some(globs) = globs else {
        return vec![String::new()];
    };
    let mut ends: Vec<_> = globs.iter().map(end).collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// The shortest text of the first pattern.
fn shortest(globs: Option<&[Glob]>) -> Option<String> {
    let first = globs.and_then(<[Glob]>::first);
    first.map(|glob| glob.instance('\0', false))
}

/// The places where a text may be cut.
fn bounds(text: &str) -> impl Iterator<Item = usize> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts.chain([text.len()])
}

/// What a rule is labelled with: the alternatives of one condition, where each
/// of them is a single text.
fn labels(conditions: &Conditions) -> Vec<String> {
    let all = conditions.all.iter();
    let mut asking = all.filter(|condition| !condition.is_anything());
    let literal = asking.find_map(|condition| {
        let labels = labels_of(condition);
        let labels: Option<Vec<_>> = labels.into_iter().collect();
        labels.filter(|labels| !labels.is_empty())
    });
    literal.unwrap_or_else(|| vec![String::new()])
}

/// The labels that a rule may have to contain these conditions.
fn possible_labels(conditions: &Conditions) -> Vec<String> {
    let first = conditions.all.iter().flat_map(|condition| match condition {
        Condition::SourceIp(nets) => {
            let around = std::iter::successors(nets.first().copied(), IpNet::supernet);
            around.map(label_of).collect()
        }
        _ => labels_of(condition)
            .into_iter()
            .next()
            .flatten()
            .into_iter()
            .collect::<Vec<_>>(),
    });
    first.chain([String::new()]).collect()
}

fn label_of(net: IpNet) -> String {
    format!("network {}", net.trunc())
}

/// A label for each alternative of a condition; `None` for a pattern.
fn labels_of(condition: &Condition) -> Vec<Option<String>> {
    let literal = |glob: &Glob| glob.is_literal().then(|| glob.prefix());
    match condition {
        Condition::Method(methods) => {
            let labels = methods
                .iter()
                .map(|method| Some(format!("method {method}")));
            labels.collect()
        }
        Condition::Header { name, values } => {
            let label = |glob| Some(format!("header {name} {}", literal(glob)?));
            values.iter().map(label).collect()
        }
        Condition::Query(pairs) => {
            let label = |(key, value): &(Option<Glob>, Glob)| {
                Some(format!(
                    "query {} {}",
                    literal(key.as_ref()?)?,
                    literal(value)?
                ))
            };
            pairs.iter().map(label).collect()
        }
        // Neighbours together may contain a network that neither does.
        Condition::SourceIp(nets) => {
            let nets = IpNet::aggregate(nets).into_iter();
            nets.map(|net| Some(label_of(net))).collect()
        }
        _ => Vec::new(),
    }
}
