//! Rules in the order of their evaluation, found by what they must at least take.

use super::condition::Condition;
use super::conditions::Conditions;
use super::glob::Glob;
use std::collections::HashMap;

/// Rules that were pushed in order, so that asking for each which earlier one
/// contains it stays cheap with thousands of them.
///
/// They are shelved by what their hosts end with, what their paths begin with,
/// and by a method, header or query they name; by nothing where anything will do.
pub struct Earlier<'c, T> {
    shelves: HashMap<String, HashMap<String, HashMap<String, Shelf<'c, T>>>>,
    count: usize,
}

/// Rules, each with its position in the order.
type Shelf<'c, T> = Vec<(usize, &'c Conditions, T)>;

impl<'c, T: Copy> Earlier<'c, T> {
    #[expect(clippy::new_without_default, reason = "it is filled at once")]
    pub fn new() -> Self {
        Self {
            shelves: HashMap::new(),
            count: 0,
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

    /// The first pushed rule that surely takes everything these conditions take.
    pub fn containing(&self, conditions: &Conditions) -> Option<T> {
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
        let containing = shelves.filter_map(|shelf| {
            let mut shelf = shelf.iter();
            shelf.find(|(_, earlier, _)| earlier.surely_contains(conditions))
        });
        let first = containing.min_by_key(|(at, ..)| *at);
        first.map(|(_, _, rule)| *rule)
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
    let literal = conditions.all.iter().find_map(|condition| {
        let labels = labels_of(condition);
        let labels: Option<Vec<_>> = labels.into_iter().collect();
        labels.filter(|labels| !labels.is_empty())
    });
    literal.unwrap_or_else(|| vec![String::new()])
}

/// The labels that a rule may have to contain these conditions.
fn possible_labels(conditions: &Conditions) -> Vec<String> {
    let all = conditions.all.iter();
    let first = all.filter_map(|condition| labels_of(condition).into_iter().next()?);
    first.chain([String::new()]).collect()
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
        _ => Vec::new(),
    }
}
