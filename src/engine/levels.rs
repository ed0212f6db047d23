//! Which lints run, and how loud they may be where.

use crate::catalog::Lint;
use crate::config::{Config, Override};
use crate::finding::{Findings, Level};

/// The level that a lint runs at; `None` when nobody wants to hear it. Where it
/// depends on the address, it runs loud and [`settle`] makes it as quiet as it shall be.
pub(super) fn of(lint: &Lint, config: &Config) -> Option<Level> {
    let mut addressed = overrides(lint, config).filter(|one| one.address.is_some());
    match addressed.next() {
        Some(_) => Some(Level::Error),
        None => at(lint, config, &[]),
    }
}

/// Gives each finding the level of its place, and takes out what is off there.
pub(super) fn settle(lint: &Lint, config: &Config, findings: &mut Findings) {
    findings.found.retain_mut(|finding| {
        let places = finding.places.iter();
        let addresses: Vec<&str> = places.map(|place| place.address.as_str()).collect();
        match at(lint, config, &addresses) {
            Some(level) => {
                finding.at_most(level);
                true
            }
            None => false,
        }
    });
    findings
        .undecided
        .retain(|open| at(lint, config, &[&open.address]).is_some());
}

/// What the page says, or `[lints]`, or the last override that is for all the addresses.
fn at(lint: &Lint, config: &Config, addresses: &[&str]) -> Option<Level> {
    let own = config.levels.get(lint.name).copied();
    let own = own.unwrap_or(lint.level);
    let fits = |one: &&Override| {
        one.address.as_ref().is_none_or(|glob| {
            let mut addresses = addresses.iter();
            !addresses.as_slice().is_empty() && addresses.all(|address| glob.matches(address))
        })
    };
    let last = overrides(lint, config).filter(fits).last();
    last.map_or(own, |one| one.level)
}

fn overrides<'c>(lint: &Lint, config: &'c Config) -> impl Iterator<Item = &'c Override> {
    let overrides = config.overrides.iter();
    overrides.filter(|one| one.is_for(lint.name, lint.tags))
}
