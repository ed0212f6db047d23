//! Advice for the terminal.

use super::super::untrusted::line;
use super::table::Table;
use super::{traffic, verdict};
use crate::advice::Advice;

/// Writes advice for people at a terminal.
pub fn text(advice: &[Advice]) -> String {
    let mut out = String::new();
    for one in advice {
        out += &format!("{} ({})\n", line(&one.name), line(&one.backend));
        for (label, what) in verdict(one) {
            out += &format!("  {label}: {}\n", line(&what));
        }
        let snippets = one.change.iter().flat_map(|change| &change.edits);
        for snippet in snippets.filter_map(|edit| edit.snippet.as_deref()) {
            out.push('\n');
            for text in snippet.lines() {
                out += format!("    {}", line(text)).trim_end();
                out.push('\n');
            }
        }
        if !one.needs.is_empty() && !one.candidates.is_empty() {
            out.push('\n');
            out += &columns(&Table::of(one));
            if let Some(traffic) = traffic(one) {
                out += &format!("  {traffic}\n");
            }
        }
        out.push('\n');
    }
    match advice.len() {
        0 => out + "no service with a front or a need in this plan\n",
        1 => out + "1 service\n",
        count => out + &format!("{count} services\n"),
    }
}

fn columns(table: &Table) -> String {
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let width = |at: usize| {
        let cells = rows().filter_map(|row| row.get(at));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..table.head.len()).map(width).collect();
    let mut out = String::new();
    for row in rows() {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        out += format!("  {}", cells.join("  ")).trim_end();
        out.push('\n');
    }
    for note in &table.notes {
        out += &format!("  - {note}\n");
    }
    out
}
