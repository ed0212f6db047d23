//! Text from strangers, made safe to print.
//!
//! In come names, keys, messages that quote them, and source text; out goes text
//! that a terminal, a build log or a viewer shows as it is. Nothing here looks
//! at what a text means.

mod markup;

pub(super) use markup::{code, command, markdown, property, xml};

use std::fmt::Write;

/// Makes a text one line without anything that acts on a terminal or a build
/// log: what does not show itself is written as `\u{1b}`.
pub(super) fn line(text: &str) -> String {
    let last = text.rfind("::").unwrap_or_default();
    let mut safe = String::with_capacity(text.len());
    let mut word_start = true;
    for (at, char) in text.char_indices() {
        let rest = &text[at..];
        if is_hidden(char)
            || opens_log_command(rest)
            || (word_start && at + 2 < last && opens_workflow_command(rest))
        {
            let _ = write!(safe, "\\u{{{:x}}}", u32::from(char));
        } else {
            safe.push(char);
        }
        word_start = char.is_whitespace();
    }
    safe
}

/// Makes source text safe and keeps its length in bytes, so that spans stay right.
pub(super) fn excerpt(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        match char {
            '\t' => safe.push('\t'),
            _ if opens_log_command(&text[at..]) => safe.push('?'),
            _ if is_hidden(char) => {
                safe.push_str(["", "?", "??", "\u{fffd}", "????"][char.len_utf8()])
            }
            _ => safe.push(char),
        }
    }
    safe
}

/// Makes a text safe as a SARIF message, in which `[text](target)` is a link.
/// Brackets alone are none and stay: addresses are full of them.
pub(super) fn message(text: &str) -> String {
    let text = line(text);
    if text.contains("](") {
        escape_brackets(&text)
    } else {
        text
    }
}

/// Makes a text safe inside the brackets of a link.
pub(super) fn link(text: &str) -> String {
    escape_brackets(&line(text))
}

fn escape_brackets(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '[' | ']' | '\\') {
            safe.push('\\');
        }
        safe.push(char);
    }
    safe
}

/// Writes what does not show itself, and what opens a command of a build log,
/// as `\u001b` in a JSON document. Both can only stand inside strings, so the
/// document says the same as before.
pub(super) fn json(document: &str) -> String {
    let mut safe = String::with_capacity(document.len());
    let mut copied = 0;
    for (at, char) in document.char_indices() {
        if (is_hidden(char) && char != '\n') || opens_log_command(&document[at..]) {
            safe.push_str(&document[copied..at]);
            copied = at + char.len_utf8();
            for unit in char.encode_utf16(&mut [0; 2]) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        }
    }
    safe.push_str(&document[copied..]);
    safe
}

/// Whether a character acts on its surroundings, or hides: control characters,
/// marks of direction, zero width, separators of lines, tags, selectors of
/// variants, and what is no character.
fn is_hidden(char: char) -> bool {
    // Nearly all there is.
    if (' '..='~').contains(&char) {
        return false;
    }
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Azure Pipelines takes `##vso[…]`, GitHub Actions `##[…]`, anywhere in a line.
fn opens_log_command(rest: &str) -> bool {
    rest.strip_prefix("##")
        .is_some_and(|rest| rest.starts_with('[') || rest.starts_with("vso["))
}

/// GitHub Actions takes `::name …::` at the start of a line, where a word may
/// come to stand when lines are wrapped.
fn opens_workflow_command(rest: &str) -> bool {
    let name = rest.strip_prefix("::");
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_hides() {
        for (text, expected) in [
            ("plain `a[\"x\"]` é 漢 🦀", "plain `a[\"x\"]` é 漢 🦀"),
            ("\u{1b}[31m\u{7f}\u{9b}", "\\u{1b}[31m\\u{7f}\\u{9b}"),
            ("a\r\n\tb\u{2028}", "a\\u{d}\\u{a}\\u{9}b\\u{2028}"),
            (
                "\u{202e}x\u{2066}\u{200f}\u{61c}\u{200b}",
                "\\u{202e}x\\u{2066}\\u{200f}\\u{61c}\\u{200b}",
            ),
            ("::error file=a::b", "\\u{3a}:error file=a::b"),
            ("see ::warning::b", "see \\u{3a}:warning::b"),
            ("open to ::/0 and ::ffff:0:0", "open to ::/0 and ::ffff:0:0"),
            (
                "x##vso[task]y ##[group] ## [",
                "x\\u{23}#vso[task]y \\u{23}#[group] ## [",
            ),
        ] {
            assert_eq!(line(text), expected);
        }
    }

    #[test]
    fn excerpts_keep_their_length() {
        let text = "a\t\u{1b}\u{85}\u{202e}\u{e0001}é##vso[";
        let safe = excerpt(text);
        assert_eq!(safe, "a\t???\u{fffd}????é?#vso[");
        assert_eq!(safe.len(), text.len());
    }

    #[test]
    fn messages_hold_no_links() {
        assert_eq!(message("aws_lb.a[0] \\"), "aws_lb.a[0] \\");
        assert_eq!(message("[x](http://y)"), "\\[x\\](http://y)");
        assert_eq!(link("a[0]"), "a\\[0\\]");
    }

    #[test]
    fn json_says_the_same() {
        let text = "\u{85}\u{202e}\u{e0001}\"\n##vso[";
        let document = serde_json::to_string_pretty(&[text]).expect("a string");
        let safe = json(&document);
        assert!(
            !safe.contains('\u{202e}')
                && safe.contains("\\u202e")
                && safe.contains("\\udb40\\udc01")
                && !safe.contains("##")
        );
        assert_eq!(
            serde_json::from_str::<Vec<String>>(&safe).expect("JSON"),
            [text]
        );
    }
}
