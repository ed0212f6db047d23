//! A snippet of Terraform in `snippets/` → the same with the plan's own names.
//!
//! A placeholder is a word in capitals, so that a snippet is Terraform before it is filled in. What
//! is put in is not searched again.

/// Puts values in for words: a line that is a comment with one word becomes the lines of the
/// value, as far in, or none.
pub(super) fn fill(snippet: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(snippet.len());
    for line in snippet.lines() {
        let indent = line.len() - line.trim_start().len();
        let block = line[indent..].strip_prefix("# ");
        let block = block.and_then(|word| value(word, values));
        match block {
            Some(block) => indented(&mut filled, block, &line[..indent]),
            None => {
                words(&mut filled, line, values);
                filled.push('\n');
            }
        }
    }
    filled
}

fn value<'v>(word: &str, values: &[(&str, &'v str)]) -> Option<&'v str> {
    let mut values = values.iter();
    values.find_map(|(name, value)| (*name == word).then_some(*value))
}

fn indented(filled: &mut String, block: &str, indent: &str) {
    for line in block.lines() {
        if !line.is_empty() {
            filled.push_str(indent);
            filled.push_str(line);
        }
        filled.push('\n');
    }
}

fn words(filled: &mut String, line: &str, values: &[(&str, &str)]) {
    let mut rest = line;
    while let Some(start) = rest.find(|char: char| char.is_ascii_uppercase()) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|char: char| !char.is_ascii_uppercase());
        let (word, behind) = word.split_at(end.unwrap_or(word.len()));
        filled.push_str(before);
        filled.push_str(value(word, values).unwrap_or(word));
        rest = behind;
    }
    filled.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(snippet: &str, values: &[(&str, &str)], expected: &str) {
        assert_eq!(fill(snippet, values), expected);
    }

    #[test]
    fn words_in_capitals_are_filled_in() {
        let values = [("NAME", "orders"), ("URI", "NAME.arn")];
        check("a \"NAME_url\" {\n}\n", &values, "a \"orders_url\" {\n}\n");
        check("uri = URI\n", &values, "uri = NAME.arn\n");
        check("NAMES = \"AWS_IAM\"\n", &values, "NAMES = \"AWS_IAM\"\n");
    }

    #[test]
    fn a_comment_of_one_word_is_lines() {
        let block = "a {\n\n  b = 1\n}\n";
        check(
            "x {\n  # MORE\n}\n",
            &[("MORE", block)],
            "x {\n  a {\n\n    b = 1\n  }\n}\n",
        );
        check("x {\n  # MORE\n}\n", &[("MORE", "")], "x {\n}\n");
        check("# MORE is said\n", &[("MORE", "x")], "# x is said\n");
    }
}
