//! `frontlint lints`.

use super::args::{Lints, ListFormat};
use super::{printed, terminal};
use crate::catalog::{Catalog, FAMILIES, Lint};
use crate::layout::{beside, paragraph};
use serde::Serialize;

/// One lint, for scripts.
#[derive(Serialize)]
struct Row<'l> {
    name: &'l str,
    family: &'l str,
    level: &'l str,
    title: &'l str,
    summary: String,
    tags: &'l [&'static str],
    since: &'l str,
    /// The names that it had before.
    formerly: &'l [String],
    references: &'l [String],
    help_uri: String,
}

/// Lists the lints.
pub(super) fn lints(options: &Lints) -> u8 {
    let catalog = Catalog::builtin();
    let text = match options.format {
        ListFormat::Text => table(&catalog, terminal::width()),
        ListFormat::Json => {
            let rows: Vec<Row<'_>> = catalog.lints().iter().map(row).collect();
            serde_json::to_string_pretty(&rows).expect("rows hold texts alone") + "\n"
        }
    };
    printed(&text)
}

/// The lints by family, and how many there are of each level.
fn table(catalog: &Catalog, width: usize) -> String {
    let widest = catalog.lints().iter().map(|lint| lint.name.len()).max();
    let widest = widest.unwrap_or_default();
    let mut text = String::new();
    for (family, about) in FAMILIES {
        let mut lints = catalog.of_family(family).peekable();
        if lints.peek().is_none() {
            continue;
        }
        text += &paragraph(&format!("{family}: {about}"), "", "  ", width);
        for lint in lints {
            let (name, level, title) = (lint.name, level(lint), lint.title);
            let head = format!("  {name:widest$}  {level:7}  ");
            text += &beside(&head, title, width);
        }
        text.push('\n');
    }
    text + &counts(catalog)
}

fn counts(catalog: &Catalog) -> String {
    let of = |name: &str| {
        let lints = catalog.lints().iter();
        let lints = lints.filter(|lint| level(lint) == name);
        format!("{} {name}", lints.count())
    };
    let levels = ["error", "warning", "note", "off"].map(of).join(", ");
    format!("{} lints: {levels}\n", catalog.lints().len())
}

fn level(lint: &Lint) -> &'static str {
    lint.level.map_or("off", |level| level.name())
}

fn row(lint: &Lint) -> Row<'_> {
    Row {
        name: lint.name,
        family: lint.family(),
        level: level(lint),
        title: lint.title,
        summary: lint.summary(),
        tags: lint.tags,
        since: &lint.since,
        formerly: &lint.formerly,
        references: &lint.references,
        help_uri: crate::report::help_uri(lint.name),
    }
}
