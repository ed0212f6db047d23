//! For the terminal and build logs.

use super::Merge;
use super::table::{Table, not_judged, summary, tables};
use crate::layout::{columns, padded, paragraph};
use crate::report::untrusted;
use std::fmt::Write;

/// As many rows has each table.
const ROWS: usize = 20;

/// Writes the report for people at a terminal of so many columns.
pub fn text(merge: &Merge<'_>, width: usize) -> String {
    let summary = summary(merge);
    let lines = summary.iter();
    let mut out: String = lines.map(|line| paragraph(line, "", "  ", width)).collect();
    for table in tables(merge, ROWS) {
        if !table.rows.is_empty() {
            out += &drawn(&table, width);
        }
    }
    let lost = not_judged(merge, ROWS);
    if lost.count > 0 {
        let _ = writeln!(out, "\nnot judged: {}", lost.count);
    }
    for (plan, why) in lost.named {
        let text = format!("{}: {}", untrusted::line(plan), untrusted::line(why));
        out += &paragraph(&text, "", "  ", width);
    }
    if let Some(more) = lost.more {
        let _ = writeln!(out, "{more}");
    }
    out
}

/// A table; where it is too wide, its names have lines of their own.
fn drawn(table: &Table<'_>, most: usize) -> String {
    let names: Vec<String> = table.rows.iter().map(|row| shown(row.name)).collect();
    let numbers: usize = table.columns.iter().map(|column| column.len() + 2).sum();
    let longest = names.iter().map(|name| columns(name)).max();
    let widest = longest.unwrap_or_default().max(columns(table.title));
    let room = most.saturating_sub(numbers).max(columns(table.title));
    let width = widest.min(room);
    let mut out = format!("\n{}", padded(table.title, width));
    for column in table.columns {
        let _ = write!(out, "  {column}");
    }
    for (row, name) in table.rows.iter().zip(names) {
        let head = match columns(&name) > width {
            true => format!("{name}\n{}", padded("", width)),
            false => padded(&name, width),
        };
        let _ = write!(out, "\n{head}");
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
    match name {
        "" => "(none)".to_owned(),
        name => untrusted::line(name),
    }
}
