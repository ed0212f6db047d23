//! Conditions of a rule as they are written: one by one, each with its place.
//!
//! What they take together is the matter of `request`.

use super::listener::Rule;
use super::load_balancer::LoadBalancer;
use crate::graph::request::Conditions;
use crate::graph::request::PARTS;
use crate::plan::{Attr, Node, Place};

/// One condition.
#[derive(Clone)]
pub struct Asked<'g> {
    /// The part of the request that it looks at.
    pub part: &'static str,
    pub node: Node<'g>,
}

/// The conditions of a rule.
pub struct AllAsked<'g> {
    pub conditions: Vec<Asked<'g>>,
    /// Whether these are all.
    pub complete: bool,
}

impl<'g> Rule<'g> {
    /// Its conditions one by one.
    pub fn asked(&self) -> AllAsked<'g> {
        let blocks = self.node.blocks("condition");
        let mut asked = AllAsked {
            conditions: Vec::new(),
            complete: blocks.complete,
        };
        for block in blocks.nodes {
            for (part, _) in PARTS {
                let inner = block.blocks(part);
                asked.complete &= inner.complete;
                let conditions = inner.nodes.into_iter();
                asked
                    .conditions
                    .extend(conditions.map(|node| Asked { part, node }));
            }
        }
        asked
    }

    /// Whether it asks for certain hosts.
    pub fn asks_for_hosts(&self) -> bool {
        let asked = self.asked().conditions;
        asked
            .iter()
            .any(|condition| condition.part == "host_header")
    }

    /// The load balancer of its listener, when the plan tells for sure.
    pub fn load_balancer(&self) -> Option<LoadBalancer<'g>> {
        self.listener()?.load_balancer()
    }
}

impl<'g> Asked<'g> {
    /// The alternatives, other than regular expressions.
    pub fn values(&self) -> Attr<Vec<&'g str>> {
        self.node.texts("values")
    }

    /// What it takes by itself.
    pub fn alone(&self) -> Conditions {
        Conditions::of_part(self.part, &self.node)
    }

    /// The place of the alternatives.
    pub fn place(&self) -> Place {
        self.node.place("values")
    }

    /// The place of the condition itself.
    pub fn header(&self) -> Place {
        self.node.header()
    }

    /// The alternatives of which something holds, in words: quoted, unless they
    /// are marked sensitive.
    pub fn named(&self, values: &[&str]) -> String {
        if self.node.is_sensitive("values") {
            return "a sensitive value".to_owned();
        }
        let quoted: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
        quoted.join(", ")
    }
}
