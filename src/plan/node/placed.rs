//! Where a block stands: which block of the source made it, and its place in the plan.

use super::Node;
use crate::plan::matching::Origin;
use crate::plan::worked::Worker;
use crate::plan::{Path, Place};

impl<'p> Node<'p> {
    /// Whether a `dynamic` block may have made it, of which the expressions do not tell.
    pub fn may_be_dynamic(&self) -> bool {
        self.is_dynamic() || matches!(self.origin, Origin::OneOf(_, true))
    }

    /// Whether a `dynamic` block made it.
    pub(in crate::plan) fn is_dynamic(&self) -> bool {
        self.origin == Origin::Dynamic
    }

    pub(in crate::plan) fn siblings(&self) -> usize {
        self.siblings
    }

    /// For each step of the path, the position of the block among those of its name in the source:
    /// those that are written out first, then the `dynamic` ones.
    pub fn ordinals(&self) -> Vec<Option<usize>> {
        let mut known = self.ordinals.clone();
        let evidence = self.plan.evidence.filter(|_| !self.in_text);
        let Some(evidence) = evidence.filter(|_| known.contains(&None)) else {
            return known;
        };
        if let Some(parent) = &self.parent {
            known.splice(..parent.ordinals.len(), parent.ordinals());
        }
        match known.contains(&None) {
            true => Worker::new(self.plan).ordinals(self, &known, evidence),
            false => known,
        }
    }

    /// The same as far as the plan alone tells.
    pub(in crate::plan) fn own_ordinals(&self) -> &[Option<usize>] {
        &self.ordinals
    }

    /// The block around it, unless that is the resource.
    pub(in crate::plan) fn parent(&self) -> Option<&Node<'p>> {
        self.parent.as_deref()
    }
}

impl Node<'_> {
    /// The place of an attribute or inner block.
    pub fn place(&self, name: &str) -> Place {
        if self.in_text {
            return self.header();
        }
        let mut place = self.header();
        place.path = self.path.attribute(name);
        place
    }

    /// The place of the block itself.
    pub fn header(&self) -> Place {
        let (path, ordinals, keys) = match self.path.0.first().filter(|_| self.in_text) {
            Some(text) => (
                Path::default().attribute(&text.name),
                Vec::new(),
                Vec::new(),
            ),
            None => (self.path.clone(), self.ordinals(), self.block_keys()),
        };
        Place {
            address: self.plan[self.id].address.to_string(),
            path,
            ordinals,
            keys,
        }
    }
}
