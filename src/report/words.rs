//! What formats without room for a picture say of a finding.

use super::Run;
use crate::catalog::Catalog;
use crate::engine::Located;
use crate::finding::{Level, Origin, plural};
use std::cmp::Reverse;

/// As many instances are named in a message.
pub(super) const NAMED: usize = 10;

/// What is wrong, where, whether it was there before, and what to do, as
/// sentences; `safe` makes each part safe for the format.
pub(super) fn plain(located: &Located, between: &str, safe: impl Fn(&str) -> String) -> String {
    let finding = &located.finding;
    let wrong = safe(named(&finding.message, finding.lint));
    let at = match located.addresses.as_slice() {
        [one] if !one.is_empty() => format!("Resource: {}", safe(one)),
        _ => instances(located, &safe),
    };
    let existing = match located.origin {
        Origin::Existing => "Existing, this plan leaves it",
        _ => "",
    };
    let help = match finding.help.as_str() {
        "" => String::new(),
        help => format!("Help: {}", safe(help)),
    };
    sentences(&[&wrong, &at, existing, &help], between)
}

/// The lint's title, or its name where the catalogue has none.
pub(super) fn title<'c>(catalog: &'c Catalog, lint: &'c str) -> &'c str {
    catalog.get(lint).map_or(lint, |lint| lint.title)
}

/// The most severe first, and of those what the plan brings in.
pub(super) fn by_weight(located: &Located) -> impl Ord + use<> {
    (Reverse(located.finding.level), located.origin)
}

/// `1 error, 2 warnings, 0 notes`, and how many more the baseline holds back.
pub(super) fn counts(run: &Run<'_>) -> String {
    let count = |level: Level, noun: &str| {
        let count: usize = run.plans.iter().map(|plan| plan.count(level)).sum();
        plural(count, noun)
    };
    let in_baseline = match run.in_baseline() {
        0 => String::new(),
        more => format!(" ({more} more in the baseline)"),
    };
    format!(
        "{}, {}, {}{in_baseline}",
        count(Level::Error, "error"),
        count(Level::Warning, "warning"),
        count(Level::Note, "note")
    )
}

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
