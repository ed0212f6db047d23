//! From suggested edits to changes of the source that are right for every instance.

use super::{Located, Suppressed, sought};
use crate::finding::Finding;
use crate::plan::{Address, Plan};
use crate::source::{Patch, Sought, Sources};
use std::collections::{HashMap, HashSet};

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
    let own = |located: &Located| Address::parse(located.addresses.first()?);
    let mended = found.iter().filter(|located| located.patch.is_some());
    let mended: Vec<Address> = mended.filter_map(own).collect();
    let names: HashSet<(&str, &str)> = mended.iter().map(name).collect();
    let mut instances: HashMap<_, usize> = HashMap::new();
    let ids = plan.ids().map(|id| &plan[id].parsed);
    for address in ids.filter(|address| names.contains(&name(address))) {
        *instances.entry(header(address, sources)).or_default() += 1;
    }
    for located in &mut found {
        let header = own(located).and_then(|own| header(&own, sources));
        if instances.get(&header) != Some(&located.addresses.len()) {
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

fn name(address: &Address) -> (&str, &str) {
    (&address.type_name, &address.name)
}

/// Where the block of a resource begins, which all its instances share.
fn header(address: &Address, sources: &Sources) -> Option<(String, usize)> {
    let block = sources.locate(&Sought {
        module: &address.call_names(),
        data: address.data,
        type_name: &address.type_name,
        name: &address.name,
        path: &[],
    })?;
    Some((block.file, block.start))
}
