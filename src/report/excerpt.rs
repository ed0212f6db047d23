//! A finding's place in the source → the lines that may be shown.
//!
//! Nothing but the region itself is shown, and no value of an attribute that
//! tends to hold secrets.

use super::layout::{columns, cut, wrapped};
use super::{Style, untrusted};
use crate::source::{At, Location};
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

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

/// As wide is a tab drawn.
const TAB: usize = 4;

/// A label has at least so many columns, wherever there is a line of so many.
const LABEL: usize = 40;

/// The least that is marked, with the hook from which a label hangs.
const MARK: usize = 8;

/// Lines of source with labels. Each stands for itself, with an offset of its
/// own making, so that no renderer can show what is between them.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    /// `path`, as people may click on it.
    file: String,
    number: usize,
    column: usize,
    offset: usize,
    text: String,
    label: LabeledSpan,
}

impl Excerpt {
    /// Adds the line of a region; false when it has no text to show, or when
    /// the line is there already. `attribute` is the path to it, if known.
    pub(super) fn add(
        &mut self,
        (file, text): (String, &str),
        at: &Location,
        attribute: &str,
        label: &str,
        style: &Style,
    ) -> bool {
        if self
            .lines
            .iter()
            .any(|line| line.number == at.line && line.file == file)
        {
            return false;
        }
        let Some((indent, region)) = region(text, at) else {
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
        // The line's number stands before it, between spaces and a bar.
        let room = style.width.saturating_sub(at.line.to_string().len() + 4);
        let indent = indented(indent, room / 4);
        let room = room.saturating_sub(columns(&indent));
        let mark = if style.unicode { "\u{2026}" } else { "..." };
        let region = cut(&region, room, mark);
        let (marked, label) = labelled(&region, label, room);
        // A gap of one, so that no span touches two lines.
        let offset = self
            .lines
            .last()
            .map_or(0, |line| line.offset + line.text.len() + 1);
        let span = SourceSpan::from((offset + indent.len(), marked.len()));
        self.lines.push(Line {
            file,
            number: at.line,
            column: at.column,
            offset,
            text: format!("{indent}{region}"),
            label: if self.lines.is_empty() {
                LabeledSpan::new_primary_with_span(Some(label), span)
            } else {
                LabeledSpan::new_with_span(Some(label), span)
            },
        });
        true
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn labels(&self) -> Vec<LabeledSpan> {
        self.lines.iter().map(|line| line.label.clone()).collect()
    }
}

impl SourceCode for Excerpt {
    /// Gives the one line that holds the span, whatever context is asked for.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let holds = |line: &&Line| {
            line.offset <= span.offset()
                && span.offset() + span.len() <= line.offset + line.text.len()
        };
        let line = self
            .lines
            .iter()
            .find(holds)
            .ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            line.file.clone(),
            line.text.as_bytes(),
            (line.offset, line.text.len()).into(),
            line.number.saturating_sub(1),
            line.column.saturating_sub(1),
            1,
        )))
    }
}

/// The region, and the white space before it when there is nothing else.
/// `None` when the location does not fit the text.
fn region<'a>(text: &'a str, at: &Location) -> Option<(&'a str, &'a str)> {
    let before = text.get(..at.start)?;
    let region = text.get(at.start..at.end)?;
    let region = region
        .split(['\r', '\n'])
        .next()
        .unwrap_or_default()
        .trim_end();
    let indent = before.rsplit('\n').next().unwrap_or_default();
    let is_indent = indent.chars().all(|char| matches!(char, ' ' | '\t'));
    Some((if is_indent { indent } else { "" }, region))
}

/// White space of at most so many columns, without tabs.
fn indented(indent: &str, most: usize) -> String {
    let wide = |char| if char == '\t' { TAB } else { 1 };
    let columns: usize = indent.chars().map(wide).sum();
    " ".repeat(columns.min(most))
}

/// What of a region is marked, and the lines of its label, which hangs from the middle of that.
/// Where a label would have too little room beside a long region, less of it is marked.
fn labelled<'a>(region: &'a str, label: &str, room: usize) -> (&'a str, String) {
    let beside = |marked: &str| room.saturating_sub(columns(marked) / 2 + 4);
    let widest = label.split(' ').map(columns).max().unwrap_or_default();
    let usual = LABEL.min(room * 3 / 5);
    let least = match widest + MARK > room {
        true => usual,
        false => widest.max(usual),
    };
    let least = least.min(columns(label));
    let mut marked = region;
    if beside(marked) < least {
        let most = 2 * room.saturating_sub(least + 4);
        marked = shortened(region, most);
    }
    let label = wrapped(label, "", "", beside(marked));
    (marked, label.join("\n"))
}

/// As many of a text's first words as take so many columns; the first takes what it takes.
fn shortened(text: &str, most: usize) -> &str {
    let ends = text.match_indices(' ').map(|(at, _)| &text[..at]);
    let words = ends.filter(|part| !part.is_empty() && !part.ends_with(' '));
    let mut words = words.peekable();
    let first = words.peek().copied().unwrap_or(text);
    let fitting = words.take_while(|part| columns(part) <= most);
    fitting.last().unwrap_or(first)
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

    #[test]
    fn labels_have_room() {
        let region = "names    = [\"a.example.com\", \"b.example.com\", \"c.example.com\"]";
        let label = "word ".repeat(20);
        for (room, expected) in [
            (200, region),
            (70, "names    = [\"a.example.com\", \"b.example.com\","),
            (50, "names    = [\"a.example.com\","),
            (30, "names    ="),
        ] {
            let (marked, label) = labelled(region, label.trim_end(), room);
            assert_eq!(marked, expected, "{room}");
            let from = columns(marked) / 2 + 4;
            assert!(label.lines().all(|line| from + columns(line) <= room));
        }
        assert_eq!(labelled(region, "short", 50).0, region);
        assert_eq!(indented("\t\t ", 99), " ".repeat(9));
    }
}
