//! What is taken from the state before the plan because it stands nowhere else: data sources that
//! were read while planning, what each resource depends on, and, where the plan changes nothing,
//! all that exists.

use super::Hints;
use super::change::Change;
use super::changes::{Changes, Raw};
use super::document::{StateModule, StateResource};
use std::borrow::Cow;
use std::collections::HashSet;

pub(super) struct FromState<'s, 'a> {
    pub(super) wanted: &'s (dyn Fn(&str) -> bool + Sync),
    pub(super) changes: &'s mut Changes<'a>,
    pub(super) hints: &'s mut Hints,
    /// Whether what exists is the architecture.
    pub(super) all: bool,
    /// Whether addresses leave out the module: those of Terraform 0.12 do.
    pub(super) relative: bool,
}

impl<'a> FromState<'_, 'a> {
    pub(super) fn collect(&mut self, module: StateModule<'a>) {
        let address = module.address.map(|address| address.0).unwrap_or_default();
        for mut resource in module.resources {
            if self.relative {
                resource.address = absolute(&address, &resource).into();
            }
            let data = resource.mode == "data";
            if !data && !self.relative {
                self.dependencies(&resource);
            }
            if data || self.all {
                self.resource(resource, data);
            }
        }
        for child in module.child_modules {
            self.collect(child);
        }
    }

    fn resource(&mut self, resource: StateResource<'a>, read: bool) {
        let parsed = self.changes.parse(&resource.address);
        let raw = |address| Raw {
            address,
            parsed: parsed.clone(),
            change: Change::Kept,
            value: resource.values,
            unknown: None,
            sensitive: resource.sensitive_values,
            read,
        };
        self.changes.prior.push(raw(resource.address.clone()));
        if !self.changes.pending.contains(&resource.address) {
            self.changes.planned.push(raw(resource.address));
        }
    }

    fn dependencies(&mut self, resource: &StateResource<'a>) {
        let named = resource
            .depends_on
            .filter(|_| (self.wanted)(&resource.type_name));
        let named = named.and_then(|raw| serde_json::from_str::<HashSet<String>>(raw.get()).ok());
        if let Some(named) = named.filter(|named| !named.is_empty()) {
            let address = resource.address.to_string();
            self.hints.depends_on.insert(address, named);
        }
    }
}

/// The whole address of what Terraform 0.12 names within its module and without its key.
fn absolute(module: &str, resource: &StateResource<'_>) -> String {
    let mut address: Cow<'_, str> = resource.address.as_ref().into();
    let key = resource.index.map(|index| index.get());
    if let Some(key) = key.filter(|key| *key != "null" && !address.ends_with(']')) {
        address = format!("{address}[{key}]").into();
    }
    match module {
        "" => address.into_owned(),
        module if address.starts_with(&format!("{module}.")) => address.into_owned(),
        module => format!("{module}.{address}"),
    }
}
