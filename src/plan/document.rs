//! The skeleton of a plan document: its structure as serde types, with every
//! value left as the raw text it came as.

use super::change::Actions;
use super::members::Members;
use super::members::Text;
use super::skeleton::Unread;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

#[derive(serde::Deserialize)]
pub(super) struct ResourceChange<'a> {
    #[serde(borrow)]
    pub(super) address: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) previous_address: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(super) mode: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) deposed: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) provider_name: Option<Text<'a>>,
    #[serde(borrow, deserialize_with = "written")]
    pub(super) change: Change<'a>,
}

#[derive(serde::Deserialize)]
pub(super) struct Change<'a> {
    #[serde(default, deserialize_with = "actions")]
    pub(super) actions: Actions,
    #[serde(borrow, default, deserialize_with = "object")]
    pub(super) before: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "object")]
    pub(super) after: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "marks")]
    pub(super) after_unknown: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "marks")]
    pub(super) before_sensitive: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "marks")]
    pub(super) after_sensitive: Option<Unread<'a>>,
}

/// An attribute that some changed resource refers to; nothing says which one.
#[derive(serde::Deserialize)]
pub(super) struct Relevant<'a> {
    #[serde(borrow)]
    pub(super) resource: Option<Text<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct Deferred<'a> {
    #[serde(borrow, default, deserialize_with = "structure")]
    pub(super) resource_change: Option<DeferredChange<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct DeferredChange<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Cow<'a, str>>,
}

#[derive(serde::Deserialize)]
pub(super) struct Variable<'a> {
    #[serde(borrow)]
    pub(super) value: Option<Unread<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct State<'a> {
    #[serde(borrow, default, deserialize_with = "structure")]
    pub(super) values: Option<StateValues<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct StateValues<'a> {
    #[serde(borrow, default, deserialize_with = "structure")]
    pub(super) root_module: Option<StateModule<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct StateModule<'a> {
    #[serde(borrow, default)]
    pub(super) address: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "objects")]
    pub(super) resources: Vec<StateResource<'a>>,
    #[serde(borrow, default, deserialize_with = "objects")]
    pub(super) child_modules: Vec<StateModule<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct StateResource<'a> {
    #[serde(borrow)]
    pub(super) address: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) mode: Cow<'a, str>,
    #[serde(borrow, default, rename = "type")]
    pub(super) type_name: Cow<'a, str>,
    /// The key of the instance.
    #[serde(borrow, default)]
    pub(super) index: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "object")]
    pub(super) values: Option<Unread<'a>>,
    /// A list of addresses, long where modules wait for one another.
    #[serde(borrow, default)]
    pub(super) depends_on: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "marks")]
    pub(super) sensitive_values: Option<Unread<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct Configuration<'a> {
    /// Providers by the names that resources call them by; read where it can be.
    #[serde(borrow, default)]
    pub(super) provider_config: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "written")]
    pub(super) root_module: Module<'a>,
}

/// A `provider` block.
#[derive(serde::Deserialize)]
pub(super) struct Provider<'a> {
    /// Where it comes from: host, namespace and type.
    #[serde(borrow, default)]
    pub(super) full_name: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) name: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) version_constraint: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub(super) module_address: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "object")]
    pub(super) expressions: Option<Unread<'a>>,
}

#[derive(Default, serde::Deserialize)]
pub(super) struct Module<'a> {
    #[serde(borrow, default, deserialize_with = "map")]
    pub(super) outputs: Members<'a, Output<'a>>,
    #[serde(borrow, default, deserialize_with = "objects")]
    pub(super) resources: Vec<ConfigResource<'a>>,
    #[serde(borrow, default, deserialize_with = "map")]
    pub(super) module_calls: Members<'a, ModuleCall<'a>>,
    #[serde(borrow, default, deserialize_with = "map")]
    pub(super) variables: Members<'a, ConfigVariable<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct Output<'a> {
    #[serde(borrow)]
    pub(super) expression: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "list")]
    pub(super) depends_on: Vec<Cow<'a, str>>,
}

#[derive(serde::Deserialize)]
pub(super) struct ConfigVariable<'a> {
    #[serde(borrow)]
    pub(super) default: Option<Unread<'a>>,
}

#[derive(serde::Deserialize)]
pub(super) struct ConfigResource<'a> {
    #[serde(borrow, default)]
    pub(super) mode: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow, default)]
    pub(super) provider_config_key: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "object")]
    pub(super) expressions: Option<Unread<'a>>,
    #[serde(borrow)]
    pub(super) for_each_expression: Option<Unread<'a>>,
    #[serde(borrow)]
    pub(super) count_expression: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "list")]
    pub(super) depends_on: Vec<Cow<'a, str>>,
}

#[derive(serde::Deserialize)]
pub(super) struct ModuleCall<'a> {
    #[serde(borrow, default)]
    pub(super) source: Option<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "object")]
    pub(super) expressions: Option<Unread<'a>>,
    #[serde(borrow)]
    pub(super) for_each_expression: Option<Unread<'a>>,
    #[serde(borrow)]
    pub(super) count_expression: Option<Unread<'a>>,
    #[serde(borrow, default, deserialize_with = "list")]
    pub(super) depends_on: Vec<Cow<'a, str>>,
    #[serde(borrow, default, deserialize_with = "structure")]
    pub(super) module: Option<Module<'a>>,
}

/// A list in which missing, `null` and `[]` are alike.
fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

fn actions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Actions, D::Error> {
    let actions: Vec<Cow<'de, str>> = list(deserializer)?;
    Ok(Actions::of(&actions))
}

/// A list of structures in which missing, `null` and `[]` are alike.
pub(super) fn objects<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let items = list::<D, Object<T>>(deserializer)?;
    Ok(items.into_iter().map(|Object(item)| item).collect())
}

/// A map of structures in which missing, `null` and `{}` are alike.
pub(super) fn map<'de, D, T>(deserializer: D) -> Result<Members<'de, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let members: Option<Members<'de, Object<T>>> = Option::deserialize(deserializer)?;
    let members = members.unwrap_or_default().into_iter();
    Ok(members.map(|(name, Object(value))| (name, value)).collect())
}

/// A structure; `null` counts as missing.
pub(super) fn structure<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let written: Option<Object<T>> = Option::deserialize(deserializer)?;
    Ok(written.map(|Object(value)| value))
}

/// A structure that is not `null`.
fn written<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Object::deserialize(deserializer).map(|Object(value)| value)
}

/// A structure written as an object. Serde alone also takes a list, by position,
/// so that `"configuration": []` would pass for an empty one.
pub(super) struct Object<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_map(DocumentVisitor(PhantomData))
            .map(Self)
    }
}

struct DocumentVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for DocumentVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members))
    }
}

/// The raw text of an object; `null` counts as missing.
fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Unread<'de>>, D::Error> {
    raw_starting_with(deserializer, "{", "an object")
}

/// The raw text of a tree of marks: an object, a list, or one mark for all.
fn marks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Unread<'de>>, D::Error> {
    raw_starting_with(deserializer, "{[tf", "an object, a list or a boolean")
}

fn raw_starting_with<'de, D: Deserializer<'de>>(
    deserializer: D,
    starts: &str,
    expected: &str,
) -> Result<Option<Unread<'de>>, D::Error> {
    let raw = Unread::deserialize(deserializer)?;
    match raw.get().chars().next() {
        Some('n') => Ok(None),
        Some(first) if starts.contains(first) => Ok(Some(raw)),
        _ => Err(D::Error::custom(format!("expected {expected}"))),
    }
}
