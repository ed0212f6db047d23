//! Cache behaviours of distributions and the origins that they name.

use super::request::{Conditions, Part};
use super::{Answer, Distribution};
use crate::plan::{Attr, Node};
use std::collections::HashSet;

/// A cache behaviour.
#[derive(Clone)]
pub struct Behaviour<'g> {
    pub node: Node<'g>,
}

/// The ids that the behaviours of a distribution may name.
pub struct OriginIds<'g> {
    known: HashSet<&'g str>,
    /// Blocks whose ids are known only after apply.
    unknown: Vec<Node<'g>>,
    /// Whether these are all.
    complete: bool,
}

impl<'g> Distribution<'g> {
    /// The behaviours with a path pattern, in the order in which they are asked.
    pub fn ordered_behaviours(&self) -> Vec<Behaviour<'g>> {
        self.behaviours("ordered_cache_behavior")
    }

    /// All behaviours, the one for all other paths last.
    pub fn all_behaviours(&self) -> Vec<Behaviour<'g>> {
        let mut all = self.ordered_behaviours();
        all.extend(self.behaviours("default_cache_behavior"));
        all
    }

    fn behaviours(&self, name: &str) -> Vec<Behaviour<'g>> {
        let nodes = self.node.blocks(name).nodes.into_iter();
        nodes.map(|node| Behaviour { node }).collect()
    }

    /// The ids of its origins and origin groups.
    pub fn origin_ids(&self) -> OriginIds<'g> {
        let mut ids = OriginIds {
            known: HashSet::new(),
            unknown: Vec::new(),
            complete: true,
        };
        for name in ["origin", "origin_group"] {
            let blocks = self.node.blocks(name);
            ids.complete &= blocks.complete;
            for block in blocks.nodes {
                match block.text("origin_id") {
                    Attr::Known(id) => {
                        ids.known.insert(id);
                    }
                    Attr::Unknown => ids.unknown.push(block),
                    Attr::Unset => {}
                }
            }
        }
        ids
    }
}

impl Behaviour<'_> {
    /// Which requests it takes, unless one before it does.
    pub fn conditions(&self) -> Conditions {
        let conditions = match self.node.text("path_pattern") {
            // Longer ones the service does not take.
            Attr::Known(pattern) if pattern.len() <= 255 => Conditions::of_behaviour(Some(pattern)),
            Attr::Unset => Conditions::of_behaviour(None),
            Attr::Known(_) | Attr::Unknown => Conditions::unknown(),
        };
        match self.node.is_sensitive("path_pattern") {
            true => conditions.hiding(Part::Path),
            false => conditions,
        }
    }

    /// Whether it takes every path that another takes.
    pub fn covers(&self, other: &Behaviour<'_>) -> Answer {
        self.conditions().contains(&other.conditions())
    }
}

impl OriginIds<'_> {
    /// Whether the origin that a behaviour names is there: known ids are equal,
    /// unknown ones are written with the same references.
    pub fn have(&self, behaviour: &Behaviour<'_>) -> Answer {
        let named = behaviour.node.text("target_origin_id");
        let found = match named {
            Attr::Known(id) => self.known.contains(id),
            Attr::Unset => true,
            Attr::Unknown => self.unknown.iter().any(|origin| {
                let behaviour = &behaviour.node;
                behaviour.refers_alike("target_origin_id", origin, "origin_id")
            }),
        };
        let open = !self.complete || !self.unknown.is_empty() || named.is_unknown();
        match found {
            true => Answer::Yes,
            false => Answer::unless(open),
        }
    }
}
