//! A finding's place in the source → the lines that may be shown.
//!
//! Nothing but the region itself is shown, and no value of an attribute that
//! tends to hold secrets.

use super::frame::{FAR, Line, frame, room_at};
use super::{Style, untrusted};
use crate::finding::Level;
use crate::layout::cut;
use crate::source::{At, Location};

/// Attributes and blocks that tend to hold secrets, or whole documents.
const SECRET: &[&str] = &[
    "access_token",
    "api_key",
    "auth_token",
    "body",
    "certificate_chain",
    "client_secret",
    "container_definitions",
    "content",
    "document",
    "environment",
    "headers",
    "http_header",
    "password",
    "policy",
    "private_key",
    "query_string",
    "request_parameters",
    "secret",
    "secrets",
    "stage_variables",
    "token",
    "user_data",
    "value",
    "variables",
];

/// More is not shown of a line, which JSON may make as long as it likes.
const LONGEST: usize = 200;

/// Lines of source with labels.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    lines: Vec<Line>,
}

impl Excerpt {
    /// Adds the line of a region; false when it has no text to show, or when
    /// the line is there already. `attribute` is the path to it, if known.
    pub(super) fn add(
        &mut self,
        (path, text): (String, &str),
        at: &Location,
        attribute: &str,
        label: &str,
        style: &Style,
    ) -> bool {
        let is_there = |line: &Line| line.number == at.line && line.path == path;
        if at.column > FAR || self.lines.iter().any(is_there) {
            return false;
        }
        let Some(region) = region(text, at) else {
            return false;
        };
        let region = if is_secret(region, at.at, attribute) {
            masked(region)
        } else {
            untrusted::excerpt(region.get(..ceil(region, LONGEST)).unwrap_or(region))
        };
        if region.is_empty() {
            return false;
        }
        let mark = if style.unicode { "\u{2026}" } else { "..." };
        let text = cut(&region, room_at(at.line, at.column, style), mark);
        self.lines.push(Line {
            path,
            number: at.line,
            column: at.column,
            marked: 0..text.len(),
            text,
            label: label.to_owned(),
        });
        true
    }

    /// What is shown.
    pub(super) fn drawn(&self, level: Level, style: &Style) -> String {
        frame(&self.lines, level, style)
    }
}

/// The first line of the region; `None` when the location does not fit the text.
fn region<'a>(text: &'a str, at: &Location) -> Option<&'a str> {
    let region = text.get(at.start..at.end)?;
    let first = region.split(['\r', '\n']).next();
    Some(first.unwrap_or_default().trim_end())
}

/// Whether a region may hold a secret: by the path to it, or by what it names.
/// Headers of blocks hold none.
fn is_secret(region: &str, at: At, attribute: &str) -> bool {
    let secret = |word: &str| {
        let word = word.to_ascii_lowercase();
        SECRET.contains(&word.as_str())
            || ["password", "secret", "private_key"]
                .iter()
                .any(|part| word.contains(part))
    };
    let words = |text: &str| {
        text.split(|char: char| !char.is_alphanumeric() && char != '_')
            .any(secret)
    };
    // What is named counts, not what is referred to: `each.value.port` is no secret.
    let named = |text: &str| {
        let names = text.split(['{', ',', '(']);
        names
            .filter_map(|part| part.split_once(['=', ':']))
            .any(|(name, _)| words(name))
    };
    at == At::Attribute && (words(attribute) || named(region))
}

/// The region's name, without its value.
fn masked(region: &str) -> String {
    let name = region
        .split_once(['=', ':'])
        .map_or("", |(name, _)| name.trim_end());
    match name
        .chars()
        .all(|char| char.is_alphanumeric() || "_-\"./".contains(char))
    {
        true if !name.is_empty() => format!("{name} = (not shown)"),
        _ => "(not shown)".to_owned(),
    }
}

/// The next boundary of a character at or after a byte.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(width: usize) -> Style {
        Style {
            color: false,
            unicode: true,
            width,
            undecided: false,
        }
    }

    #[track_caller]
    fn check(region: &str, attribute: &str, expected: &str) {
        let at = Location {
            file: "a.tf".into(),
            line: 2,
            start: 3,
            end: 3 + region.len(),
            column: 3,
            end_column: 9,
            at: At::Attribute,
        };
        let mut excerpt = Excerpt::default();
        let text = format!("\n  {region}\n");
        assert!(excerpt.add(("a.tf".into(), &text), &at, attribute, "", &style(100)));
        assert_eq!(excerpt.lines[0].text.trim_start(), expected);
    }

    #[test]
    fn shows_no_secrets() {
        check("protocol = \"HTTP\"", "protocol", "protocol = \"HTTP\"");
        check("ssl_policy = \"a\"", "ssl_policy", "ssl_policy = \"a\"");
        check(
            "token_endpoint = \"a\"",
            "x.token_endpoint",
            "token_endpoint = \"a\"",
        );
        check(
            "value = \"x\"",
            "origin[0].custom_header[0].value",
            "value = (not shown)",
        );
        check(
            "name = \"x\"",
            "origin[0].custom_header[0].name",
            "name = \"x\"",
        );
        check(
            "URL = \"x\"",
            "environment[0].variables.URL",
            "URL = (not shown)",
        );
        check(
            "values = [\"x\"]",
            "condition[0].http_header[0].values",
            "values = (not shown)",
        );
        check(
            "values = [\"x\"]",
            "condition[0].path_pattern[0].values",
            "values = [\"x\"]",
        );
        check(
            r#""custom_header": [{"name": "a", "value": "x"}]"#,
            "",
            r#""custom_header" = (not shown)"#,
        );
        check("a = { DB_PASSWORD = 1 }", "a", "a = (not shown)");
    }

    #[test]
    fn bears_locations_that_do_not_fit() {
        let text = "é\n";
        for (start, end) in [
            (0, 1),
            (1, 2),
            (2, 1),
            (0, 99),
            (99, 100),
            (3, 3),
            (usize::MAX, usize::MAX),
        ] {
            let at = Location {
                file: String::new(),
                line: 0,
                start,
                end,
                column: 0,
                end_column: 0,
                at: At::Block,
            };
            assert!(!Excerpt::default().add((String::new(), text), &at, "", "", &style(100)));
        }
    }
}
