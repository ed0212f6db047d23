//! For a page, a ticket or the summary of a job.

use super::Merge;
use super::table::{Table, not_judged, summary, tables};
use crate::layout::shortened;
use crate::report::untrusted;

/// As many rows has each table.
const ROWS: usize = 50;
/// As many characters of one text are shown.
const LONGEST: usize = 200;

/// Writes the report as Markdown.
pub fn markdown(merge: &Merge<'_>) -> String {
    let mut lines = summary(merge).into_iter();
    let mut out = format!(
        "<!-- frontlint -->\n### frontlint: {}\n\n",
        lines.next().unwrap_or_default()
    );
    for line in lines {
        out += &format!("- {line}\n");
    }
    for table in tables(merge, ROWS) {
        if !table.rows.is_empty() {
            out += &drawn(&table);
        }
    }
    let lost = not_judged(merge, ROWS);
    if lost.count > 0 {
        out += &format!("\n**Not judged:** {}\n\n", lost.count);
    }
    for (plan, why) in lost.named {
        let (plan, why) = (shortened(plan, LONGEST), shortened(why, LONGEST));
        out += &format!(
            "- {}: {}\n",
            untrusted::code(&plan),
            untrusted::markdown(&why)
        );
    }
    if let Some(more) = lost.more {
        out += &format!("- {more}\n");
    }
    out
}

fn drawn(table: &Table<'_>) -> String {
    let mut out = format!(
        "\n| {} | {} |\n|---|",
        table.title,
        table.columns.join(" | ")
    );
    out += &"---:|".repeat(table.columns.len());
    out.push('\n');
    for row in &table.rows {
        let name = match row.name {
            "" => "(none)".to_owned(),
            name => untrusted::code(&shortened(name, LONGEST)),
        };
        let name = match &row.link {
            Some(link) => format!("[{name}]({link})"),
            None => name,
        };
        let numbers: Vec<String> = row.numbers.iter().map(usize::to_string).collect();
        out += &format!("| {name} | {} |\n", numbers.join(" | "));
    }
    if let Some(more) = &table.more {
        out += &format!("\n{more}\n");
    }
    out
}
