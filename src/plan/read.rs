//! The skeleton of a document → the two architectures in it.

use super::address::{self, Address, Call, Key};
use super::change::Change;
use super::configuration::{Module, Provider};
use super::document::{self, Document};
use super::error::ReadError;
use super::kind;
use super::value::Value;
use super::{Hints, Plan, Reading, Resource, ResourceId, Siblings};
use rayon::prelude::*;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// The values of one resource, not yet read.
struct Raw<'a> {
    address: Cow<'a, str>,
    change: Change,
    value: Option<&'a RawValue>,
    unknown: Option<&'a RawValue>,
    sensitive: Option<&'a RawValue>,
    read: bool,
}

/// What both architectures of a document share.
#[derive(Clone)]
struct Written<'a> {
    root: Arc<Module<'a>>,
    providers: Arc<HashMap<Cow<'a, str>, Provider<'a>>>,
    variables: Arc<HashMap<String, Value<'a>>>,
}

impl<'a> Plan<'a> {
    /// Reads the text of a plan.
    ///
    /// `wanted` tells the resource types whose values are built. `evidence`
    /// adds what the sources know.
    ///
    /// # Errors
    /// Whatever is no plan of a supported version; see [`ReadError`].
    pub fn read(
        text: &'a str,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Reading<'a>, ReadError> {
        let document = Document::read(text)?;
        let mut planned = Vec::new();
        let mut prior = Vec::new();
        let mut data = HashSet::new();
        let mut moved = HashMap::new();
        for change in document.resource_changes {
            if change.deposed.is_some() {
                continue;
            }
            if let Some(previous) = change.previous_address {
                moved.insert(change.address.clone(), previous);
            }
            let read = change.mode == "data";
            let what = Change::of(&change.change.actions);
            if read {
                data.insert(change.address.clone());
            } else if change.change.before.is_some() && !forgotten(&change.change.actions) {
                prior.push(Raw {
                    address: change.address.clone(),
                    change: what,
                    value: change.change.before,
                    unknown: None,
                    sensitive: change.change.before_sensitive,
                    read: false,
                });
            }
            let unknown = change.change.after_unknown;
            let wholly_unknown = unknown.is_some_and(|unknown| unknown.get() == "true");
            if change.change.after.is_some() || wholly_unknown {
                planned.push(Raw {
                    address: change.address,
                    change: what,
                    value: change.change.after,
                    unknown,
                    sensitive: change.change.after_sensitive,
                    read: false,
                });
            }
        }
        let mut hints = Hints {
            relevant: relevant(&document.relevant_attributes),
            ..Hints::default()
        };
        let state = document.prior_state.and_then(|state| state.values);
        if let Some(root) = state.and_then(|values| values.root_module) {
            collect_state(root, &data, &mut planned, &mut prior, &mut hints);
        }
        let (root, providers) = document
            .configuration
            .map(|configuration| {
                let root = Module::read(configuration.root_module, wanted);
                (root, Provider::read_all(configuration.provider_config))
            })
            .unwrap_or_default();
        let variables: HashMap<String, Value<'a>> = document
            .variables
            .into_iter()
            .filter_map(|(name, variable)| {
                let value = serde_json::from_str(variable.value?.get()).ok()?;
                Some((name.0.into_owned(), value))
            })
            .collect();
        let deferred = document.deferred_changes.into_iter();
        let deferred =
            deferred.filter_map(|deferred| Some(deferred.resource_change?.type_name?.into_owned()));
        let errored = document.errored == Some(true);
        let configuration = Written {
            root: Arc::new(root),
            providers: Arc::new(providers),
            variables: Arc::new(variables),
        };
        let mut planned = Plan::assemble(planned, configuration.clone(), wanted)?;
        planned.errored = errored;
        planned.complete = document.complete != Some(false) && !errored;
        planned.lacking = deferred.collect();
        planned.hints = hints;
        planned.moved = moved;
        if !planned.complete {
            planned.note_missing();
        }
        Ok(Reading {
            planned,
            // What was written before is unknown; today's configuration comes nearest.
            prior: Plan::assemble(prior, configuration, wanted)?,
        })
    }

    fn assemble(
        raw: Vec<Raw<'a>>,
        written: Written<'a>,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Self, ReadError> {
        let resources: Vec<Resource<'a>> = raw
            .into_par_iter()
            .map(|raw| raw.read(wanted))
            .collect::<Result<_, _>>()?;
        let mut siblings: HashMap<String, Vec<ResourceId>> = HashMap::new();
        let mut by_type: BTreeMap<String, Vec<ResourceId>> = BTreeMap::new();
        let mut module_keys: HashMap<String, BTreeSet<Option<Key>>> = HashMap::new();
        for (at, resource) in resources.iter().enumerate() {
            let address = &resource.parsed;
            siblings
                .entry(address.siblings())
                .or_default()
                .push(ResourceId(at));
            if !address.data {
                by_type
                    .entry(address.type_name.clone())
                    .or_default()
                    .push(ResourceId(at));
            }
            for depth in 0..address.modules.len() {
                let call = &address.modules[depth];
                let prefix = address::module_prefix(&address.modules[..depth]);
                let keys = module_keys
                    .entry(format!("{prefix}module.{}", call.name))
                    .or_default();
                keys.insert(call.key.clone());
            }
        }
        Ok(Self {
            root: written.root,
            providers: written.providers,
            variables: written.variables,
            siblings: siblings
                .into_iter()
                .map(|(address, ids)| {
                    let keys = ids.iter().map(|id| resources[id.0].parsed.key.clone());
                    let instances = keys.collect();
                    (address, Siblings { ids, instances })
                })
                .collect(),
            resources,
            by_type,
            module_keys: module_keys
                .into_iter()
                .map(|(call, keys)| (call, keys.into_iter().collect()))
                .collect(),
            lacking: HashSet::new(),
            complete: true,
            errored: false,
            hints: Hints::default(),
            moved: HashMap::new(),
            evidence: None,
        })
    }

    /// Marks the types that are written but of which a partial plan holds nothing.
    fn note_missing(&mut self) {
        let present: HashSet<String> = self
            .resources
            .iter()
            .map(|resource| resource.parsed.block())
            .collect();
        let mut lacking = std::mem::take(&mut self.lacking);
        let root = Arc::clone(&self.root);
        root.for_each_block(&mut Vec::new(), &mut |path, block| {
            let modules = path.iter().map(|name| Call {
                name: name.clone(),
                key: None,
            });
            let prefix = address::module_prefix(&modules.collect::<Vec<_>>());
            let data = if block.data { "data." } else { "" };
            if !present.contains(&format!("{prefix}{data}{}.{}", block.type_name, block.name)) {
                lacking.insert(block.type_name.clone());
            }
        });
        self.lacking = lacking;
    }
}

impl<'a> Raw<'a> {
    fn read(self, wanted: &(dyn Fn(&str) -> bool + Sync)) -> Result<Resource<'a>, ReadError> {
        let parsed = Address::parse(&self.address).ok_or_else(|| ReadError::Malformed {
            path: "resource_changes[].address".into(),
            problem: "this is no resource address".into(),
        })?;
        let value = wanted(&parsed.type_name)
            .then(|| self.value())
            .transpose()?;
        Ok(Resource {
            address: self.address,
            parsed,
            change: self.change,
            value,
            read: self.read,
        })
    }

