//! Comments that suppress findings, and what each stands for.
//!
//! `# frontlint:ignore=lint,lint until=2027-01-31 -- reason` stands for the
//! attribute it is on or above, or for the block whose header it is on or above
//! or that it opens; on a `module` block for everything under the call.
//! `frontlint:ignore-file=` before the first block stands for the file.

mod json;

use super::text::Text;
use hcl_edit::Span as _;
use hcl_edit::structure::{Body, Structure};
use std::ops::{Range, RangeInclusive};

/// A comment that suppresses findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    pub file: String,
    /// The comment's own line, from 1.
    pub line: usize,
    pub lints: Vec<String>,
    /// What is written behind `until=`.
    pub until: Option<String>,
    /// What is written behind `--`.
    pub reason: Option<String>,
    pub scope: Scope,
}

/// What a suppression stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Lines of its file.
    Lines(RangeInclusive<usize>),
    /// The lines of a `module` block, and everything under calls of these paths.
    Calls(RangeInclusive<usize>, Vec<Vec<String>>),
    /// A block of the JSON syntax by its bytes, as many may stand on one line; of a `module`
    /// block also everything under calls of these paths.
    Part(Range<usize>, Vec<Vec<String>>),
    File,
    /// It stands where nothing is.
    Nothing,
}

/// An attribute or block, by its lines.
struct Item {
    first: usize,
    last: usize,
    /// The name, when it is a `module` block of the top level.
    call: Option<String>,
    is_block: bool,
    inner: Vec<Item>,
}

const TOOL: &str = "frontlint";
const MARK: &str = "frontlint:ignore";

/// Finds the suppressions of a file; `paths` are the call paths of its module.
pub(super) fn suppressions(text: &Text, paths: &[Vec<String>]) -> Vec<Suppression> {
    let (base, content) = text.content();
    if !content.contains(TOOL) {
        return Vec::new();
    }
    if text.is_json() {
        return json::suppressions(text, paths);
    }
    let Ok(body) = hcl_edit::parser::parse_body(content) else {
        return Vec::new();
    };
    let line_of = |offset: usize| text.line(base + offset);
    let items = items(&body, &line_of, true);
    let lines: Vec<&str> = content.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((is_alone, comment)) = comment(line) else {
            continue;
        };
        let number = at + 1;
        let Some(directive) = Directive::parse(comment) else {
            continue;
        };
        let scope = match directive.whole_file {
            true if items
                .iter()
                .any(|item| item.is_block && item.first < number) =>
            {
                Scope::Nothing
            }
            true => Scope::File,
            false if is_alone => scope_of_line(number, &items, &lines, paths),
            false => on_line(number, &items).map_or(Scope::Nothing, |item| item.scope(paths)),
        };
        found.push(Suppression {
            file: text.path.clone(),
            line: number,
            lints: directive.lints,
            until: directive.until,
            reason: directive.reason,
            scope,
        });
    }
    found
}

fn items(body: &Body, line_of: &dyn Fn(usize) -> usize, top: bool) -> Vec<Item> {
    let spanned = body.iter().filter_map(|structure| {
        let span = structure.span()?;
        let (first, last) = (line_of(span.start), line_of(span.end.saturating_sub(1)));
        Some(match structure {
            Structure::Attribute(_) => Item {
                first,
                last,
                call: None,
                is_block: false,
                inner: Vec::new(),
            },
            Structure::Block(block) => Item {
                first: line_of(block.ident.span().map_or(span.start, |ident| ident.start)),
                last,
                call: block
                    .labels
                    .first()
                    .filter(|_| top && block.has_ident("module"))
                    .map(|label| label.as_str().to_owned()),
                is_block: true,
                inner: items(&block.body, line_of, false),
            },
        })
    });
    spanned.collect()
}

/// What a comment on a line of its own stands for.
fn scope_of_line(number: usize, items: &[Item], lines: &[&str], paths: &[Vec<String>]) -> Scope {
    let holder = innermost(number, items);
    let siblings = holder.map_or(items, |holder| &holder.inner);
    let is_comment = |line: usize| {
        lines
            .get(line - 1)
            .is_some_and(|text| comment(text).is_some_and(|(is_alone, _)| is_alone))
    };
    if let Some(holder) = holder
        && (holder.first + 1..number).all(is_comment)
    {
        return holder.scope(paths);
    }
    let below = siblings.iter().find(|item| item.first > number);
    match below.filter(|below| (number + 1..below.first).all(is_comment)) {
        Some(below) => below.scope(paths),
        None => holder.map_or(Scope::Nothing, |holder| holder.scope(paths)),
    }
}

/// The innermost block around a line.
fn innermost(number: usize, items: &[Item]) -> Option<&Item> {
    let holder = items
        .iter()
        .find(|item| item.is_block && item.first < number && number <= item.last)?;
    Some(innermost(number, &holder.inner).unwrap_or(holder))
}

