//! The changes that a plan lists, each sorted as it is read into what is there once
//! the plan is applied and what was there before.

use super::Resource;
use super::address::{self, Address, Call};
use super::change::Change;
use super::document::{Object, ResourceChange};
use super::error;
use super::error::ReadError;
use super::maker::Signs;
use super::members::Text;
use super::skeleton::Unread;
use super::value::Value;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

/// What the changes come to.
#[derive(Default)]
pub(super) struct Changes<'a> {
    pub(super) planned: Vec<Raw<'a>>,
    pub(super) prior: Vec<Raw<'a>>,
    /// Data sources that are read later.
    pub(super) pending: HashSet<Cow<'a, str>>,
    /// The addresses that moved resources had before.
    pub(super) moved: HashMap<Cow<'a, str>, Cow<'a, str>>,
    /// The blocks of what the plan takes away, by the address that their instances share.
    pub(super) gone: HashSet<String>,
    /// What the providers tell of the program that made the plan.
    pub(super) signs: Signs,
    /// The calls that lead to the resource that came last.
    modules: Arc<[Call]>,
    /// Whether there are any, be they such as leave nothing.
    pub(super) any: bool,
    /// Whether what is there once the plan is applied differs from what was there before.
    pub(super) differ: bool,
    /// Whether there are any of resources, data sources aside.
    pub(super) any_managed: bool,
}

/// The values of one resource, not yet read.
#[derive(Clone)]
pub(super) struct Raw<'a> {
    pub(super) address: Cow<'a, str>,
    /// The same taken apart; `None` when it is no address.
    pub(super) parsed: Option<Arc<Address>>,
    pub(super) change: Change,
    pub(super) value: Option<Unread<'a>>,
    pub(super) unknown: Option<Unread<'a>>,
    pub(super) sensitive: Option<Unread<'a>>,
    pub(super) read: bool,
}

impl<'a> Changes<'a> {
    pub(super) fn parse(&mut self, address: &str) -> Option<Arc<Address>> {
        let mut parsed = Address::parse(address)?;
        parsed.share(&mut self.modules);
        Some(Arc::new(parsed))
    }

    fn take(&mut self, resource: ResourceChange<'a>) {
        self.any = true;
        self.any_managed |= resource.mode != "data";
        if let Some(Text(source)) = &resource.provider_name {
            self.signs.provider(source);
        }
        if resource.deposed.is_some() {
            return;
        }
        let (address, change) = (resource.address, resource.change);
        if let Some(previous) = resource.previous_address {
            self.moved.insert(address.clone(), previous);
        }
        let parsed = self.parse(&address);
        let raw = |value, unknown, sensitive| Raw {
            address: address.clone(),
            parsed: parsed.clone(),
            change: change.actions.change,
            value,
            unknown,
            sensitive,
            read: false,
        };
        let unknown = change.after_unknown;
        let wholly_unknown = unknown.is_some_and(|unknown| unknown.get() == "true");
        let after = (change.after.is_some() || wholly_unknown)
            .then(|| raw(change.after, unknown, change.after_sensitive));
        let existed = change.before.is_some() && !change.actions.forgets;
        let before = match &after {
            _ if resource.mode == "data" || !existed => None,
            // One resource, told twice: what is known of it is the same.
            Some(after) if change.actions.change == Change::Kept => Some(after.clone()),
            _ => Some(raw(change.before, None, change.before_sensitive)),
        };
        let is_kept = change.actions.change == Change::Kept;
        self.differ |= !is_kept || before.is_some() != after.is_some();
        if resource.mode == "data" {
            self.pending.insert(address);
        }
        if let (None, Some(parsed)) = (&after, parsed) {
            self.gone.insert(parsed.siblings());
        }
        self.prior.extend(before);
        self.planned.extend(after);
    }

    /// Adds the data sources that are read later to what was there before: of neither
    /// architecture is known what they will say.
    pub(super) fn share_pending(&mut self) {
        let told: HashSet<&str> = self.prior.iter().map(|raw| raw.address.as_ref()).collect();
        let open = self.planned.iter().filter(|raw| {
            self.pending.contains(&raw.address) && !told.contains(raw.address.as_ref())
        });
        let open: Vec<Raw<'a>> = open.cloned().collect();
        self.prior.extend(open);
    }
}

impl<'a> Raw<'a> {
    /// The resource, without its value.
    ///
    /// # Errors
    /// An address that is none.
    pub(super) fn resource(&mut self) -> Result<Resource<'a>, ReadError> {
        let parsed = self.parsed.take().ok_or_else(|| ReadError::Malformed {
            path: "resource_changes[].address".into(),
            problem: address::problem(&self.address).into(),
        })?;
        Ok(Resource {
            address: self.address.clone(),
            parsed,
            change: self.change,
            value: None,
            block: None,
            read: self.read,
        })
    }

    /// Builds the value.
    ///
    /// # Errors
    /// What is nested too deep, or says a name twice.
    pub(super) fn value(&self) -> Result<Value<'a>, ReadError> {
        let part = |name: &str, raw: Option<Unread<'a>>| match raw {
            None => Ok(Value::NULL),
            Some(raw) => serde_json::from_str(raw.get()).map_err(|error| ReadError::Malformed {
                path: format!("{}: {name}", self.address.escape_debug()),
                problem: error::problem(&error),
            }),
        };
        let mut value: Value<'a> = part("change", self.value)?;
        value.mark_unknown(&part("change.after_unknown", self.unknown)?);
        value.mark_sensitive(&part("change.after_sensitive", self.sensitive)?);
        Ok(value)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Changes<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Listed)
    }
}

/// A list in which missing, `null` and `[]` are alike.
struct Listed;

impl<'de> Visitor<'de> for Listed {
    type Value = Changes<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Changes::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, list: D) -> Result<Self::Value, D::Error> {
        list.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut changes = Changes::default();
        while let Some(Object(change)) = list.next_element()? {
            changes.take(change);
        }
        Ok(changes)
    }
}
