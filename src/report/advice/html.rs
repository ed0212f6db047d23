//! Advice as a fragment of HTML, for whatever page it goes into.

use super::super::untrusted::xml;
use super::table::Table;
use super::{Said, costs, verdict};
use crate::advice::Advice;

/// Writes advice as a fragment of HTML: sections, lists and tables, no styles.
pub fn html(advice: &[Advice]) -> String {
    advice.iter().map(section).collect()
}

fn section(advice: &Advice) -> String {
    let mut out = format!(
        "<section class=\"frontlint-advice\">\n<h2>{}</h2>\n<p><code>{}</code></p>\n<dl>\n",
        xml(&advice.name),
        xml(&advice.backend)
    );
    for (label, what) in verdict(advice) {
        let label = rich(&label);
        let what = match what {
            Said::Sentence(text) => rich(&text),
            Said::Steps(steps) => {
                let items = steps.iter().map(|step| format!("<li>{}</li>", rich(step)));
                format!("<ol>{}</ol>", items.collect::<String>())
            }
        };
        out += &format!("<dt>{label}</dt><dd>{what}</dd>\n");
    }
    out += "</dl>\n";
    let edits = advice.changes.iter().flat_map(|change| &change.edits);
    for snippet in edits.flat_map(|edit| &edit.snippets) {
        let lines: Vec<String> = snippet.text.lines().map(xml).collect();
        let (into, text) = (rich(&snippet.into), lines.join("\n"));
        out += &format!("<p>{into}:</p>\n<pre><code>{text}</code></pre>\n");
    }
    if !advice.needs.is_empty() && !advice.candidates.is_empty() {
        out += &rows(&Table::of(advice));
    }
    out += &list(&costs(advice));
    out + "</section>\n"
}

/// A sentence in which names stand between backticks.
fn rich(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len() - 1;
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        1 if at < last => format!("<code>{}</code>", xml(part)),
        1 => format!("`{}", xml(part)),
        _ => xml(part),
    });
    parts.collect()
}

fn list(lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let items: String = lines
        .iter()
        .map(|line| format!("<li>{}</li>\n", rich(line)))
        .collect();
    format!("<ul>\n{items}</ul>\n")
}

fn rows(table: &Table) -> String {
    let cells = |row: &[String], tag: &str| {
        let cells = row
            .iter()
            .map(|cell| format!("<{tag}>{}</{tag}>", xml(cell)));
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let body: String = table.rows.iter().map(|row| cells(row, "td")).collect();
    let head = cells(&table.head, "th");
    let notes = list(&table.notes);
    format!("<table>\n<thead>{head}</thead>\n<tbody>\n{body}</tbody>\n</table>\n{notes}")
}
