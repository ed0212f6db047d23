//! The conditions of a listener rule, read (facts.md section 3.1).
//!
//! Values of one condition are alternatives, conditions all have to hold. Hosts,
//! header names and values, and query strings are compared without case, paths
//! and methods with it.

use super::condition::Condition;
use super::conditions::{Conditions, Opaque};
use super::glob::Glob;
use super::part::Part;
use crate::plan::{Attr, Node};

/// Longer patterns than the service takes are not compared at all.
const LONGEST_PATTERN: usize = 256;

/// The parts of a request that a condition may look at, by the names of their blocks.
pub(in crate::graph) const PARTS: [(&str, Part); 6] = [
    ("host_header", Part::Host),
    ("path_pattern", Part::Path),
    ("http_request_method", Part::Method),
    ("http_header", Part::Header),
    ("query_string", Part::Query),
    ("source_ip", Part::SourceIp),
];

impl Conditions {
    pub(in crate::graph) fn of_rule(rule: &Node<'_>) -> Self {
        let blocks = rule.blocks("condition");
        let mut conditions = Self::anything();
        conditions.complete = blocks.complete && !blocks.nodes.is_empty();
        for block in blocks.nodes {
            match condition(&block) {
                Ok(condition) => {
                    if is_sensitive(&block) {
                        conditions = conditions.hiding(condition.part());
                    }
                    conditions.all.push(condition);
                }
                Err(opaque) => conditions.opaque.push(opaque),
            }
        }
        conditions
    }
}

impl Conditions {
    /// Those of one condition alone, by the name of its block.
    pub(in crate::graph) fn of_part(name: &str, block: &Node<'_>) -> Self {
        let part = PARTS.iter().find(|(own, _)| *own == name);
        let Some((_, part)) = part else {
            return Self::unknown();
        };
        let read = match part {
            Part::Query => query(std::slice::from_ref(block)),
            part => values(*part, block),
        };
        read.map_or_else(Self::unknown, |condition| Self::of(vec![condition]))
    }
}

/// Whether some value of a `condition` block must not be shown.
fn is_sensitive(block: &Node<'_>) -> bool {
    let inner = PARTS.iter().flat_map(|(name, _)| block.blocks(name).nodes);
    let mut inner = inner.chain([block.clone()]);
    inner.any(|node| node.is_sensitive("values"))
}

/// Reads a `condition` block; what part of the request it looks at when it is
/// unknown or by regular expression.
fn condition(block: &Node<'_>) -> Result<Condition, Opaque> {
    let written = |(name, _): &(&str, Part)| {
        let blocks = block.blocks(name);
        !blocks.nodes.is_empty() || !blocks.complete
    };
    let mut parts = PARTS.into_iter().filter(written);
    // Two in one block: the provider refuses it, so nothing can be said.
    let (Some((name, part)), None) = (parts.next(), parts.next()) else {
        return Err(Opaque {
            part: None,
            regex: None,
        });
    };
    let blocks = block.blocks(name).nodes;
    let read = match part {
        Part::Query => query(&blocks),
        _ => blocks.first().and_then(|inner| values(part, inner)),
    };
    read.ok_or_else(|| Opaque {
        part: Some(part),
        regex: blocks.first().and_then(regex),
    })
}

/// The regular expressions of a condition, with the header they are for.
fn regex(block: &Node<'_>) -> Option<(Option<String>, Vec<String>)> {
    let name = block.text("http_header_name").known();
    match block.texts("regex_values") {
        Attr::Known(values) => {
            let values = values.into_iter().map(str::to_owned).collect();
            Some((name.map(str::to_lowercase), values))
        }
        Attr::Unknown => Some((name.map(str::to_lowercase), Vec::new())),
        Attr::Unset => None,
    }
}

fn values(part: Part, block: &Node<'_>) -> Option<Condition> {
    if !block.texts("regex_values").is_unset() {
        return None;
    }
    let values = block.texts("values").known()?;
    if values.iter().any(|value| value.len() > LONGEST_PATTERN) {
        return None;
    }
    Some(match part {
        Part::Host => Condition::Host(lower(&values)),
        Part::Path => {
            let paths = values.iter().flat_map(|value| Glob::of_paths(value));
            Condition::Path(paths.collect())
        }
        Part::Method => Condition::Method(values.into_iter().map(str::to_owned).collect()),
        Part::Header => Condition::Header {
            name: block.text("http_header_name").known()?.to_lowercase(),
            values: lower(&values),
        },
        Part::SourceIp => {
            let nets = values.iter().map(|value| value.parse().ok());
            Condition::SourceIp(nets.collect::<Option<_>>()?)
        }
        Part::Scheme | Part::Query => return None,
    })
}

fn lower(values: &[&str]) -> Vec<Glob> {
    let values = values.iter().map(|value| value.to_lowercase());
    values.map(|value| Glob::new(&value)).collect()
}

fn query(blocks: &[Node<'_>]) -> Option<Condition> {
    let pairs = blocks.iter().map(|block| {
        let key = match block.text("key") {
            Attr::Known(key) => Some(Glob::new(&key.to_lowercase())),
            Attr::Unset => None,
            Attr::Unknown => return None,
        };
        let value = block.text("value").known()?;
        (value.len() <= LONGEST_PATTERN).then(|| (key, Glob::new(&value.to_lowercase())))
    });
    pairs.collect::<Option<_>>().map(Condition::Query)
}
