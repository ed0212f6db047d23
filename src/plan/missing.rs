//! What a plan leaves out of its configuration: `-target`, `-exclude`, resources that are not
//! enabled, changes that are deferred.
//!
//! A plan may say that it is not complete. Terraform before 1.8 and OpenTofu never do, so it is
//! also told by what has to be there: an instance of each block without `count` and `for_each`.

use super::Plan;
use super::address::{Call, module_prefix};
use super::configuration::{BlockName, Module};
use super::evidence::Evidence;
use super::instance::Instances;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// What a plan leaves out.
#[derive(Default)]
pub(super) struct Missing {
    /// Types of which there may be more resources than the plan holds.
    pub(super) types: HashSet<String>,
    /// The resources that are missing for certain, by address.
    pub(super) addresses: BTreeSet<String>,
}

/// So many addresses are told at most.
const MOST: usize = 1_000;

/// So many blocks, each once for every instance of its module, are looked at.
const LOOKS: usize = 5_000_000;

/// A look through the configuration for what has no instance.
struct Search<'s, 'p> {
    plan: &'s Plan<'p>,
    evidence: Option<&'s (dyn Evidence + Sync)>,
    missing: Missing,
    /// How many blocks may still be looked at.
    looks: usize,
}

impl<'p> Plan<'p> {
    /// Notes what the plan leaves out, as far as the plan and the sources tell.
    pub(super) fn note_missing(&mut self, evidence: Option<&(dyn Evidence + Sync)>) {
        let root = Arc::clone(&self.root);
        let mut search = Search {
            plan: self,
            evidence,
            missing: Missing::default(),
            looks: LOOKS,
        };
        search.certain(&root, &mut Vec::new());
        if self.says_partial || !search.missing.addresses.is_empty() {
            search.possible(&root, &mut Vec::new(), false);
        }
        let missing = search.missing;
        self.missing = missing;
    }

    /// Whether the plan holds less than its configuration asks for.
    pub fn is_partial(&self) -> bool {
        self.says_partial || !self.missing.addresses.is_empty()
    }

    /// The addresses of resources that the plan leaves out for certain.
    pub fn left_out(&self) -> impl ExactSizeIterator<Item = &str> {
        self.missing.addresses.iter().map(String::as_str)
    }

    /// Whether there may be more instances than these.
    pub(super) fn may_lack_some_of(&self, instances: &Instances) -> bool {
        self.is_partial() && instances.are_keyed()
    }

    /// The blocks that have instances, be they such as the plan takes away.
    pub(super) fn blocks(&self) -> impl Iterator<Item = String> {
        let resources = self.resources.iter().map(|one| one.parsed.siblings());
        resources.chain(self.gone.iter().cloned())
    }

    /// Whether a block has an instance, be it one that the plan takes away.
    fn is_seen(&self, siblings: &str) -> bool {
        self.siblings.at(siblings).is_some() || self.gone.contains(siblings)
    }
}

impl Search<'_, '_> {
    /// Instances that every instance of their module must have, and that this one has not.
    fn certain(&mut self, module: &Module<'_>, calls: &mut Vec<Call>) {
        self.looks = self.looks.saturating_sub(1 + module.blocks.len());
        let prefix = module_prefix(calls);
        let names: Vec<String> = calls.iter().map(|call| call.name.clone()).collect();
        for (name, block) in module.blocks.iter().filter(|(name, _)| !name.data) {
            let Some(keys) = block.keys() else { continue };
            let address = format!("{prefix}{name}");
            if self.plan.gone.contains(&address) || self.missing.addresses.len() >= MOST {
                continue;
            }
            let siblings = self.plan.siblings.at(&address);
            for key in keys {
                let is_there = siblings.is_some_and(|(_, instances)| match &key {
                    // A set that is written out leaves no trace in a plan but the keys.
                    None => true,
                    Some(key) => instances.position(key).is_some(),
                });
                let is_fine = is_there || key.is_none() && self.may_have_none(&names, name);
                if !is_fine {
                    let key = key.map_or(String::new(), |key| format!("[{key}]"));
                    self.missing.addresses.insert(format!("{address}{key}"));
                }
            }
        }
        for (name, call) in module.calls.iter() {
            let instances = self.plan.module_keys.get(&format!("{prefix}module.{name}"));
            let keys = match (instances, call.keys()) {
                (Some(instances), _) => instances.keys.clone(),
                (None, Some(keys)) if !self.call_may_have_none(&names, name) => keys,
                (None, _) => continue,
            };
            for key in keys {
                if self.missing.addresses.len() >= MOST || self.looks == 0 {
                    return;
                }
                let name = name.to_owned();
                calls.push(Call { name, key });
                self.certain(&call.module, calls);
                calls.pop();
            }
        }
    }

    /// Types of which a plan that is not whole may leave out instances: those of blocks that have
    /// none without being written so, or of which there may be several.
    fn possible(&mut self, module: &Module<'_>, calls: &mut Vec<Call>, repeated: bool) {
        let prefix = module_prefix(calls);
        let some = module.blocks.iter().filter(|(_, block)| !block.has_none());
        for (name, block) in some.filter(|(name, _)| !name.data) {
            let address = format!("{prefix}{name}");
            let siblings = self.plan.siblings.at(&address);
            let keyed = siblings.is_some_and(|(_, instances)| instances.are_keyed());
            if repeated || keyed || block.is_repeated() || !self.plan.is_seen(&address) {
                self.missing.types.insert(name.type_name.to_string());
            }
        }
        for (name, call) in module.calls.iter().filter(|(_, call)| !call.has_none()) {
            let instances = self.plan.module_keys.get(&format!("{prefix}module.{name}"));
            let keyed = instances.is_some_and(Instances::are_keyed);
            let repeated = repeated || keyed || call.is_repeated();
            let (name, key) = (name.to_owned(), None);
            calls.push(Call { name, key });
            self.possible(&call.module, calls, repeated);
            calls.pop();
        }
    }

    /// Whether the source repeats a block, perhaps no times at all: a `for_each` of nothing but
    /// literals leaves no trace in a plan.
    fn may_have_none(&self, module: &[String], name: &BlockName<'_>) -> bool {
        let asked =
            |evidence: &(dyn Evidence + Sync)| evidence.may_have_none(module, &name.to_string());
        self.evidence.is_some_and(asked)
    }

    /// The same for a call of a module.
    fn call_may_have_none(&self, module: &[String], call: &str) -> bool {
        let asked = |evidence: &(dyn Evidence + Sync)| {
            evidence.may_have_none(module, &format!("module.{call}"))
        };
        self.evidence.is_some_and(asked)
    }
}
