//! Text from strangers inside markup: XML, Markdown, workflow commands.
//!
//! Each first makes the text one harmless line, then takes from it what the
//! markup would act on.

use super::line;

/// For the message of a workflow command of GitHub Actions.
pub(in crate::report) fn command(text: &str) -> String {
    line(text).replace('%', "%25")
}

/// For a property of a workflow command, where `:` and `,` end it.
pub(in crate::report) fn property(text: &str) -> String {
    command(text).replace(':', "%3A").replace(',', "%2C")
}

/// For text and attributes of an XML document.
pub(in crate::report) fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for char in line(text).chars() {
        match char {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            _ => safe.push(char),
        }
    }
    safe
}

/// For a line or table cell of Markdown: nothing in it is a link, an image, an
/// element, a mention or a border. What stands between backticks becomes code.
pub(in crate::report) fn markdown(text: &str) -> String {
    let text = line(text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut safe = String::with_capacity(text.len());
    for (at, part) in parts.iter().enumerate() {
        let closed = at + 1 < parts.len();
        match at % 2 {
            1 if closed => safe.push_str(&span(part, safe.ends_with('`'))),
            // The last backtick opens nothing.
            1 => {
                safe.push_str("\\`");
                escape(&mut safe, part);
            }
            _ => escape(&mut safe, part),
        }
    }
    safe
}

/// A text as code in a line or table cell of Markdown.
pub(in crate::report) fn code(text: &str) -> String {
    span(&line(text), false)
}

/// As an element where backticks would not do: around themselves, around a
/// border, around nothing, or behind another.
fn span(text: &str, behind_another: bool) -> String {
    let awkward = text.contains(['`', '|', '\\']) || text.trim() != text || text.is_empty();
    if !awkward && !behind_another {
        return format!("`{text}`");
    }
    let mut safe = String::from("<code>");
    escape(&mut safe, text);
    safe + "</code>"
}

fn escape(safe: &mut String, text: &str) {
    for (at, char) in text.char_indices() {
        let rest = &text[at..];
        match char {
            // A mention or a reference goes by the text behind it, escaped or not.
            '@' | '#' => {
                safe.push(char);
                safe.push_str("<!-- -->");
                continue;
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!' | '$' | '{'
            | '}' | '^' => safe.push('\\'),
            // Bare addresses become links.
            ':' if rest.starts_with("://") || text[..at].ends_with("mailto") => safe.push('\\'),
            '.' if ends_with_www(&text[..at]) => safe.push('\\'),
            _ => {}
        }
        safe.push(char);
    }
}

fn ends_with_www(text: &str) -> bool {
    let end = text.len().saturating_sub(3);
    text.get(end..)
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_commands_end_where_they_should() {
        let text = "100%, a: b\r\n::error file=x::y";
        assert_eq!(
            command(text),
            "100%25, a: b\\u{d}\\u{a}\\u{3a}:error file=x::y"
        );
        assert_eq!(
            property(text),
            "100%25%2C a%3A b\\u{d}\\u{a}\\u{3a}%3Aerror file=x%3A%3Ay"
        );
    }

    #[test]
    fn xml_holds_no_markup() {
        assert_eq!(
            xml("<a b='c'>\"&]]>\u{0}\u{ffff}"),
            "&lt;a b=&apos;c&apos;&gt;&quot;&amp;]]&gt;\\u{0}\\u{ffff}"
        );
    }

    #[test]
    fn markdown_holds_no_markup() {
        for (text, expected) in [
            ("plain, (text) - 1.2", "plain, (text) - 1.2"),
            ("`a_b` is *b*", "`a_b` is \\*b\\*"),
            ("a|b `c|d`", "a\\|b <code>c\\|d</code>"),
            ("one ` alone", "one \\` alone"),
            ("`a``b`", "`a`<code>b</code>"),
            ("``", "<code></code>"),
            ("\\`a`", "\\\\`a`"),
            ("<script>", "\\<script\\>"),
            ("![x](http://y)", "\\!\\[x\\](http\\://y)"),
            ("@all #1", "@<!-- -->all #<!-- -->1"),
            ("WWW.x.y", "WWW\\.x.y"),
        ] {
            assert_eq!(markdown(text), expected);
        }
        assert_eq!(code("a[\"`\"]"), "<code>a\\[\"\\`\"\\]</code>");
    }
}
