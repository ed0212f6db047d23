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

use crate::advice::{Advice, BreakEven, Change, Reached};
use crate::answer::Answer;
use crate::facts::{Needed, PRICES_AS_OF};

/// What is said under a label. Names stand between backticks.
enum Said {
    Sentence(String),
    /// One thing after the other.
    Steps(Vec<String>),
}

/// What is missing, what to change and what to choose afresh, each with its label.
fn verdict(advice: &Advice) -> Vec<(String, Said)> {
    let mut lines = facts(advice);
    let several = advice.entries.len() > 1;
    lines.extend(advice.changes.iter().map(|one| {
        let label = match several {
            true => format!("smallest change to `{}`", one.from),
            false => "smallest change".to_owned(),
        };
        (label, change(one))
    }));
    let mut sentences = Vec::new();
    if let Some(best) = advice.best {
        let in_use = advice
            .entries
            .iter()
            .any(|reached| reached.fronting == best);
        let mark = if in_use { ", the front in use" } else { "" };
        sentences.push(("choosing afresh", format!("`{best}`{mark}: {}", advice.why)));
    }
    for seen in &advice.seen {
        let text = format!(
            "`{}`: {} (`{}`)",
            seen.need.name(),
            seen.evidence,
            seen.address
        );
        sentences.push(("seen, not declared", text));
    }
    let sentences = sentences.into_iter();
    lines.extend(sentences.map(|(label, text)| (label.to_owned(), Said::Sentence(text))));
    lines
}

/// What to do, or that nothing does.
fn change(change: &Change) -> Said {
    let mut steps: Vec<String> = change.edits.iter().map(|edit| edit.what.clone()).collect();
    let left: Vec<_> = change.left.iter().collect();
    match (steps.is_empty(), left.is_empty()) {
        (_, true) => {}
        (true, false) => {
            let text = format!("none: no front of such a backend can meet {}", names(&left));
            return Said::Sentence(text);
        }
        (false, false) => steps.push(format!("this leaves {} unmet", names(&left))),
    }
    match steps.as_slice() {
        [one] => Said::Sentence(one.clone()),
        _ => Said::Steps(steps),
    }
}

/// How things stand.
fn facts(advice: &Advice) -> Vec<(String, Said)> {
    let mut lines = vec![("reached by", current(advice))];
    if !advice.needs.is_empty() {
        lines.push(("needs", names(&advice.needs.iter().collect::<Vec<_>>())));
    }
    if !advice.needs.is_empty() && !advice.entries.is_empty() {
        let missing: Vec<String> = advice
            .entries
            .iter()
            .flat_map(|it| missing(advice, it))
            .collect();
        lines.push(match missing.is_empty() {
            true => ("missing", "nothing".to_owned()),
            false => ("missing", missing.join(", ")),
        });
    }
    let undecided = advice.undecided();
    if !undecided.is_empty() {
        let text = format!("{}: the plan does not show", names(&undecided));
        lines.push(("not decided", text));
    }
    let lines = lines.into_iter();
    lines
        .map(|(label, text)| (label.to_owned(), Said::Sentence(text)))
        .collect()
}

/// How the service is reached, or that the plan does not show it.
fn current(advice: &Advice) -> String {
    let named = advice
        .entries
        .iter()
        .map(|reached| format!("{} (`{}`)", reached.fronting.words(), reached.address));
    match advice.entries.is_empty() {
        true => "no front in this plan".to_owned(),
        false => named.collect::<Vec<_>>().join(" and "),
    }
}

/// What a front does not meet, and where.
fn missing(advice: &Advice, reached: &Reached) -> Vec<String> {
    let several = advice.entries.len() > 1;
    let needs = advice.needs.iter().zip(&reached.met).zip(&reached.lacking);
    let lacking = needs.filter(|((_, met), _)| **met == Answer::No);
    lacking
        .map(|((needed, _), places)| match places.as_slice() {
            [] if several => format!("`{needed}` (`{}`)", reached.address),
            [] => format!("`{needed}`"),
            [one] => format!("`{needed}` (`{one}`)"),
            [one, rest @ ..] => format!("`{needed}` (`{one}` and {} more)", rest.len()),
        })
        .collect()
}

fn names(needs: &[&Needed]) -> String {
    let names = needs.iter().map(|needed| format!("`{needed}`"));
    names.collect::<Vec<_>>().join(", ")
}

/// How the costs came about, line by line; nothing where no traffic is stated.
fn costs(advice: &Advice) -> Vec<String> {
    let Some(traffic) = advice.traffic else {
        return Vec::new();
    };
    let prices = match advice.own_prices {
        true => "prices of `[prices]` in frontlint.toml".to_owned(),
        false => format!("list prices of us-east-1 as of {PRICES_AS_OF}"),
    };
    let mut lines = vec![format!(
        "USD a month for {} million requests of {} KB on {} million connections, evenly spread; {prices}, \
         for the front and the distribution before it: no web ACL, addresses, data out or function",
        millions(traffic.requests),
        traffic.kilobytes_per_request,
        millions(traffic.connections),
    )];
    let mut told = Vec::new();
    for candidate in &advice.candidates {
        let front = candidate.fronting.front;
        let Some(cost) = candidate
            .monthly
            .as_ref()
            .filter(|_| !told.contains(&front))
        else {
            continue;
        };
        told.push(front);
        lines.push(format!(
            "{}: {} = {:.2}",
            front.name(),
            cost.formula,
            cost.usd
        ));
    }
    let edge = advice.edge_cost();
    lines.extend(edge.map(|cost| format!("cloudfront: {} = {:.2}", cost.formula, cost.usd)));
    lines.extend(advice.break_even.iter().map(break_even));
    lines
}

fn break_even(found: &BreakEven) -> String {
    let api = found.api.name();
    let (Some(requests), with) = (found.requests, found.with_addresses) else {
        return format!("`alb` never costs less than `{api}` at this size of requests");
    };
    let with = match with {
        Some(with) => format!("{} million", millions(with)),
        None => "never".to_owned(),
    };
    format!(
        "`alb` costs less than `{api}` from {} million requests a month on, with two public addresses from {with}",
        millions(requests)
    )
}

/// In millions, to one digit behind the point.
fn millions(number: f64) -> String {
    let text = format!("{:.1}", number / 1_000_000.0);
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
