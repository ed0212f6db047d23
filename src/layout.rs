//! Text for people → lines that fit the terminal.
//!
//! Lines end between words. A word that is wider than the line, such as an address or a path,
//! stays whole and sticks out: whoever copies it wants all of it. Colours and links take no
//! columns, and wide letters take two.

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Where neither the user nor the terminal names a width.
pub const USUAL: usize = 100;

/// With fewer columns, lines are no narrower than this.
pub const LEAST: usize = 40;

/// So many columns are worth beginning a text in.
const ROOM: usize = 24;

/// How many columns a text takes.
pub fn columns(text: &str) -> usize {
    display_width(text)
}

/// Lays a text out in lines; the first begins with one indent, the others with another.
pub fn wrapped(text: &str, first: &str, others: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(others)
        .break_words(false)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let lines = textwrap::wrap(text, options);
    lines.into_iter().map(|line| line.into_owned()).collect()
}

/// The same as one text that ends its last line.
pub fn paragraph(text: &str, first: &str, others: &str, width: usize) -> String {
    wrapped(text, first, others, width).join("\n") + "\n"
}

/// Lays a text out behind what its lines begin with, or below where that leaves no room.
pub fn beside(head: &str, text: &str, width: usize) -> String {
    let (used, taken) = (columns(head), columns(text));
    if used + ROOM.min(taken) <= width {
        return paragraph(text, head, &" ".repeat(used), width);
    }
    let indent = head.chars().take_while(|char| *char == ' ').count() + 4;
    let indent = " ".repeat(indent);
    format!(
        "{}\n{}",
        head.trim_end(),
        paragraph(text, &indent, &indent, width)
    )
}

/// Lays out what is told beside a report: each line for itself, with what follows its name
/// further in.
pub fn told(text: &str, width: usize) -> String {
    let lines = text.lines().map(|line| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let (first, rest) = line.split_at(indent);
        let name = rest.split_once(": ").map_or("", |(name, _)| name);
        let further = match indent > 0 && name.chars().all(|char| char.is_ascii_lowercase()) {
            true if !name.is_empty() => name.len() + 2,
            _ => 2,
        };
        wrapped(rest, first, &" ".repeat(indent + further), width).join("\n")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of a line. An arrow belongs to what it points to.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut rest = line;
    Box::new(std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (word, behind) = rest.split_at(end_of_word(rest));
        rest = behind;
        Some(Word::from(word))
    }))
}

/// Where the first word of a line ends, the spaces behind it included. The key of an address
/// belongs to it, whatever is in it.
fn end_of_word(line: &str) -> usize {
    let after = |from: usize| {
        let word = from + word(&line[from..]).len();
        let spaces = line[word..].len() - line[word..].trim_start_matches(' ').len();
        word + spaces
    };
    let end = after(0);
    match line[..end].trim_end_matches(' ') {
        "\u{2192}" | "->" => after(end),
        _ => end,
    }
}

/// No key of an address is longer.
const KEY: usize = 256;

/// What stands before the first space that is in no key.
fn word(line: &str) -> &str {
    let mut end = 0;
    while let Some(at) = line[end..].find([' ', '[']) {
        end += at;
        let rest = &line.as_bytes()[end..];
        if rest.starts_with(b" ") {
            return &line[..end];
        }
        let rest = &rest[..rest.len().min(KEY)];
        let key = rest.starts_with(b"[\"");
        let closed = key.then(|| rest.windows(2).position(|two| two == b"\"]"));
        end += closed.flatten().map_or(1, |at| at + 2);
    }
    line
}

/// A text of at most so many columns; what is cut off its end is told by a mark.
pub fn cut(text: &str, most: usize, mark: &str) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let room = most.saturating_sub(columns(mark));
    let mut end = 0;
    let mut used = 0;
    for (at, char) in text.char_indices() {
        used += columns(char.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        end = at + char.len_utf8();
    }
    format!("{}{mark}", &text[..end])
}

/// So many of a text's first characters, for what counts those; `…` stands for the rest.
pub fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}

/// A text with as many spaces behind it as it takes to fill the columns.
pub fn padded(text: &str, width: usize) -> String {
    let room = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, expected: &[&str]) {
        assert_eq!(wrapped(text, "", "  ", width), expected);
    }

    #[test]
    fn lines_end_between_words() {
        check("", 10, &[""]);
        check("one two three", 8, &["one two", "  three"]);
        check(
            "see module.a[\"x\"].aws_lb-and-more.this there",
            10,
            &["see", "  module.a[\"x\"].aws_lb-and-more.this", "  there"],
        );
        check(
            "a.b \u{2192} c.d -> e.f",
            9,
            &["a.b \u{2192} c.d", "  -> e.f"],
        );
        check("x \u{2192}", 4, &["x \u{2192}"]);
        check(
            "see a.b[\"GET /x y\"].c[0] z[\"",
            8,
            &["see", "  a.b[\"GET /x y\"].c[0]", "  z[\""],
        );
    }

    #[test]
    fn colours_take_no_room_and_wide_letters_take_two() {
        check(
            "\u{1b}[31mone\u{1b}[0m two",
            7,
            &["\u{1b}[31mone\u{1b}[0m two"],
        );
        check("\u{6f22}\u{5b57} ab", 6, &["\u{6f22}\u{5b57}", "  ab"]);
        check("\u{e9}\u{e9}\u{e9} ab", 6, &["\u{e9}\u{e9}\u{e9} ab"]);
        assert_eq!(
            cut("\u{6f22}\u{5b57}abc", 4, "\u{2026}"),
            "\u{6f22}\u{2026}"
        );
        assert_eq!(padded("\u{6f22}", 4), "\u{6f22}  ");
    }

    #[test]
    fn what_is_too_long_ends_in_a_mark() {
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("\u{e4}\u{f6}\u{fc}", 2), "\u{e4}\u{f6}\u{2026}");
        assert_eq!(shortened("", 0), "");
    }

    #[test]
    fn what_is_told_hangs_from_its_name() {
        assert_eq!(
            told("error: a b c d\n  help: one two three", 14),
            "error: a b c d\n  help: one\n        two\n        three"
        );
        assert_eq!(told("warning: one two", 12), "warning: one\n  two");
    }

    #[test]
    fn a_text_stands_beside_its_head_where_there_is_room() {
        assert_eq!(beside("  name  ", "a b", 20), "  name  a b\n");
        let long = "word ".repeat(8);
        assert_eq!(
            beside("  name  ", long.trim_end(), 34),
            format!(
                "  name  {0}\n        {1}\n",
                "word word word word word", "word word word"
            )
        );
        assert_eq!(
            beside("  long-name  ", "some words to say here", 24),
            "  long-name\n      some words to say\n      here\n"
        );
    }
}
