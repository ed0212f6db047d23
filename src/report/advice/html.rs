//! Advice as a fragment of HTML, for whatever page it goes into.

use super::super::untrusted::xml;
use super::table::Table;
use super::{traffic, verdict};
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
        out += &format!("<dt>{label}</dt><dd>{}</dd>\n", xml(&what).replace('`', ""));
    }
    out += "</dl>\n";
    let snippets = advice.change.iter().flat_map(|change| &change.edits);
    for snippet in snippets.filter_map(|edit| edit.snippet.as_deref()) {
        let lines: Vec<String> = snippet.lines().map(xml).collect();
        out += &format!("<pre><code>{}</code></pre>\n", lines.join("\n"));
    }
    if !advice.needs.is_empty() && !advice.candidates.is_empty() {
        out += &rows(&Table::of(advice));
        if let Some(traffic) = traffic(advice) {
            out += &format!("<p>{}</p>\n", xml(&traffic).replace('`', ""));
        }
    }
    out + "</section>\n"
}

fn rows(table: &Table) -> String {
    let cells = |row: &[String], tag: &str| {
        let cells = row
            .iter()
            .map(|cell| format!("<{tag}>{}</{tag}>", xml(cell)));
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let body: String = table.rows.iter().map(|row| cells(row, "td")).collect();
    let notes: String = table
        .notes
        .iter()
        .map(|note| format!("<li>{}</li>\n", xml(note).replace('`', "")))
        .collect();
    let head = cells(&table.head, "th");
    format!(
        "<table>\n<thead>{head}</thead>\n<tbody>\n{body}</tbody>\n</table>\n<ul>\n{notes}</ul>\n"
    )
}
