//! Advice for the terminal.

use super::super::untrusted::line;
use super::table::Table;
use super::{Said, costs, verdict};
use crate::advice::{Advice, Snippet};
use crate::finding::plural;
use crate::layout::{columns, padded, paragraph};

/// Writes advice for people at a terminal of so many columns.
pub fn text(advice: &[Advice], width: usize) -> String {
    let mut out = String::new();
    for one in advice {
        match one.name == one.backend {
            true => out += &format!("{}\n", line(&one.name)),
            false => {
                let text = format!("{} ({})", line(&one.name), line(&one.backend));
                out += &paragraph(&text, "", "  ", width);
            }
        }
        for (label, what) in verdict(one) {
            let label = line(&label);
            match what {
                Said::Sentence(text) => {
                    let text = format!("{label}: {}", line(&text));
                    out += &paragraph(&text, "  ", "    ", width);
                }
                Said::Steps(steps) => {
                    out += &format!("  {label}:\n");
                    for (at, step) in steps.iter().enumerate() {
                        let mark = format!("    {}. ", at + 1);
                        let further = " ".repeat(mark.len());
                        out += &paragraph(&line(step), &mark, &further, width);
                    }
                }
            }
        }
        let edits = one.changes.iter().flat_map(|change| &change.edits);
        for snippet in edits.flat_map(|edit| &edit.snippets) {
            out += &lines(snippet);
        }
        if !one.needs.is_empty() && !one.candidates.is_empty() {
            let table = Table::of(one);
            out += &beside_each_other(&table, width);
            for note in &table.notes {
                out += &paragraph(note, "  - ", "    ", width);
            }
        }
        let costs = costs(one);
        if !costs.is_empty() {
            out.push('\n');
        }
        for cost in &costs {
            out += &paragraph(cost, "  ", "    ", width);
        }
        out.push('\n');
    }
    match advice.len() {
        0 => {
            out + &paragraph(
                "no service with a front or a need in this plan",
                "",
                "  ",
                width,
            )
        }
        count => out + &plural(count, "service") + "\n",
    }
}

/// A snippet, with where it goes.
fn lines(snippet: &Snippet) -> String {
    let mut out = format!("\n  {}:\n", line(&snippet.into));
    for text in snippet.text.lines() {
        out += format!("    {}", line(text)).trim_end();
        out.push('\n');
    }
    out
}

/// The columns of the table, as many beside each other as there is room for.
fn beside_each_other(table: &Table, most: usize) -> String {
    let rows: Vec<&Vec<String>> = std::iter::once(&table.head).chain(&table.rows).collect();
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let widths = cells.map(|cell| columns(cell));
        widths.max().unwrap_or_default()
    };
    let mut out = String::new();
    let mut next = 1;
    while next < table.head.len() {
        let first = next;
        let mut room = most.saturating_sub(2 + width(0));
        while next < table.head.len() && (next == first || room >= width(next) + 2) {
            room = room.saturating_sub(width(next) + 2);
            next += 1;
        }
        let shown: Vec<usize> = std::iter::once(0).chain(first..next).collect();
        out.push('\n');
        for row in &rows {
            let cells = shown.iter().map(|at| padded(&row[*at], width(*at)));
            let cells: Vec<String> = cells.collect();
            out += format!("  {}", cells.join("  ")).trim_end();
            out.push('\n');
        }
    }
    out
}
