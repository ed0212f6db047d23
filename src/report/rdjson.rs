//! The Reviewdog Diagnostic Format, as one document or a line a finding.
//!
//! Columns are bytes of UTF-8, counted from the start of the line in the file.

use super::{PlanReport, Run, help_uri, place, untrusted, words};
use crate::engine::Located;
use crate::finding::Level;
use crate::source;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'r> {
    source: Source,
    diagnostics: Vec<Diagnostic<'r>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Location,
    severity: &'static str,
    /// Where each line stands for itself; the document has one for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source>,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'r>>,
}

/// What takes the place of a range of the diagnostic's own file.
#[derive(Serialize)]
struct Suggestion<'r> {
    range: Range,
    text: &'r str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
    url: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

const SOURCE: Source = Source {
    name: "frontlint",
    url: env!("CARGO_PKG_REPOSITORY"),
};

/// Writes the report as one document.
pub fn rdjson(run: &Run<'_>) -> String {
    let document = Document {
        source: SOURCE,
        diagnostics: run
            .findings()
            .map(|(plan, located)| diagnostic(plan, located, None))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&document).expect("strings and numbers are JSON");
    untrusted::json(&text) + "\n"
}

/// Writes the report as one line a finding.
pub fn rdjsonl(run: &Run<'_>) -> String {
    run.findings()
        .map(|(plan, located)| {
            let line = serde_json::to_string(&diagnostic(plan, located, Some(SOURCE)));
            untrusted::json(&line.expect("strings and numbers are JSON")) + "\n"
        })
        .collect()
}

fn diagnostic<'r>(
    plan: &PlanReport<'_>,
    located: &'r Located,
    source: Option<Source>,
) -> Diagnostic<'r> {
    let lint = located.finding.lint;
    let related = located.related.iter().filter_map(|related| {
        Some(Related {
            message: untrusted::message(words::named(&related.label, &related.address)),
            location: in_source(plan, related.at.as_ref()?)?,
        })
    });
    let at = located.at.as_ref().and_then(|at| in_source(plan, at));
    Diagnostic {
        // It is shown as Markdown, where brackets make links.
        message: words::plain(located, "\n", untrusted::message),
        location: at.unwrap_or_else(|| in_plan(plan, located)),
        severity: match located.finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Note => "INFO",
        },
        source,
        code: Code {
            value: lint,
            url: help_uri(lint),
        },
        related_locations: related.take(words::NAMED).collect(),
        suggestions: suggestion(plan, located).into_iter().collect(),
    }
}

/// The suggested edit; the format has a place for it in the file of the diagnostic alone.
fn suggestion<'r>(plan: &PlanReport<'_>, located: &'r Located) -> Option<Suggestion<'r>> {
    let patch = located.patch.as_ref()?;
    let at = located.at.as_ref().filter(|at| at.file == patch.file)?;
    place::of_source(plan, at)?;
    let text = plan.sources.text(&patch.file)?;
    let (start, end) = columns(text, patch.start, patch.end)?;
    let position = |column| Position {
        line: patch.line,
        column: Some(column),
    };
    Some(Suggestion {
        range: Range {
            start: position(start),
            end: Some(position(end)),
        },
        text: &patch.text,
    })
}

fn in_plan(plan: &PlanReport<'_>, located: &Located) -> Location {
    let spot = place::of(plan, located);
    Location {
        path: spot.path,
        range: Range {
            start: Position {
                line: spot.line,
                column: None,
            },
            end: None,
        },
    }
}

/// A region of a file; the line alone where the file's text does not fit it.
/// `None` when the file is not in the repository.
fn in_source(plan: &PlanReport<'_>, at: &source::Location) -> Option<Location> {
    let spot = place::of_source(plan, at)?;
    let columns = plan
        .sources
        .text(&at.file)
        .and_then(|text| columns(text, at.start, at.end));
    let position = |column| Position {
        line: spot.line,
        column,
    };
    Some(Location {
        path: spot.path,
        range: Range {
            start: position(columns.map(|(start, _)| start)),
            end: columns.map(|(_, end)| position(Some(end))),
        },
    })
}

/// The columns of a region in bytes from 1, the end exclusive and on the same line.
fn columns(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let line_start = text
        .get(..start)?
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let region = text.get(start..end)?;
    let length = region.find(['\r', '\n']).unwrap_or(region.len());
    let column = start - line_start + 1;
    Some((column, column + length))
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn f5_columns_are_bytes() {
        let text = "é = 1\r\n🦀 = \"é\"\n";
        for (part, expected) in [
            ("é = 1", Some((1, 7))),
            ("= 1\r\n🦀", Some((4, 7))),
            ("🦀", Some((1, 5))),
            ("\"é\"", Some((8, 12))),
        ] {
            let start = text.find(part).expect("a part");
            assert_eq!(columns(text, start, start + part.len()), expected, "{part}");
        }
        assert_eq!(columns(text, 1, 3), None);
        assert_eq!(columns(text, 3, 2), None);
        assert_eq!(columns(text, 99, 100), None);
    }
}
