//! One step from a resource to another, by an attribute of a block.

use crate::plan::{Confidence, Lost, Node, Path, ResourceId};

/// What an attribute leads to.
#[derive(Clone, Debug)]
pub struct Link {
    pub from: ResourceId,
    /// The block that holds the attribute.
    pub block: Path,
    pub attribute: &'static str,
    pub to: End,
    pub how: Confidence,
}

/// The far end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    Resource(ResourceId),
    /// Something the plan only names: a literal, or a data source.
    Elsewhere(Option<ResourceId>),
}

/// A reference that could not be followed to its end.
#[derive(Clone, Debug)]
pub struct Unresolved {
    pub from: ResourceId,
    pub block: Path,
    pub attribute: &'static str,
    pub why: Lost,
}

impl Link {
    /// Whether it is no guess.
    pub fn is_sure(&self) -> bool {
        self.how <= Confidence::SameKey
    }

    pub fn resource(&self) -> Option<ResourceId> {
        match self.to {
            End::Resource(id) => Some(id),
            End::Elsewhere(_) => None,
        }
    }
}

/// The names of the blocks around, and what stands in them.
pub(in crate::graph) fn path_of<'n>(node: &'n Node<'_>, inner: &[&'n str]) -> Vec<&'n str> {
    let blocks = node.path.0.iter().map(|segment| segment.name.as_str());
    blocks.chain(inner.iter().copied()).collect()
}
