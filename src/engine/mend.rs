//! From suggested edits to changes of the source that are right for every instance.

use super::{Located, Suppressed, line_of, sought};
use crate::finding::Finding;
use crate::plan::{Place, Plan};
use crate::source::{Patch, Sources};
use std::collections::HashMap;

/// What a finding's edit changes in the source.
pub(super) fn patch(finding: &Finding, sources: &Sources) -> Option<Patch> {
    let edit = finding.edit.as_ref()?;
    sought(&edit.place, |place| sources.patch(place, &edit.rewrite))
}

/// Drops the changes of blocks that have other instances than the finding: nothing is known to be
/// wrong with those.
pub(super) fn settle(mut found: Vec<Located>, plan: &Plan<'_>, sources: &Sources) -> Vec<Located> {
    if found.iter().all(|located| located.patch.is_none()) {
        return found;
    }
    let mut instances: HashMap<_, usize> = HashMap::new();
    for id in plan.ids() {
        *instances
            .entry(header(&plan[id].address, sources))
            .or_default() += 1;
    }
    for located in &mut found {
        let own = located.addresses.first();
        let all = own.and_then(|own| instances.get(&header(own, sources)));
        if all != Some(&located.addresses.len()) {
            located.patch = None;
        }
    }
    found
}

/// Whoever accepts a finding wants no change.
pub(super) fn without_patches(mut suppressed: Vec<Suppressed>) -> Vec<Suppressed> {
    for one in &mut suppressed {
        one.located.patch = None;
    }
    suppressed
}

/// Where the block of a resource begins, which all its instances share.
fn header(address: &str, sources: &Sources) -> Option<(String, usize)> {
    let place = Place {
        address: address.to_owned(),
        path: Default::default(),
        ordinals: Vec::new(),
    };
    line_of(&place, sources).map(|at| (at.file, at.start))
}
