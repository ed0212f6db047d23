//! The comments of a file, wherever they stand; text that looks like one is none.

use hcl_edit::Decorated;
use hcl_edit::Span as _;
use hcl_edit::structure::Body;
use hcl_edit::template::{HeredocTemplate, StringTemplate};
use hcl_edit::visit::Visit;
use std::ops::Range;

/// The comments of a parsed text, by their bytes, in order.
pub(super) fn comments(text: &str, body: &Body) -> Vec<Range<usize>> {
    let mut texts = Texts(Vec::new());
    texts.visit_body(body);
    texts.0.sort_by_key(|span| span.start);
    let mut found = Vec::new();
    let mut at = 0;
    for span in texts.0 {
        within(text, at..span.start, &mut found);
        at = at.max(span.end);
    }
    within(text, at..text.len(), &mut found);
    found
}

/// Finds the comments in a part that holds no text of others.
fn within(text: &str, part: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut at = part.start;
    while let Some(rest) = text.get(at..part.end) {
        let Some(start) = rest.find(['#', '/']) else {
            return;
        };
        let comment = &rest[start..];
        let length = if comment.starts_with("/*") {
            comment.find("*/").map_or(comment.len(), |end| end + 2)
        } else if comment.starts_with('#') || comment.starts_with("//") {
            comment.find('\n').unwrap_or(comment.len())
        } else {
            // A division.
            at += start + 1;
            continue;
        };
        let start = at + start;
        at = start + length;
        found.push(start..at);
    }
}

/// Where quoted texts and heredocs stand.
struct Texts(Vec<Range<usize>>);

impl Visit for Texts {
    fn visit_string(&mut self, node: &Decorated<String>) {
        self.0.extend(node.span());
    }

    fn visit_string_template(&mut self, node: &StringTemplate) {
        self.0.extend(node.span());
    }

    fn visit_heredoc_template(&mut self, node: &HeredocTemplate) {
        self.0.extend(node.span());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let body = hcl_edit::parser::parse_body(text).expect("it parses");
        let found = comments(text, &body);
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn comments_are_told_from_texts() {
        check(
            "# a\nx = 4 / 2 // b\n/* c\n # d */ y = [1, /* e */ 2] # f\n",
            &["# a", "// b", "/* c\n # d */", "/* e */", "# f"],
        );
        check("x = \"# a /* b */ // c\" # d\n", &["# d"]);
        check("x = \"${\"# a\"}\\\" # b\" # d\n", &["# d"]);
        check("b \"# a\" \"http://c\" {} # d\n", &["# d"]);
        check("x = { \"# a\" = 1, \"${y}# b\" = 2 } # d", &["# d"]);
        check("x = <<EOT\n# a ${y} # b\n/* c\nEOT\n# d\n", &["# d"]);
        check(
            "x = f(<<-EOT\n  # a\n  EOT\n, 1) # d\ny = \"*/\"\n",
            &["# d"],
        );
        check("x = <<A\n<<B\n# a\nB\nA\n\n// d\r\n", &["// d\r"]);
    }
}
