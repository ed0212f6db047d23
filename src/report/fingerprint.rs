//! How formats know a finding again from run to run.

use super::PlanReport;
use crate::engine::Located;
use crate::plan::Address;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Knows a finding again whatever its line, value or instances. `seen` counts
/// equal ones, for no two of a report may be the same.
pub(super) fn fingerprint(
    plan: &PlanReport<'_>,
    located: &Located,
    seen: &mut HashMap<String, usize>,
) -> String {
    let address = located.addresses.first().map_or("", String::as_str);
    let block =
        Address::parse(address).map_or_else(|| address.to_owned(), |address| address.block());
    let parts = [located.finding.lint, &block, &located.attribute, &plan.id];
    let digest = Sha256::digest(parts.join("\0"));
    let own: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let count = seen.entry(own.clone()).or_default();
    *count += 1;
    if *count == 1 {
        own
    } else {
        format!("{own}/{count}")
    }
}
