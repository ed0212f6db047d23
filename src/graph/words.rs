//! What the texts of attributes will be, before they are known: by the plan, or by the source.

use super::Graph;
use crate::plan::{Leaf, Node, Path, Piece, ResourceId};
use std::collections::BTreeMap;

/// What is worked out of the sources, by the resource.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeMap<ResourceId, Vec<Word>>);

#[derive(Debug)]
struct Word {
    block: Path,
    attribute: &'static str,
    pieces: Vec<Piece<'static>>,
}

impl Words {
    pub(super) fn add(
        &mut self,
        node: &Node<'_>,
        attribute: &'static str,
        pieces: Vec<Piece<'static>>,
    ) {
        self.0.entry(node.id).or_default().push(Word {
            block: node.path.clone(),
            attribute,
            pieces,
        });
    }

    fn find(&self, node: &Node<'_>, attribute: &str) -> Option<&[Piece<'static>]> {
        let mut words = self.0.get(&node.id)?.iter();
        let word = words.find(|word| word.attribute == attribute && word.block == node.path)?;
        Some(&word.pieces)
    }
}

impl<'p> Graph<'p> {
    /// What the text of an attribute is made of; `None` when it is not set or nothing tells.
    pub(super) fn pieces(&self, node: &Node<'p>, attribute: &str) -> Option<Vec<Piece<'p>>> {
        let worked_out = || Some(self.links.words.find(node, attribute)?.to_vec());
        self.plan.pieces(node, attribute).or_else(worked_out)
    }

    /// The attributes by which an attribute names resources of the plan.
    pub(super) fn named_as(&self, node: &Node<'p>, attribute: &str) -> Vec<(ResourceId, String)> {
        if let Some(pieces) = self.links.words.find(node, attribute) {
            let named = pieces.iter().filter_map(|piece| match piece {
                Piece::Of { id, attribute } => Some((*id, attribute.clone())),
                Piece::Text(_) => None,
            });
            return named.collect();
        }
        let expressions = node.expressions(attribute).into_iter();
        let leaves = expressions.flat_map(|expression| self.plan.trace(node.id, expression));
        let named = leaves.filter_map(|leaf| match leaf {
            Leaf::Resource { id, attribute, .. } => Some((id, attribute?)),
            _ => None,
        });
        named.collect()
    }
}