    fn value(&self) -> Result<Value<'a>, ReadError> {
        let part = |name: &str, raw: Option<&'a RawValue>| match raw {
            None => Ok(Value::NULL),
            Some(raw) => serde_json::from_str(raw.get()).map_err(|error| ReadError::Malformed {
                path: format!("{}: {name}", self.address.escape_debug()),
                problem: kind::problem(&error),
            }),
        };
        let mut value: Value<'a> = part("change", self.value)?;
        value.mark_unknown(&part("change.after_unknown", self.unknown)?);
        value.mark_sensitive(&part("change.after_sensitive", self.sensitive)?);
        Ok(value)
    }
}

/// Whether Terraform lets go of the object, which lives on.
fn forgotten(actions: &[Cow<'_, str>]) -> bool {
    actions.iter().any(|action| action == "forget")
}

/// The blocks that some changed resource refers to, without keys.
fn relevant(attributes: &[document::Relevant<'_>]) -> HashSet<String> {
    let named = attributes.iter().filter_map(|one| one.resource.as_ref());
    named
        .filter_map(|address| Address::parse(&address.0))
        .map(|address| address.block())
        .collect()
}

/// Takes from the prior state what stands nowhere else: data sources that were
/// read while planning, and what each resource depends on.
fn collect_state<'a>(
    module: document::StateModule<'a>,
    pending: &HashSet<Cow<'a, str>>,
    planned: &mut Vec<Raw<'a>>,
    prior: &mut Vec<Raw<'a>>,
    hints: &mut Hints,
) {
    for resource in module.resources {
        if resource.mode != "data" {
            if !resource.depends_on.is_empty() {
                let named = resource.depends_on.iter().map(|name| name.to_string());
                let address = resource.address.to_string();
                hints.depends_on.insert(address, named.collect());
            }
            continue;
        }
        let raw = || Raw {
            address: resource.address.clone(),
            change: Change::Kept,
            value: resource.values,
            unknown: None,
            sensitive: resource.sensitive_values,
            read: true,
        };
        prior.push(raw());
        if !pending.contains(&resource.address) {
            planned.push(raw());
        }
    }
    for child in module.child_modules {
        collect_state(child, pending, planned, prior, hints);
    }
}
