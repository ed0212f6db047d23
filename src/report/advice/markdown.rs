//! Advice as Markdown, for a pull request or a design document.

use super::super::untrusted::{code, markdown as safe, message};
use super::table::Table;
use super::{traffic, verdict};
use crate::advice::Advice;

/// Writes advice as Markdown.
pub fn markdown(advice: &[Advice]) -> String {
    let mut out = String::from("# Which front?\n");
    for one in advice {
        out += &format!("\n## {}\n\n{}\n\n", safe(&one.name), code(&one.backend));
        for (label, what) in verdict(one) {
            out += &format!("- **{label}**: {}\n", safe(&what));
        }
        let snippets = one.change.iter().flat_map(|change| &change.edits);
        for snippet in snippets.filter_map(|edit| edit.snippet.as_deref()) {
            // No name of a plan holds a fence: addresses are one line.
            let lines: Vec<String> = snippet
                .lines()
                .map(|text| message(text).replace("```", ""))
                .collect();
            out += &format!("\n```hcl\n{}\n```\n", lines.join("\n"));
        }
        if !one.needs.is_empty() && !one.candidates.is_empty() {
            out.push('\n');
            out += &rows(&Table::of(one));
            if let Some(traffic) = traffic(one) {
                out += &format!("\n{}\n", safe(&traffic));
            }
        }
    }
    out
}

fn rows(table: &Table) -> String {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| safe(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = format!("|{}\n", "---|".repeat(table.head.len()));
    let mut out = row(&table.head) + &rule;
    for cells in &table.rows {
        out += &row(cells);
    }
    if !table.notes.is_empty() {
        out.push('\n');
    }
    for note in &table.notes {
        out += &format!("- {}\n", safe(note));
    }
    out
}
