//! The top level of a document, and what tells a plan from other documents.

use super::changes::Changes;
use super::document::{
    Configuration, Deferred, Relevant, State, Variable, map, objects, structure,
};
use super::members::{Members, Text};
use serde::de::{Deserialize, Deserializer};

/// The top level, and the members by which other documents are told apart.
#[derive(serde::Deserialize)]
pub(super) struct Document<'a> {
    #[serde(borrow, default)]
    pub(super) format_version: Option<Text<'a>>,
    #[serde(default)]
    pub(super) planned_values: Present,
    #[serde(borrow, default)]
    pub(super) resource_changes: Changes<'a>,
    #[serde(borrow, default, deserialize_with = "structure")]
    pub(super) prior_state: Option<State<'a>>,
    #[serde(borrow, default, deserialize_with = "structure")]
    pub(super) configuration: Option<Configuration<'a>>,
    #[serde(borrow, default, deserialize_with = "map")]
    pub(super) variables: Members<'a, Variable<'a>>,
    #[serde(borrow, default, deserialize_with = "objects")]
    pub(super) relevant_attributes: Vec<Relevant<'a>>,
    #[serde(borrow, default, deserialize_with = "objects")]
    pub(super) deferred_changes: Vec<Deferred<'a>>,
    pub(super) errored: Option<bool>,
    pub(super) complete: Option<bool>,
    #[serde(borrow, default)]
    pub(super) terraform_version: Option<Text<'a>>,
    #[serde(default)]
    pub(super) applyable: Present,

    #[serde(default)]
    pub(super) lineage: Present,
    #[serde(default)]
    pub(super) root_module: Present,
    #[serde(default)]
    pub(super) plan_format_version: Present,
    #[serde(default)]
    pub(super) msg: Present,
    #[serde(rename = "level", default)]
    pub(super) log_level: Present,
    #[serde(rename = "@level", default)]
    pub(super) level: Present,
    #[serde(default)]
    pub(super) encrypted_data: Present,
}

/// A member of which only the presence counts.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Present(pub(super) bool);

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self(true))
    }
}
