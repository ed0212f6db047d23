//! Where following a reference ends, how sure that is, and what is lost on the way.

use super::ResourceId;
use super::value::Value;
use std::fmt;

/// How sure a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// One reference leads to one instance, or the values are equal.
    Exact,
    /// The instance whose key is that of the referring one.
    SameKey,
    /// The only candidate of the expected type.
    Inferred,
    /// One of several candidates.
    Ambiguous,
}

impl Confidence {
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::SameKey => "same-key",
            Self::Inferred => "inferred",
            Self::Ambiguous => "ambiguous",
        }
    }
}

/// Where following a reference ended.
#[derive(Clone, Debug)]
pub enum Leaf<'p> {
    Resource {
        id: ResourceId,
        /// The first attribute name behind the instance, when the plan kept it.
        attribute: Option<String>,
        how: Confidence,
    },
    Constant(&'p Value<'p>),
    /// A variable of the root module: known to the plan, with no object behind it.
    Variable(String),
    Lost(Lost),
}

impl Leaf<'_> {
    /// Makes it one of several.
    pub(super) fn doubt(&mut self) {
        if let Self::Resource { how, .. } = self {
            *how = Confidence::Ambiguous;
        }
    }
}

/// Why a reference could not be followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// Through `local.NAME`, which plans leave out.
    Local(String),
    /// Through `each.value` of a `for_each` that plans leave out.
    Each,
    /// Written in a `dynamic` block, or not in the configuration at all.
    NotWritten,
    /// Calls a function of nothing the plan shows.
    Opaque,
    /// An instance that the plan does not hold.
    Dangling(String),
    /// Through a resource that only passes values on.
    Through(String),
    /// The plan holds no configuration for the module.
    NoConfiguration,
    TooDeep,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local(name) => write!(f, "it goes through `local.{name}`, which plans leave out"),
            Self::Each => f.write_str("it goes through a `for_each` whose values plans leave out"),
            Self::NotWritten => {
                f.write_str("it stands in a `dynamic` block, which plans leave out")
            }
            Self::Opaque => f.write_str("the plan does not show what its expression refers to"),
            Self::Dangling(address) => write!(f, "the plan holds no `{address}`"),
            Self::Through(address) => write!(f, "it goes through `{address}`"),
            Self::NoConfiguration => f.write_str("the plan holds no configuration for it"),
            Self::TooDeep => f.write_str("its references go in circles or too deep"),
        }
    }
}
