//! The tables that people read, in whatever format: by lint, by owner, by plan.
//!
//! The worst comes first. A table of everything could have as many rows as there are plans, so it
//! ends after some, and says how many it leaves out.

use super::{Merge, Tally};
use crate::finding::plural;
use crate::report::help_uri;
use std::cmp::Reverse;

pub(super) struct Table<'m> {
    pub(super) title: &'static str,
    /// The heads of the numbers.
    pub(super) columns: &'static [&'static str],
    pub(super) rows: Vec<Row<'m>>,
    /// How many rows are left out, in words.
    pub(super) more: Option<String>,
}

pub(super) struct Row<'m> {
    /// Empty for what has none.
    pub(super) name: &'m str,
    /// More about it, for formats with room.
    pub(super) about: &'m str,
    pub(super) link: Option<String>,
    pub(super) numbers: Vec<usize>,
}

/// The tables, with at most so many rows each.
pub(super) fn tables<'m>(merge: &'m Merge<'_>, most: usize) -> [Table<'m>; 3] {
    [
        by_lint(merge, most),
        by_owner(merge, most),
        by_plan(merge, most),
    ]
}

fn by_lint<'m>(merge: &'m Merge<'_>, most: usize) -> Table<'m> {
    let rows = merge.lints.iter().map(|(name, own)| {
        let lint = merge.catalog.get(name);
        let row = Row {
            name,
            about: lint.map_or("", |lint| lint.title),
            link: lint.map(|lint| help_uri(lint.name)),
            numbers: numbers(own.found, [own.found.existing, own.instances, own.plans]),
        };
        (own.found, row)
    });
    Table {
        title: "by lint",
        columns: &[
            "errors",
            "warnings",
            "notes",
            "existing",
            "instances",
            "plans",
        ],
        ..worst(rows.collect(), most, "lint")
    }
}

fn by_owner<'m>(merge: &'m Merge<'_>, most: usize) -> Table<'m> {
    let rows = merge.owners.iter().map(|(name, own)| {
        let row = Row {
            name,
            about: "",
            link: None,
            numbers: numbers(own.found, [own.plans, own.stopped, own.not_judged]),
        };
        (own.found, row)
    });
    Table {
        title: "by owner",
        columns: &[
            "errors",
            "warnings",
            "notes",
            "plans",
            "stopped",
            "not judged",
        ],
        ..worst(rows.collect(), most, "owner")
    }
}

fn by_plan<'m>(merge: &'m Merge<'_>, most: usize) -> Table<'m> {
    let rows = merge.plans.iter().map(|(name, own)| {
        let row = Row {
            name,
            about: &own.owner,
            link: None,
            numbers: numbers(
                own.found,
                [own.left.undecided, own.left.resources, own.exit_code.into()],
            ),
        };
        (own.found, row)
    });
    Table {
        title: "by plan",
        columns: &[
            "errors",
            "warnings",
            "notes",
            "undecided",
            "resources",
            "exit code",
        ],
        ..worst(rows.collect(), most, "plan")
    }
}

fn numbers(found: Tally, others: [usize; 3]) -> Vec<usize> {
    [found.error, found.warning, found.note]
        .into_iter()
        .chain(others)
        .collect()
}

fn worst<'m>(mut rows: Vec<(Tally, Row<'m>)>, most: usize, noun: &str) -> Table<'m> {
    rows.sort_by_key(|(found, row)| {
        let weight = (found.error, found.warning, found.note);
        (Reverse(weight), row.name)
    });
    let more = rows.len().saturating_sub(most);
    rows.truncate(most);
    Table {
        title: "",
        columns: &[],
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        more: (more > 0).then(|| format!("and {}", plural(more, &format!("more {noun}")))),
    }
}

/// The first line of each report, and what else there is to know of the whole.
pub(super) fn summary(merge: &Merge<'_>) -> Vec<String> {
    let total = &merge.total;
    let mut lines = vec![format!(
        "{}: {}",
        plural(total.plans, "plan"),
        total.found.words()
    )];
    let mut more = |count: usize, text: String| {
        if count > 0 {
            lines.push(text);
        }
    };
    let left = &total.left;
    more(1, plural(left.resources, "fronting resource"));
    more(
        total.stopped,
        format!("{} stopped by the gate", plural(total.stopped, "plan")),
    );
    more(
        total.found.existing,
        format!(
            "{} existing before",
            plural(total.found.existing, "finding")
        ),
    );
    more(
        total.found.resolved,
        format!("{} resolved", plural(total.found.resolved, "finding")),
    );
    more(left.undecided, plural(left.undecided, "undecided question"));
    more(
        left.suppressed,
        format!("{} suppressed", plural(left.suppressed, "finding")),
    );
    more(
        left.baseline,
        format!("{} in the baseline", plural(left.baseline, "finding")),
    );
    let doubled = merge.doubled();
    more(
        doubled,
        format!(
            "{} with the name of another, counted with it",
            plural(doubled, "result")
        ),
    );
    more(
        merge.strangers,
        format!(
            "{} of the input no results",
            plural(merge.strangers, "line")
        ),
    );
    lines
}

/// Plans that could not be judged, with the reasons, and how many more there are.
pub(super) struct NotJudged<'m> {
    pub(super) count: usize,
    pub(super) named: Vec<(&'m str, &'m str)>,
    pub(super) more: Option<String>,
}

pub(super) fn not_judged<'m>(merge: &'m Merge<'_>, most: usize) -> NotJudged<'m> {
    let problems = merge.problems.iter().take(most);
    let named: Vec<_> = problems
        .map(|problem| (problem.plan.as_str(), problem.message.as_str()))
        .collect();
    let count = merge.total.not_judged;
    let more = count - named.len();
    NotJudged {
        count,
        named,
        more: (more > 0).then(|| format!("and {}", plural(more, "more plan"))),
    }
}
