//! Lines of text, each with a mark and a label → the frame that shows them.
//!
//! Each line stands for itself: the frame shows what it is given and nothing around it, and
//! writes what acts on a terminal or a build log in another way.

use super::{Style, untrusted};
use crate::finding::Level;
use crate::layout::{columns, wrapped};
use annotate_snippets::renderer::{AnsiColor, DecorStyle};
use annotate_snippets::{AnnotationKind, Group, Renderer, Snippet};
use std::ops::Range;

/// A line, or the part of it that may be shown.
#[derive(Debug)]
pub struct Line {
    /// The file, as people may click on it.
    pub path: String,
    /// From 1.
    pub number: usize,
    /// Where the mark begins in the line, from 1.
    pub column: usize,
    pub text: String,
    /// What of the text is marked.
    pub marked: Range<usize>,
    /// What is to be said of it.
    pub label: String,
}

/// With fewer columns, labels are no narrower than this.
const LABEL: usize = 20;

/// Blanks before a text are all shown up to so many.
const INDENT: usize = 26;

/// As wide is an indent drawn that is wider, with a sign that there is more.
const CUT_INDENT: usize = 22;

/// Nobody reads a line of more columns, and it is not shown.
pub const FAR: usize = 500;

/// Draws lines, none of which is marked beyond [`FAR`], the first of which is what it is about, in the colour of the level.
pub fn frame(lines: &[Line], level: Level, style: &Style) -> String {
    let number = lines.iter().map(|line| line.number).max();
    let room = room(number.unwrap_or_default(), style);
    let kinds =
        std::iter::once(AnnotationKind::Primary).chain(std::iter::repeat(AnnotationKind::Context));
    let snippets = lines.iter().zip(kinds);
    let snippets = snippets.map(|(line, kind)| line.snippet(kind, room));
    // Each level is drawn as an error, whose colour is the level's.
    let group = Group::with_level(annotate_snippets::Level::ERROR).elements(snippets);
    renderer(level, style).render(&[group]) + "\n"
}

/// The columns that are left behind the number of a line and its bar.
fn room(number: usize, style: &Style) -> usize {
    style.width.saturating_sub(number.to_string().len() + 3)
}

/// As wide may a text be at that place, so that its line fits.
pub fn room_at(number: usize, column: usize, style: &Style) -> usize {
    room(number, style).saturating_sub(drawn_indent(column.saturating_sub(1)))
}

fn drawn_indent(blanks: usize) -> usize {
    match blanks > INDENT {
        true => CUT_INDENT,
        false => blanks,
    }
}

fn renderer(level: Level, style: &Style) -> Renderer {
    let renderer = match style.color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let color = match (style.color, level) {
        (false, _) => None,
        (true, Level::Error) => Some(AnsiColor::Red),
        (true, Level::Warning) => Some(AnsiColor::Yellow),
        (true, Level::Note) => Some(AnsiColor::Cyan),
    };
    let loud = color.map_or_else(Default::default, |color| color.on_default().bold());
    renderer
        .error(loud)
        .hyperlink(false)
        // Lines are cut to the width before.
        .term_width(usize::MAX >> 1)
        .decor_style(match style.unicode {
            true => DecorStyle::Unicode,
            false => DecorStyle::Ascii,
        })
}

impl Line {
    fn snippet(
        &self,
        kind: AnnotationKind,
        room: usize,
    ) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
        let text = untrusted::excerpt(&self.text);
        let label = untrusted::line(&self.label);
        let (shown, marked) = (&text[..self.marked.start], &text[self.marked.clone()]);
        let blanks = self.column.saturating_sub(1 + shown.chars().count());
        let mark = blanks + self.marked.start..blanks + self.marked.end;
        let before = drawn_indent(blanks) + columns(shown);
        let beside = before + columns(marked) + 1 + columns(&label) <= room;
        let snippet = Snippet::source(" ".repeat(blanks) + &text)
            .line_start(self.number)
            .path(untrusted::line(&self.path))
            .fold(false);
        let labels = match (label.as_str(), beside) {
            ("", _) => vec![None],
            (_, true) => vec![Some(label)],
            // A label of several lines hangs from the beginning of a mark without one.
            (_, false) => {
                let lines = wrapped(&label, "", "", room.saturating_sub(before).max(LABEL));
                let lines = lines.into_iter().map(Some);
                std::iter::once(None).chain(lines).collect()
            }
        };
        let marks = labels.into_iter();
        snippet.annotations(marks.map(|label| kind.span(mark.clone()).label(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: usize, unicode: bool, label: &str, expected: &str) {
        let line = |number, column, label: &str| Line {
            path: "a.tf".to_owned(),
            number,
            column,
            text: "port = 80".to_owned(),
            marked: 0..9,
            label: label.to_owned(),
        };
        let style = Style {
            color: false,
            unicode,
            width,
            undecided: false,
        };
        let lines = [line(7, 3, label), line(12, 40, "there")];
        let drawn = frame(&lines, Level::Error, &style);
        assert_eq!(drawn, expected.trim_start_matches('\n'));
    }

    #[test]
    fn a_label_stands_beside_its_mark() {
        check(
            60,
            true,
            "a label",
            "
   ╭▸ a.tf:7:3
   │
 7 │   port = 80
   │   ━━━━━━━━━ a label
   │
   ⸬  a.tf:12:40
   │
12 │ …                     port = 80
   ╰╴                      ───────── there
",
        );
    }

    #[test]
    fn a_long_label_hangs_below() {
        check(
            36,
            false,
            "a label that is longer than what there is",
            "
  --> a.tf:7:3
   |
 7 |   port = 80
   |   ^^^^^^^^^
   |   |
   |   a label that is longer than
   |   what there is
   |
  ::: a.tf:12:40
   |
12 | ...                   port = 80
   |                       ---------
   |                       |
   |                       there
",
        );
    }

    #[test]
    fn colour_is_the_level_s() {
        let line = Line {
            path: "a.tf".to_owned(),
            number: 1,
            column: 1,
            text: "a".to_owned(),
            marked: 0..1,
            label: "b".to_owned(),
        };
        let style = Style {
            color: true,
            unicode: true,
            width: 80,
            undecided: false,
        };
        let lines = [line];
        assert!(frame(&lines, Level::Warning, &style).contains("\u{1b}[33m"));
        assert!(!frame(&lines, Level::Warning, &style).contains("\u{1b}[31m"));
    }
}
