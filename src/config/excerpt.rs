//! The part of a configuration that a mistake is about: one key, on one line, of no great length.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::cell::OnceCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of a configuration, for those who find mistakes in it.
pub(super) struct Text<'t> {
    file: &'t str,
    text: &'t str,
    /// In the order in which they begin; none where the text does not parse.
    keys: OnceCell<Vec<Key>>,
}

/// A key, and all that it holds.
struct Key {
    name: Range<usize>,
    whole: Range<usize>,
    /// Whether it holds other keys.
    is_table: bool,
}

/// What is shown of the text.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    file: String,
    shown: String,
    /// Where in the text it begins.
    start: usize,
    /// From 0.
    line: usize,
    column: usize,
}

/// As many bytes are shown before what is wrong, and as many from there on.
const AROUND: usize = 60;
const LONGEST: usize = 120;

impl<'t> Text<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text,
            keys: OnceCell::new(),
        }
    }

    /// What to show of a mistake at that place.
    pub(super) fn excerpt(&self, at: &Range<usize>) -> Excerpt {
        let start = self.boundary(at.start);
        let at = start..self.boundary(at.end).max(start);
        let part = self.part(&at);
        let before = &self.text[..start];
        let line = before.matches('\n').count();
        let column = before.len() - before.rfind('\n').map_or(0, |end| end + 1);
        let shown = match &self.text[part.clone()] {
            "" => " ",
            text => text,
        };
        Excerpt {
            file: self.file.to_owned(),
            shown: shown.to_owned(),
            start: part.start,
            line,
            column: before[before.len() - column..].chars().count(),
        }
    }

    fn part(&self, at: &Range<usize>) -> Range<usize> {
        let line = self.line(at.start);
        let part = match self.key(at) {
            Some(key) if key.name.start <= at.start && at.end <= key.name.end => key.name.clone(),
            Some(key) if !key.is_table => key.whole.clone(),
            _ => self.header(&line, at).unwrap_or_else(|| self.word(at)),
        };
        let from = part
            .start
            .max(line.start)
            .max(at.start.saturating_sub(AROUND));
        let to = part.end.min(line.end).min(at.start + LONGEST);
        let from = self.boundary(from).min(at.start);
        from..self.boundary(to).max(from)
    }

    /// The innermost key that a place lies in.
    fn key(&self, at: &Range<usize>) -> Option<&Key> {
        let keys = self.keys.get_or_init(|| keys(self.text));
        let before = keys.partition_point(|key| key.whole.start <= at.start);
        let mut before = keys[..before].iter().rev();
        before.find(|key| at.end <= key.whole.end)
    }

    /// The line around a place, without its end.
    fn line(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at..].find(['\n', '\r']);
        start..end.map_or(self.text.len(), |end| at + end)
    }

    /// The line of a table's name, such as `[[service]]`, without a comment.
    fn header(&self, line: &Range<usize>, at: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.text[line.clone()];
        let text = text.split('#').next().unwrap_or_default();
        let is_header = text.starts_with('[') && !text.contains(['=', '"', '\'', ',', '{']);
        let end = line.start + text.trim_end().len();
        (is_header && at.start <= end).then_some(line.start..end)
    }

    /// A name or a sign, and nothing behind it.
    fn word(&self, at: &Range<usize>) -> Range<usize> {
        let rest = &self.text[at.start..];
        let is_name = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
        let end = rest.find(|char| !is_name(char)).unwrap_or(rest.len());
        let end = match end {
            0 => rest.chars().next().map_or(0, char::len_utf8),
            end => end,
        };
        at.start..at.start + end
    }

    fn boundary(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let before = (0..=at).rev();
        let mut boundaries = before.filter(|at| self.text.is_char_boundary(*at));
        boundaries.next().unwrap_or_default()
    }
}

fn keys(text: &str) -> Vec<Key> {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        in_table(table.get_ref(), &mut found);
    }
    found.sort_by_key(|key| (key.whole.start, std::cmp::Reverse(key.whole.end)));
    found
}

fn in_table(table: &DeTable<'_>, found: &mut Vec<Key>) {
    for (name, value) in table {
        let (name, span) = (name.span(), value.span());
        let count = found.len();
        in_value(value, found);
        found.push(Key {
            whole: name.start.min(span.start)..name.end.max(span.end),
            is_table: found.len() > count || value.get_ref().is_table(),
            name,
        });
    }
}

fn in_value(value: &Spanned<DeValue<'_>>, found: &mut Vec<Key>) {
    match value.get_ref() {
        DeValue::Table(table) => in_table(table, found),
        DeValue::Array(items) => items.iter().for_each(|item| in_value(item, found)),
        _ => {}
    }
}

impl Excerpt {
    /// What of a place is shown.
    pub(super) fn label(&self, at: &Range<usize>) -> Range<usize> {
        let all = self.start..self.start + self.shown.len();
        let start = at.start.clamp(all.start, all.end);
        start..at.end.clamp(start, all.end)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        Ok(Box::new(MietteSpanContents::new_named(
            self.file.clone(),
            self.shown.as_bytes(),
            (self.start, self.shown.len()).into(),
            self.line,
            self.column,
            1,
        )))
    }
}
