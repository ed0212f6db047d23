//! `frontlint lints`.

use super::args::{Lints, ListFormat};
use super::{exit, print};
use crate::catalog::{Catalog, Lint};
use serde::Serialize;

/// One lint, for scripts.
#[derive(Serialize)]
struct Row<'l> {
    name: &'l str,
    level: &'l str,
    title: &'l str,
    summary: &'l str,
    tags: &'l [String],
    since: &'l str,
    references: &'l [String],
    help_uri: String,
}

/// Lists the lints.
pub(super) fn lints(options: &Lints) -> u8 {
    let catalog = Catalog::builtin();
    let text = match options.format {
        ListFormat::Text => table(&catalog),
        ListFormat::Json => {
            let rows: Vec<Row<'_>> = catalog.lints().iter().map(row).collect();
            serde_json::to_string_pretty(&rows).expect("rows hold texts alone") + "\n"
        }
    };
    match print(&text) {
        Ok(()) => exit::CLEAN,
        Err(_) => exit::TROUBLE,
    }
}

fn table(catalog: &Catalog) -> String {
    let widest = catalog
        .lints()
        .iter()
        .map(|lint| lint.name.len())
        .max()
        .unwrap_or_default();
    catalog
        .lints()
        .iter()
        .map(|lint| format!("{:widest$}  {:7}  {}\n", lint.name, level(lint), lint.title))
        .collect()
}

fn level(lint: &Lint) -> &'static str {
    lint.level.map_or("off", |level| level.name())
}

fn row(lint: &Lint) -> Row<'_> {
    Row {
        name: lint.name,
        level: level(lint),
        title: lint.title,
        summary: &lint.summary,
        tags: &lint.tags,
        since: &lint.since,
        references: &lint.references,
        help_uri: crate::report::help_uri(lint.name),
    }
}
