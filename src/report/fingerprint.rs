//! How formats know a finding again from run to run.

use super::PlanReport;
use crate::engine::Located;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Knows a finding again whatever its line and its values: by its lint, the plan, and where each
/// of its instances lies. Another instance makes it another finding, which nobody has accepted.
/// `seen` counts equal ones, for no two of a report may be the same.
pub(super) fn fingerprint(
    plan: &PlanReport<'_>,
    located: &Located,
    seen: &mut HashMap<String, usize>,
) -> String {
    // Lines that an older version wrote tell the first address alone.
    let address = located.addresses.first().map_or("", String::as_str);
    let told = (address, located.attribute.as_str());
    let instances = located.instances.iter();
    let mut instances =
        instances.map(|instance| (instance.address.as_str(), instance.attribute.as_str()));
    let (address, attribute) = instances.next().unwrap_or(told);
    let mut parts = vec![located.finding.lint, address, attribute, &plan.id];
    parts.extend(instances.flat_map(|(address, attribute)| [address, attribute]));
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
