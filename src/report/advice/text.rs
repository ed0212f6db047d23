//! Advice for the terminal.

use super::super::untrusted::line;
use super::table::Table;
use super::{Said, costs, verdict};
use crate::advice::{Advice, Snippet};

/// Lines are wrapped there, but for what has no space.
const WIDTH: usize = 100;

/// Writes advice for people at a terminal.
pub fn text(advice: &[Advice]) -> String {
    let mut out = String::new();
    for one in advice {
        match one.name == one.backend {
            true => out += &format!("{}\n", line(&one.name)),
            false => out += &format!("{} ({})\n", line(&one.name), line(&one.backend)),
        }
        for (label, what) in verdict(one) {
            let label = line(&label);
            match what {
                Said::Sentence(text) => {
                    out += &wrapped("  ", &format!("{label}: {}", line(&text)));
                }
                Said::Steps(steps) => {
                    out += &format!("  {label}:\n");
                    for (at, step) in steps.iter().enumerate() {
                        out += &wrapped(&format!("    {}. ", at + 1), &line(step));
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
            out += &columns(&table);
            for note in &table.notes {
                out += &wrapped("  - ", note);
            }
        }
        let costs = costs(one);
        if !costs.is_empty() {
            out.push('\n');
        }
        for cost in &costs {
            out += &wrapped("  ", cost);
        }
        out.push('\n');
    }
    match advice.len() {
        0 => out + "no service with a front or a need in this plan\n",
        1 => out + "1 service\n",
        count => out + &format!("{count} services\n"),
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
fn columns(table: &Table) -> String {
    let rows: Vec<&Vec<String>> = std::iter::once(&table.head).chain(&table.rows).collect();
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let widths = cells.map(|cell| cell.chars().count());
        widths.max().unwrap_or_default()
    };
    let mut out = String::new();
    let mut next = 1;
    while next < table.head.len() {
        let first = next;
        let mut room = WIDTH.saturating_sub(2 + width(0));
        while next < table.head.len() && (next == first || room > width(next) + 2) {
            room = room.saturating_sub(width(next) + 2);
            next += 1;
        }
        let shown: Vec<usize> = std::iter::once(0).chain(first..next).collect();
        out.push('\n');
        for row in &rows {
            let cells = shown
                .iter()
                .map(|at| format!("{:1$}", row[*at], width(*at)));
            let cells: Vec<String> = cells.collect();
            out += format!("  {}", cells.join("  ")).trim_end();
            out.push('\n');
        }
    }
    out
}

/// A text in lines, all but the first a little further in than the mark before it.
fn wrapped(indent: &str, text: &str) -> String {
    let further = match indent.trim().is_empty() {
        true => indent.len() + 2,
        false => indent.len(),
    };
    let mut out = String::from(indent);
    let mut at = indent.len();
    for (number, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if number > 0 && at + 1 + length > WIDTH {
            out += &format!("\n{}", " ".repeat(further));
            at = further;
        } else if number > 0 {
            out.push(' ');
            at += 1;
        }
        out += word;
        at += length;
    }
    out + "\n"
}
