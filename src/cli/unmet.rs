//! Parts of a configuration that meet nothing in the plans.

use super::judged::Judged;
use super::tell;
use crate::config::{Config, Ignore};
use crate::engine::Verdict;
use crate::report;
use std::collections::{BTreeMap, BTreeSet};

/// What of each configuration met nothing in any plan that it is for.
#[derive(Default)]
pub(crate) struct Unmet(BTreeMap<Vec<String>, BTreeSet<String>>);

impl Unmet {
    pub(crate) fn add(&mut self, plan: &Judged) {
        match self.0.get_mut(&plan.entries) {
            Some(common) => common.retain(|entry| plan.unmet.contains(entry)),
            None => {
                self.0.insert(plan.entries.clone(), plan.unmet.clone());
            }
        }
    }

    pub(crate) fn tell(&self) {
        for entry in self.0.values().flatten() {
            tell(&report::escaped(&format!(
                "warning: {entry} meets nothing in the plan"
            )));
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

/// Those that met nothing in a plan.
pub(crate) fn unmet(config: &Config, verdict: &Verdict) -> BTreeSet<String> {
    let services = verdict.services_without_backend.iter();
    let services = services.map(|name| format!("[[service]] `{name}`"));
    let ignores = config.ignores.iter().enumerate();
    let unused = ignores.filter(|(at, _)| !verdict.used_ignores.contains(at));
    services
        .chain(unused.map(|(_, ignore)| ignore.describe()))
        .collect()
}
