//! What serves the requests of a behavior: an origin, or a group of them.

use super::behavior::Behavior;
use super::distribution::{Distribution, Origin};
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node};
use std::collections::HashMap;

/// Origins of which the second is asked where the first does not answer.
#[derive(Clone)]
pub struct OriginGroup<'g> {
    pub node: Node<'g>,
}

/// What a behavior sends requests to.
pub enum ServedBy<'g> {
    Origin(Origin<'g>),
    Group(OriginGroup<'g>),
    /// An id that the distribution does not have.
    Nothing,
    Unknown,
}

/// The origins and origin groups of a distribution by their ids.
pub struct OriginIds<'g> {
    graph: &'g Graph<'g>,
    known: HashMap<&'g str, Node<'g>>,
    /// Blocks whose ids are known only after apply.
    unknown: Vec<Node<'g>>,
    /// Whether these are all.
    complete: bool,
}

impl<'g> Distribution<'g> {
    /// The ids of its origins and origin groups.
    pub fn origin_ids(&self) -> OriginIds<'g> {
        let mut ids = OriginIds {
            graph: self.graph,
            known: HashMap::new(),
            unknown: Vec::new(),
            complete: true,
        };
        for name in ["origin", "origin_group"] {
            let blocks = self.node.blocks(name);
            ids.complete &= blocks.complete;
            for block in blocks.nodes {
                match block.text("origin_id") {
                    Attr::Known(id) => {
                        ids.known.insert(id, block);
                    }
                    Attr::Unknown => ids.unknown.push(block),
                    Attr::Unset => {}
                }
            }
        }
        ids
    }
}

impl<'g> OriginIds<'g> {
    /// Whether the origin that a behavior names is there: known ids are equal,
    /// unknown ones are written with the same references.
    pub fn have(&self, behavior: &Behavior<'_>) -> Answer {
        match self.named(&behavior.node, "target_origin_id").is_empty() {
            false => Answer::Yes,
            true => Answer::unless(self.may_have(&behavior.node, "target_origin_id")),
        }
    }

    /// What serves the requests of a behavior.
    pub fn serving(&self, behavior: &Behavior<'_>) -> ServedBy<'g> {
        self.find(&behavior.node, "target_origin_id")
    }

    /// The origins of a group in the order in which they are asked; `None` where
    /// the plan does not show all.
    pub fn members(&self, group: &OriginGroup<'g>) -> Option<Vec<Origin<'g>>> {
        let blocks = group.node.blocks("member");
        let members = blocks
            .nodes
            .iter()
            .map(|member| match self.find(member, "origin_id") {
                ServedBy::Origin(origin) => Some(origin),
                _ => None,
            });
        members.collect::<Option<_>>().filter(|_| blocks.complete)
    }

    fn find(&self, node: &Node<'_>, attribute: &str) -> ServedBy<'g> {
        match self.named(node, attribute).as_slice() {
            [one] => {
                let node = (*one).clone();
                let block = node.path.0.last();
                match block.is_some_and(|block| block.name == "origin_group") {
                    true => ServedBy::Group(OriginGroup { node }),
                    false => ServedBy::Origin(Origin {
                        graph: self.graph,
                        node,
                    }),
                }
            }
            [] if !self.may_have(node, attribute) => ServedBy::Nothing,
            _ => ServedBy::Unknown,
        }
    }

    /// The blocks that an attribute names.
    fn named(&self, node: &Node<'_>, attribute: &str) -> Vec<&Node<'g>> {
        match node.text(attribute) {
            Attr::Known(id) => self.known.get(id).into_iter().collect(),
            Attr::Unset => Vec::new(),
            Attr::Unknown => {
                let alike = |origin: &&Node<'g>| node.refers_alike(attribute, origin, "origin_id");
                self.unknown.iter().filter(alike).collect()
            }
        }
    }

    /// Whether what an attribute names may be there, though it was not found.
    fn may_have(&self, node: &Node<'_>, attribute: &str) -> bool {
        let named = node.text(attribute);
        !self.complete || !self.unknown.is_empty() || !matches!(named, Attr::Known(_))
    }
}
