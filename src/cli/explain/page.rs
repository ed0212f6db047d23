//! A page of the catalogue, as it fits the terminal.

use crate::layout::paragraph;

/// Lays the prose of a page out anew; code, tables and headings stay as they are.
pub(super) fn laid_out(markdown: &str, width: usize) -> String {
    let mut out = String::new();
    let mut prose = String::new();
    let mut in_code = false;
    for line in markdown.lines() {
        let fence = line.starts_with("```");
        let whole = in_code || fence || line.is_empty() || line.starts_with(['|', '#']);
        if whole || is_item(line) {
            out += &prose_of(&std::mem::take(&mut prose), width);
        }
        in_code ^= fence;
        match whole {
            true => out += &format!("{line}\n"),
            false if prose.is_empty() => prose += line,
            false => prose += &format!(" {}", line.trim_start()),
        }
    }
    out + &prose_of(&prose, width)
}

/// Whether a line begins an entry of a list.
fn is_item(line: &str) -> bool {
    mark(line).is_some()
}

/// What an entry of a list begins with.
fn mark(line: &str) -> Option<&str> {
    let text = line.trim_start();
    let digits = text.len()
        - text
            .trim_start_matches(|char: char| char.is_ascii_digit())
            .len();
    let mark = match digits {
        0 => ["- ", "* "].into_iter().find(|mark| text.starts_with(mark)),
        _ => [". "]
            .into_iter()
            .find(|mark| text[digits..].starts_with(mark)),
    }?;
    Some(&line[..line.len() - text.len() + digits + mark.len()])
}

fn prose_of(text: &str, width: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    let first = mark(text).unwrap_or_default();
    let further = " ".repeat(first.len());
    paragraph(&text[first.len()..], first, &further, width)
}

#[cfg(test)]
mod tests {
    use super::laid_out;

    #[test]
    fn prose_is_laid_out_and_code_stays() {
        let page = "# a heading that is rather long\n\nsome words\nto say here\n- an entry of\n  \
                    a list\n10. and ten\n\n```hcl\nsome code that is long\n\nb\n```\n";
        let expected = "# a heading that is rather long\n\nsome words to\nsay here\n- an entry of\n  a \
                        list\n10. and ten\n\n```hcl\nsome code that is long\n\nb\n```\n";
        assert_eq!(laid_out(page, 13), expected);
        let wide = laid_out(page, 80);
        assert!(wide.contains("\nsome words to say here\n- an entry of a list\n"));
    }
}
