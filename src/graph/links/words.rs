//! What the texts of attributes will be, before they are known: by the plan, or by the source.

use crate::plan::{Node, Path, Piece, ResourceId};
use std::collections::BTreeMap;

/// What is worked out of the sources, by the resource.
#[derive(Debug, Default)]
pub(in crate::graph) struct Words(BTreeMap<ResourceId, Vec<Word>>);

#[derive(Debug)]
struct Word {
    block: Path,
    attribute: &'static str,
    pieces: Vec<Piece<'static>>,
}

impl Words {
    pub(in crate::graph) fn add(
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

    pub(in crate::graph) fn find(
        &self,
        node: &Node<'_>,
        attribute: &str,
    ) -> Option<&[Piece<'static>]> {
        let mut words = self.0.get(&node.id)?.iter();
        let word = words.find(|word| word.attribute == attribute && word.block == node.path)?;
        Some(&word.pieces)
    }
}
