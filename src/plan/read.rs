//! The skeleton of a document → the two architectures in it.

use super::address::{self, Address, Call, Key};
use super::change::Change;
use super::changes::{Changes, Raw};
use super::configuration::{Module, Provider};
use super::document::{self, Document};
use super::error::ReadError;
use super::members::Members;
use super::siblings::Siblings;
use super::value::Value;
use super::{Hints, Plan, Reading, Resource, ResourceId};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What both architectures of a document share.
#[derive(Clone)]
struct Written<'a> {
    root: Arc<Module<'a>>,
    providers: Arc<HashMap<Cow<'a, str>, Provider<'a>>>,
    variables: Arc<Members<'a, Value<'a>>>,
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
        let mut changes = document.resource_changes;
        let mut hints = Hints {
            relevant: relevant(&document.relevant_attributes),
            ..Hints::default()
        };
        let state = document.prior_state.and_then(|state| state.values);
        if let Some(root) = state.and_then(|values| values.root_module) {
            FromState {
                wanted,
                changes: &mut changes,
                hints: &mut hints,
            }
            .collect(root);
        }
        if changes.differ {
            changes.share_pending();
        } else {
            changes.prior.clear();
        }
        let (root, providers) = document
            .configuration
            .map(|configuration| {
                let root = Module::read(configuration.root_module, wanted);
                (root, Provider::read_all(configuration.provider_config))
            })
            .unwrap_or_default();
        let variables: Members<'a, Value<'a>> = document
            .variables
            .into_iter()
            .filter_map(|(name, variable)| {
                let value = serde_json::from_str(variable.value?.get()).ok()?;
                Some((name, value))
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
        let hints = Arc::new(hints);
        let mut planned = Plan::assemble(changes.planned, configuration.clone(), wanted)?;
        planned.errored = errored;
        planned.complete = document.complete != Some(false) && !errored;
        planned.lacking = deferred.collect();
        planned.hints = Arc::clone(&hints);
        planned.moved = changes.moved;
        if !planned.complete {
            planned.note_missing();
        }
        // What was written before is unknown; today's configuration comes nearest. And what is not
        // known of the one architecture is not known of the other.
        let mut prior = Plan::assemble(changes.prior, configuration, wanted)?;
        prior.errored = planned.errored;
        prior.complete = planned.complete;
        prior.lacking = planned.lacking.clone();
        prior.hints = hints;
        Ok(Reading {
            planned,
            prior,
            differ: changes.differ,
        })
    }

    fn assemble(
        mut raw: Vec<Raw<'a>>,
        written: Written<'a>,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Self, ReadError> {
        // Kept as long as the plan: no room to spare.
        let mut resources: Vec<Resource<'a>> = Vec::with_capacity(raw.len());
        for one in &mut raw {
            resources.push(one.resource()?);
        }
        let both = resources.par_iter_mut().zip(&raw);
        both.filter(|(resource, _)| wanted(&resource.parsed.type_name))
            .try_for_each(|(resource, raw)| {
                resource.value = Some(Box::new(raw.value()?));
                resource.block = written.root.block(&resource.parsed).cloned();
                Ok(())
            })?;
        drop(raw);
        let addresses = resources.iter().map(|resource| resource.parsed.as_ref());
        let siblings = Siblings::of(addresses);
        let mut by_type: BTreeMap<String, Vec<ResourceId>> = BTreeMap::new();
        let mut module_keys: HashMap<String, BTreeSet<Option<Key>>> = HashMap::new();
        let mut modules: &[Call] = &[];
        for (at, resource) in resources.iter().enumerate() {
            let address = &resource.parsed;
            if !address.data {
                match by_type.get_mut(&address.type_name) {
                    Some(ids) => ids.push(ResourceId(at)),
                    None => {
                        by_type.insert(address.type_name.clone(), vec![ResourceId(at)]);
                    }
                }
            }
            // Those of one module stand together.
            if *address.modules == *modules {
                continue;
            }
            modules = &address.modules;
            for (depth, call) in modules.iter().enumerate() {
                let prefix = address::module_prefix(&modules[..depth]);
                let keys = module_keys.entry(format!("{prefix}module.{}", call.name));
                keys.or_default().insert(call.key.clone());
            }
        }
        Ok(Self {
            root: written.root,
            providers: written.providers,
            variables: written.variables,
            siblings,
            by_type,
            module_keys: module_keys
                .into_iter()
                .map(|(call, keys)| (call, keys.into_iter().collect()))
                .collect(),
            resources,
            lacking: HashSet::new(),
            complete: true,
            errored: false,
            hints: Arc::default(),
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
                lacking.insert(block.type_name.to_string());
            }
        });
        self.lacking = lacking;
    }
}

/// The blocks that some changed resource refers to, without keys.
fn relevant(attributes: &[document::Relevant<'_>]) -> HashSet<String> {
    let named = attributes.iter().filter_map(|one| one.resource.as_ref());
    named
        .filter_map(|address| Address::parse(&address.0))
        .map(|address| address.block())
        .collect()
}

/// What is taken from the prior state because it stands nowhere else: data sources that were read
/// while planning, and what each resource depends on.
struct FromState<'s, 'a> {
    wanted: &'s (dyn Fn(&str) -> bool + Sync),
    changes: &'s mut Changes<'a>,
    hints: &'s mut Hints,
}

impl<'a> FromState<'_, 'a> {
    fn collect(&mut self, module: document::StateModule<'a>) {
        for resource in module.resources {
            match resource.mode == "data" {
                true => self.data_source(resource),
                false => self.dependencies(&resource),
            }
        }
        for child in module.child_modules {
            self.collect(child);
        }
    }

    fn data_source(&mut self, resource: document::StateResource<'a>) {
        let parsed = self.changes.parse(&resource.address);
        let raw = |address| Raw {
            address,
            parsed: parsed.clone(),
            change: Change::Kept,
            value: resource.values,
            unknown: None,
            sensitive: resource.sensitive_values,
            read: true,
        };
        self.changes.prior.push(raw(resource.address.clone()));
        if !self.changes.pending.contains(&resource.address) {
            self.changes.planned.push(raw(resource.address));
        }
    }

    fn dependencies(&mut self, resource: &document::StateResource<'a>) {
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
