//! The skeleton of a document → the two architectures in it.

use super::address::{self, Address, Call, Key};
use super::changes::Raw;
use super::configuration::{Module, Provider};
use super::document;
use super::error::ReadError;
use super::members::Members;
use super::missing::Missing;
use super::siblings::Siblings;
use super::state::FromState;
use super::top::{Document, Present};
use super::value::Value;
use super::{Hints, Plan, Reading, Resource, ResourceId};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What both architectures of a document share.
#[derive(Clone)]
struct Shared<'a> {
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
        let errored = document.errored == Some(true);
        let version = document.terraform_version.as_ref();
        let version = version.map(|version| version.0.as_ref());
        let mut only_refreshed = !changes.any_managed && !errored;
        if let Some(root) = state.and_then(|values| values.root_module) {
            FromState {
                wanted,
                changes: &mut changes,
                hints: &mut hints,
                all: only_refreshed,
                relative: version.is_some_and(|version| version.starts_with("0.12.")),
            }
            .collect(root);
        }
        if changes.differ {
            changes.share_pending();
        } else {
            changes.prior.clear();
        }
        only_refreshed &= changes.planned.iter().any(|raw| !raw.read);
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
        let mut signs = changes.signs;
        let sources = providers.values().filter_map(|one| one.source.as_deref());
        sources.for_each(|source| signs.provider(source));
        let maker = signs.maker(version, document.applyable == Present(true));
        let configuration = Shared {
            root: Arc::new(root),
            providers: Arc::new(providers),
            variables: Arc::new(variables),
        };
        let hints = Arc::new(hints);
        let mut planned = Plan::assemble(changes.planned, configuration.clone(), wanted)?;
        planned.errored = errored;
        planned.says_partial = document.complete == Some(false) || errored;
        planned.deferred = deferred.collect();
        planned.gone = changes.gone;
        planned.hints = Arc::clone(&hints);
        planned.moved = changes.moved;
        planned.only_refreshed = only_refreshed;
        planned.maker = maker;
        planned.note_missing(None);
        // What was written before is unknown; today's configuration comes nearest. And what is not
        // known of the one architecture is not known of the other.
        let mut prior = Plan::assemble(changes.prior, configuration, wanted)?;
        prior.errored = planned.errored;
        prior.deferred = planned.deferred.clone();
        prior.hints = hints;
        if planned.is_partial() {
            prior.says_partial = planned.says_partial;
            prior.gone = planned.blocks().collect();
            prior.note_missing(None);
        }
        Ok(Reading {
            planned,
            prior,
            differ: changes.differ,
        })
    }

    fn assemble(
        mut raw: Vec<Raw<'a>>,
        written: Shared<'a>,
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
            deferred: HashSet::new(),
            says_partial: false,
            missing: Missing::default(),
            gone: HashSet::new(),
            errored: false,
            only_refreshed: false,
            maker: None,
            hints: Arc::default(),
            moved: HashMap::new(),
            evidence: None,
        })
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
