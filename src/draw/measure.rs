//! How wide text is, without asking a font: rather too wide than too narrow.

use crate::layout::columns;

/// A family of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// For prose.
    Sans,
    /// For names: all letters are equally wide.
    Mono,
}

/// The width of a text at a size.
pub(super) fn width(text: &str, face: Face, size: f64) -> f64 {
    text.chars().map(|char| advance(char, face)).sum::<f64>() * size
}

/// A text of at most that width; what is cut off is told by `…`, in the middle
/// where the end tells more than what stands before it.
pub(super) fn fitted(text: &str, face: Face, size: f64, most: f64) -> String {
    if width(text, face, size) <= most {
        return text.to_owned();
    }
    let room = most - width("\u{2026}", face, size);
    let mut tail = Vec::new();
    let mut used = 0.0;
    for char in text.chars().rev() {
        used += advance(char, face) * size;
        if used > room * 0.4 {
            break;
        }
        tail.push(char);
    }
    let tail: String = tail.into_iter().rev().collect();
    let room = room - width(&tail, face, size);
    let mut short = String::new();
    let mut used = 0.0;
    for char in text.chars() {
        used += advance(char, face) * size;
        if used > room {
            break;
        }
        short.push(char);
    }
    format!("{short}\u{2026}{tail}")
}

/// The width of one letter in units of the size.
fn advance(char: char, face: Face) -> f64 {
    match (char, face) {
        (' '..='~', _) => {}
        // What joins the letter before it takes no room; East Asian letters and pictures take two.
        _ => match columns(char.encode_utf8(&mut [0; 4])) {
            0 => return 0.0,
            1 => {}
            _ => return 1.3,
        },
    }
    match (char, face) {
        ('\0'..='\u{24ff}' | '\u{2500}'..='\u{25ff}', Face::Mono) => 0.62,
        ('i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ', Face::Sans) => 0.36,
        ('f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' | '"', Face::Sans) => 0.44,
        ('m' | 'w' | 'M' | 'W' | '@' | '%' | '+' | '~' | '\u{2026}', Face::Sans) => 1.02,
        ('A'..='Z', Face::Sans) => 0.8,
        (' '..='~', Face::Sans) => 0.65,
        _ => 1.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_in_the_middle() {
        let cell = width("a", Face::Mono, 10.0);
        assert_eq!(fitted("short", Face::Mono, 10.0, cell * 5.01), "short");
        let short = fitted(
            "products[\"/products/images/*\"]",
            Face::Mono,
            10.0,
            cell * 12.0,
        );
        assert!(
            short.starts_with("products") || short.starts_with("produc"),
            "{short}"
        );
        assert!(
            short.contains('\u{2026}') && short.ends_with("*\"]"),
            "{short}"
        );
        assert!(width(&short, Face::Mono, 10.0) <= cell * 12.0);
    }

    #[test]
    fn wide_letters_take_room() {
        assert!(width("\u{6f22}\u{5b57}", Face::Mono, 10.0) > width("ab", Face::Mono, 10.0) * 2.0);
        assert_eq!(fitted("abc", Face::Sans, 10.0, 0.0), "\u{2026}");
    }
}
