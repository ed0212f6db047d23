//! Parts of a configuration that meet nothing in the plans.

use super::tell;
use crate::config::{self, Config, Ignore};
use crate::engine::Verdict;
use crate::report;
use std::collections::{BTreeMap, BTreeSet};

/// What of each configuration was of no use in any plan that it is for, and why.
#[derive(Default)]
pub(crate) struct Unmet(BTreeMap<Vec<String>, BTreeSet<String>>);

impl Unmet {
    /// Adds a plan: the entries that are for it, and those that were of no use in it.
    pub(crate) fn add(&mut self, entries: &[String], unmet: &BTreeSet<String>) {
        match self.0.get_mut(entries) {
            Some(common) => common.retain(|entry| unmet.contains(entry)),
            None => {
                self.0.insert(entries.to_vec(), unmet.clone());
            }
        }
    }

    pub(crate) fn tell(&self) {
        for entry in self.0.values().flatten() {
            tell(&report::escaped(&format!("warning: {entry}")));
        }
    }
}

/// What of a configuration may meet something: its services and `[[ignore]]` entries.
pub(crate) fn entries(config: &Config) -> Vec<String> {
    let services = config.services.iter();
    let services = services.map(|service| format!("[[service]] `{}`", service.name));
    services
        .chain(config.ignores.iter().map(Ignore::describe))
        .collect()
}

/// Those that were of no use in a plan, and why: most met nothing in it.
pub(crate) fn unmet(config: &Config, verdict: &Verdict) -> BTreeSet<String> {
    let services = verdict.services_without_backend.iter();
    let services = services.map(|name| {
        let name = config::shortened(name);
        format!("[[service]] `{name}` meets nothing in the plan")
    });
    let ignores = config.ignores.iter().enumerate();
    let ignores = ignores.filter_map(|(at, ignore)| {
        let why = match (config.missing(ignore), config.expired(ignore)) {
            (Some(missing), _) => format!(": {missing}"),
            (None, Some(until)) => format!(" expired on {until}, and holds nothing back"),
            (None, None) if verdict.used_ignores.contains(&at) => return None,
            (None, None) => " meets nothing in the plan".to_owned(),
        };
        Some(format!("{}{why}", config::shortened(&ignore.describe())))
    });
    services.chain(ignores).collect()
}
