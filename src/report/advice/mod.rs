//! Advice → text, Markdown, JSON, a fragment of HTML: one file a format.

mod html;
mod json;
mod markdown;
mod table;
mod text;

pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use crate::advice::Advice;

/// How the front in use is called, or that there is none.
fn current(advice: &Advice) -> String {
    match advice.entries.as_slice() {
        [] => "no front in the plan".to_owned(),
        entries => {
            let named = entries
                .iter()
                .map(|reached| format!("`{}` ({})", reached.fronting, reached.address));
            named.collect::<Vec<_>>().join(" and ")
        }
    }
}

/// The sentences on what is missing, what to change and what to choose afresh.
fn verdict(advice: &Advice) -> Vec<(&'static str, String)> {
    let names = |needs: Vec<&crate::facts::Needed>| {
        let names = needs.iter().map(|needed| format!("`{needed}`"));
        names.collect::<Vec<_>>().join(", ")
    };
    let mut lines = vec![("now", current(advice))];
    let unmet = advice.unmet();
    if !advice.needs.is_empty() && !advice.entries.is_empty() {
        let missing = match unmet.is_empty() {
            true => "nothing".to_owned(),
            false => names(unmet),
        };
        lines.push(("missing", missing));
    }
    let undecided = advice.undecided();
    if !undecided.is_empty() {
        lines.push((
            "not decided",
            format!("{}: the plan does not tell", names(undecided)),
        ));
    }
    if let Some(change) = &advice.change {
        let mut what = change.summary();
        if !change.left.is_empty() {
            what += &format!("; {} stays unmet", names(change.left.iter().collect()));
        }
        lines.push(("smallest change", what));
    }
    if let Some(best) = advice.best {
        lines.push(("choosing afresh", format!("`{best}`: {}", advice.why)));
    }
    for seen in &advice.seen {
        let text = format!(
            "`{}`: {} ({})",
            seen.need.name(),
            seen.evidence,
            seen.address
        );
        lines.push(("seen, not declared", text));
    }
    lines
}

/// How the cost came about, where traffic is stated.
fn traffic(advice: &Advice) -> Option<String> {
    let traffic = advice.traffic?;
    let million = traffic.requests / 1_000_000.0;
    Some(format!(
        "USD a month for {million} million requests of {} KB on {} million connections: the front alone, \
         list prices of us-east-1 as of September 2026 unless `[prices]` says otherwise",
        traffic.kilobytes_per_request,
        traffic.connections / 1_000_000.0
    ))
}
