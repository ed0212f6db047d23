//! From byte offsets to lines and columns.

use super::{At, File, Location};

const BOM: &str = "\u{feff}";

/// A part of a file: byte offsets, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) file: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A file's text and where its lines start.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) path: String,
    pub(super) whole: String,
    lines: Vec<usize>,
}

impl Text {
    pub(super) fn new(file: File) -> Text {
        let ends = file.text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(bom(&file.text)).chain(ends).collect();
        Text {
            path: file.path,
            whole: file.text,
            lines,
        }
    }

    /// Whether it is in the JSON syntax.
    pub(super) fn is_json(&self) -> bool {
        self.path.ends_with(".json")
    }

    /// The text for a parser, and the offset at which it starts.
    pub(super) fn content(&self) -> (usize, &str) {
        let start = bom(&self.whole);
        (start, &self.whole[start..])
    }

    /// The line, from 1, that holds a byte.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset).max(1)
    }

    /// The line that holds a byte, without what ends it.
    pub(super) fn line_around(&self, offset: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.lines.get(self.line(offset) - 1)?;
        let end = self.whole.get(start..)?.find('\n');
        let end = end.map_or(self.whole.len(), |length| start + length);
        let whole = self.whole.get(start..end)?;
        Some(start..start + whole.trim_end_matches('\r').len())
    }

    /// The place of a span, cut at the end of the line it starts on.
    pub(super) fn location(&self, span: Span, at: At) -> Location {
        let region = self.whole.get(span.start..span.end).unwrap_or_default();
        let region = match region.split_once('\n') {
            Some((line, _)) => code(line),
            None => region,
        };
        let line = self.line(span.start);
        let before = self
            .lines
            .get(line - 1)
            .and_then(|&start| self.whole.get(start..span.start));
        let column = utf16(before.unwrap_or_default()) + 1;
        Location {
            file: self.path.clone(),
            line,
            start: span.start,
            end: span.start + region.len(),
            column,
            end_column: column + utf16(region),
            at,
        }
    }
}

fn bom(text: &str) -> usize {
    if text.starts_with(BOM) { BOM.len() } else { 0 }
}

fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The line without the comment and the space at its end.
pub(super) fn code(line: &str) -> &str {
    let bytes = line.as_bytes();
    // What closes each quote, template or brace that is open.
    let mut open = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let next = bytes.get(at + 1).copied();
        let quoted = open.last() == Some(&b'"');
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'$' | b'%' if quoted && next == Some(bytes[at]) => at += 1,
            b'$' | b'%' if quoted && next == Some(b'{') => {
                open.push(b'}');
                at += 1;
            }
            b'"' if quoted => drop(open.pop()),
            _ if quoted => {}
            b'"' => open.push(b'"'),
            b'{' => open.push(b'}'),
            b'}' => drop(open.pop()),
            b'#' => break,
            b'/' if matches!(next, Some(b'/' | b'*')) => break,
            _ => {}
        }
        at += 1;
    }
    // `at` is past the end after a backslash that ends the line.
    line.get(..at).unwrap_or(line).trim_end()
}
