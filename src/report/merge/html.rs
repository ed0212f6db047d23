//! One page that stands for itself: no scripts, nothing from elsewhere, light or dark.

use super::Merge;
use super::table::{Row, Table, not_judged, summary, tables};
use crate::layout::shortened;
use crate::report::untrusted;

/// As many rows has each table.
const ROWS: usize = 1000;
/// As many characters of one text are shown.
const LONGEST: usize = 200;

const STYLE: &str = include_str!("style.css");

/// Writes the report as a page.
pub fn html(merge: &Merge<'_>) -> String {
    let mut lines = summary(merge).into_iter();
    let title = format!("frontlint: {}", lines.next().unwrap_or_default());
    let lines: Vec<String> = lines.map(|line| format!("<li>{line}</li>\n")).collect();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<ul>\n{}</ul>\n",
        lines.concat()
    );
    let lost = not_judged(merge, ROWS);
    if lost.count > 0 {
        out += &format!("<h2>not judged: {}</h2>\n<ul class=\"lost\">\n", lost.count);
        for (plan, why) in lost.named {
            let (plan, why) = (safe(plan), safe(why));
            out += &format!("<li><code>{plan}</code>: {why}</li>\n");
        }
        if let Some(more) = lost.more {
            out += &format!("<li>{more}</li>\n");
        }
        out += "</ul>\n";
    }
    for table in tables(merge, ROWS) {
        if !table.rows.is_empty() {
            out += &drawn(&table);
        }
    }
    out + "</main>\n</body>\n</html>\n"
}

fn drawn(table: &Table<'_>) -> String {
    let heads = table.columns.iter();
    let heads: Vec<String> = heads
        .map(|head| format!("<th scope=\"col\">{head}</th>"))
        .collect();
    let rows: Vec<String> = table.rows.iter().map(row).collect();
    let more = match &table.more {
        Some(more) => format!("<p>{more}</p>\n"),
        None => String::new(),
    };
    format!(
        "<table>\n<caption>{0}</caption>\n<thead><tr><td></td>{1}</tr></thead>\n\
         <tbody>\n{2}</tbody>\n</table>\n{more}",
        table.title,
        heads.concat(),
        rows.concat()
    )
}

fn row(row: &Row<'_>) -> String {
    let name = match row.name {
        "" => "(none)".to_owned(),
        name => format!("<code>{}</code>", safe(name)),
    };
    let name = match &row.link {
        Some(link) => format!("<a href=\"{}\">{name}</a>", untrusted::xml(link)),
        None => name,
    };
    let about = match row.about {
        "" => String::new(),
        about => format!(" <small>{}</small>", safe(about)),
    };
    let numbers = row.numbers.iter().enumerate().map(|(at, number)| {
        let class = match (at, number) {
            (_, 0) => "none",
            (0, _) => "error",
            (1, _) => "warning",
            (2, _) => "note",
            _ => "other",
        };
        format!("<td class=\"{class}\">{number}</td>")
    });
    let numbers: String = numbers.collect();
    format!("<tr><th scope=\"row\">{name}{about}</th>{numbers}</tr>\n")
}

fn safe(text: &str) -> String {
    untrusted::xml(&shortened(text, LONGEST))
}
