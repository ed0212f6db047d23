//! Parts of a configuration that meet nothing in the plans.

use super::judged::Judged;
use super::tell;
use crate::config::{Config, Ignore};
use crate::engine::Verdict;
use crate::report;
use std::collections::{BTreeMap, BTreeSet};

/// Says what of the configurations met nothing in any plan that they are for.
pub(crate) fn tell_of_configuration(judged: &[Judged]) {
    let mut unmet: BTreeMap<&[String], BTreeSet<&String>> = BTreeMap::new();
    for plan in judged {
        let own = plan.unmet.iter().collect();
        let common = unmet.entry(&plan.entries).or_insert(own);
        common.retain(|entry| plan.unmet.contains(*entry));
    }
    for entry in unmet.into_values().flatten() {
        tell(&report::escaped(&format!(
            "warning: {entry} meets nothing in the plan"
        )));
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
