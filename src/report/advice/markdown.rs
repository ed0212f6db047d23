//! Advice as Markdown, for a pull request or a design document.

use super::super::untrusted::{code, line, markdown as safe};
use super::table::Table;
use super::{Said, costs, verdict};
use crate::advice::{Advice, Snippet};

/// Writes advice as Markdown.
pub fn markdown(advice: &[Advice]) -> String {
    let mut out = String::from("# Which front?\n");
    for one in advice {
        out += &format!("\n## {}\n\n", safe(&one.name));
        if one.name != one.backend {
            out += &format!("{}\n\n", code(&one.backend));
        }
        for (label, what) in verdict(one) {
            let label = safe(&label);
            match what {
                Said::Sentence(text) => out += &format!("- **{label}**: {}\n", safe(&text)),
                Said::Steps(steps) => {
                    out += &format!("- **{label}**:\n");
                    for (at, step) in steps.iter().enumerate() {
                        out += &format!("  {}. {}\n", at + 1, safe(step));
                    }
                }
            }
        }
        let edits = one.changes.iter().flat_map(|change| &change.edits);
        for snippet in edits.flat_map(|edit| &edit.snippets) {
            out += &lines(snippet);
        }
        if !one.needs.is_empty() && !one.candidates.is_empty() {
            out.push('\n');
            out += &rows(&Table::of(one));
        }
        let costs = costs(one);
        if !costs.is_empty() {
            out.push('\n');
        }
        for cost in &costs {
            out += &format!("- {}\n", safe(cost));
        }
    }
    if advice.is_empty() {
        out += "\nNo service with a front or a need in this plan.\n";
    }
    out
}

fn lines(snippet: &Snippet) -> String {
    let text: Vec<String> = snippet.text.lines().map(line).collect();
    let text = text.join("\n");
    // A fence longer than any run of backticks in it.
    let mut runs = text.split(|char| char != '`').map(str::len);
    let fence = "`".repeat(runs.by_ref().max().unwrap_or_default().max(2) + 1);
    format!(
        "\n{}:\n\n{fence}hcl\n{text}\n{fence}\n",
        safe(&snippet.into)
    )
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
