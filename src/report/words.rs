//! What formats without room for a picture say of a finding.

use crate::engine::Located;

/// As many instances are named in a message.
pub(super) const NAMED: usize = 10;

/// The instances, when there are several.
pub(super) fn instances(located: &Located, safe: impl Fn(&str) -> String) -> String {
    let several = located.addresses.as_slice();
    if several.len() < 2 {
        return String::new();
    }
    let shown: Vec<_> = several
        .iter()
        .take(NAMED)
        .map(|address| safe(address))
        .collect();
    let more = match several.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("{} instances: {}{more}", several.len(), shown.join(", "))
}

/// The label, or the address where there is none.
pub(super) fn named<'r>(label: &'r str, address: &'r str) -> &'r str {
    if label.is_empty() { address } else { label }
}

/// Joins what is not empty, each with a full stop.
pub(super) fn sentences(parts: &[&str], between: &str) -> String {
    let ended = |part: &&str| {
        if part.ends_with(['.', '!', '?']) {
            (*part).to_owned()
        } else {
            format!("{part}.")
        }
    };
    let parts: Vec<_> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(ended)
        .collect();
    parts.join(between)
}