/// The attribute, or the block by its header, that a comment behind code is on.
fn on_line(number: usize, items: &[Item]) -> Option<&Item> {
    let item = items
        .iter()
        .find(|item| item.first <= number && number <= item.last)?;
    match on_line(number, &item.inner) {
        Some(inner) => Some(inner),
        None if item.is_block && item.first != number => None,
        None => Some(item),
    }
}

impl Item {
    fn scope(&self, paths: &[Vec<String>]) -> Scope {
        let lines = self.first..=self.last;
        match &self.call {
            None => Scope::Lines(lines),
            Some(name) => {
                let below =
                    |path: &Vec<String>| [path.as_slice(), std::slice::from_ref(name)].concat();
                Scope::Calls(lines, paths.iter().map(below).collect())
            }
        }
    }
}

/// The comment of a line, and whether it is alone on it.
fn comment(line: &str) -> Option<(bool, &str)> {
    let code = super::text::code(line);
    let rest = line.get(code.len()..)?.trim_start();
    let starts = ["#", "//", "/*"]
        .iter()
        .any(|start| rest.starts_with(start));
    starts.then_some((code.trim().is_empty(), rest))
}

/// What a comment says.
struct Directive {
    whole_file: bool,
    lints: Vec<String>,
    until: Option<String>,
    reason: Option<String>,
}

impl Directive {
    fn parse(comment: &str) -> Option<Self> {
        let text = comment.trim_start_matches(['#', '/', '*', ' ', '\t']);
        let text = text.strip_suffix("*/").unwrap_or(text);
        let rest = text.strip_prefix(MARK)?;
        let (whole_file, rest) = match rest.strip_prefix("-file") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let rest = rest.strip_prefix('=')?;
        let (words, reason) = match rest.split_once("--") {
            Some((words, reason)) => (words, Some(reason.trim()).filter(|text| !text.is_empty())),
            None => (rest, None),
        };
        let mut words = words.split_whitespace();
        let lints = words.next().unwrap_or_default().split(',');
        Some(Self {
            whole_file,
            lints: lints
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            until: words
                .find_map(|word| word.strip_prefix("until="))
                .map(str::to_owned),
            reason: reason.map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::File;
    use super::*;

    fn find(text: &str) -> Vec<Suppression> {
        let text = Text::new(File {
            path: "main.tf".into(),
            text: text.into(),
        });
        suppressions(&text, &[Vec::new(), vec!["a".into()]])
    }

    #[track_caller]
    fn check(text: &str, expected: &[(usize, Scope)]) {
        let found: Vec<_> = find(text)
            .into_iter()
            .map(|one| (one.line, one.scope))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn g4_comments_stand_for_what_they_are_on_or_above() {
        check(
            "resource \"a\" \"b\" {\n  x = 1 # frontlint:ignore=l\n  # frontlint:ignore=l\n  y = 2\n}\n",
            &[(2, Scope::Lines(2..=2)), (3, Scope::Lines(4..=4))],
        );
        check(
            "#frontlint:ignore=l\nresource \"a\" \"b\" {\n}\n",
            &[(1, Scope::Lines(2..=3))],
        );
        check(
            "resource \"a\" \"b\" { // frontlint:ignore=l\n  x = 1\n}\n",
            &[(1, Scope::Lines(1..=3))],
        );
        check(
            "resource \"a\" \"b\" {\n  /* frontlint:ignore=l */\n  x = 1\n  c {\n    y = 1\n\n    # frontlint:ignore=l\n  }\n}\n",
            &[(2, Scope::Lines(1..=9)), (7, Scope::Lines(4..=8))],
        );
        check(
            "x = [\n  1, # frontlint:ignore=l\n]\n",
            &[(2, Scope::Lines(1..=3))],
        );
    }

    #[test]
    fn g4_comments_on_calls_and_files() {
        let calls = vec![vec!["m".to_owned()], vec!["a".to_owned(), "m".to_owned()]];
        check(
            "# frontlint:ignore-file=l\n\n# frontlint:ignore=l\nmodule \"m\" {\n}\n# frontlint:ignore-file=l\n",
            &[
                (1, Scope::File),
                (3, Scope::Calls(4..=5, calls)),
                (6, Scope::Nothing),
            ],
        );
        check(
            "# frontlint:ignore=l\n\nresource \"a\" \"b\" {\n}\n",
            &[(1, Scope::Nothing)],
        );
    }

    #[test]
    fn g4_what_a_comment_says() {
        let found = find("# frontlint:ignore=one,two until=2027-01-31 -- a sandbox\nx = 1\n");
        assert_eq!(found[0].lints, ["one", "two"]);
        assert_eq!(found[0].until.as_deref(), Some("2027-01-31"));
        assert_eq!(found[0].reason.as_deref(), Some("a sandbox"));
        assert!(find("# frontlint:ignore\nx = 1\n").is_empty());
        assert!(find("x = \"# frontlint:ignore=l\"\n").is_empty());
    }
}
