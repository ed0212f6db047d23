//! For the terminal and build logs.

use super::Merge;
use super::table::{Table, not_judged, summary, tables};
use crate::report::untrusted;
use std::fmt::Write;

/// As many rows has each table.
const ROWS: usize = 20;
/// Longer names are cut.
const NAME: usize = 60;

/// Writes the report for people.
pub fn text(merge: &Merge<'_>) -> String {
    let mut out = summary(merge).join("\n") + "\n";
    for table in tables(merge, ROWS) {
        if !table.rows.is_empty() {
            out += &drawn(&table);
        }
    }
    let lost = not_judged(merge, ROWS);
    if lost.count > 0 {
        let _ = writeln!(out, "\nnot judged: {}", lost.count);
    }
    for (plan, why) in lost.named {
        let _ = writeln!(out, "{}: {}", untrusted::line(plan), untrusted::line(why));
    }
    if let Some(more) = lost.more {
        let _ = writeln!(out, "{more}");
    }
    out
}

fn drawn(table: &Table<'_>) -> String {
    let names: Vec<String> = table.rows.iter().map(|row| shown(row.name)).collect();
    let longest = names.iter().map(|name| name.chars().count()).max();
    let width = longest.unwrap_or_default().max(table.title.len());
    let mut out = format!("\n{:width$}", table.title);
    for column in table.columns {
        let _ = write!(out, "  {column}");
    }
    for (row, name) in table.rows.iter().zip(names) {
        let _ = write!(out, "\n{name:width$}");
        for (number, column) in row.numbers.iter().zip(table.columns) {
            let _ = write!(out, "  {number:>0$}", column.len());
        }
    }
    out.push('\n');
    if let Some(more) = &table.more {
        let _ = writeln!(out, "{more}");
    }
    out
}

fn shown(name: &str) -> String {
    let name = match name {
        "" => "(none)".to_owned(),
        name => untrusted::line(name),
    };
    match name.chars().count() > NAME {
        true => name.chars().take(NAME - 1).chain(['…']).collect(),
        false => name,
    }
}
