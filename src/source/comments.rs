//! Comments that suppress findings, and what each stands for.
//!
//! `# frontlint:ignore=lint,lint until=2027-01-31 -- reason` stands for the
//! attribute it is on or above, or for the block whose header it is on or above
//! or that it opens; on a `module` block for everything under the call.
//! `frontlint:ignore-file=` before the first block stands for the file. A comment of several
//! lines stands for what it is above. What is nearly such a comment comes out as well, to be told.

mod directive;
mod found;
mod json;

pub use directive::Form;

use super::crowd;
use super::text::Text;
use directive::{Directive, TOOL, directives};
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
    /// Words between the lints and the reason that say nothing.
    pub strays: Vec<String>,
    /// Whether it stands for a file.
    pub whole_file: bool,
    pub form: Form,
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

/// Finds the suppressions of a file; `paths` are the call paths of its module.
pub(super) fn suppressions(text: &Text, paths: &[Vec<String>]) -> Vec<Suppression> {
    let (base, content) = text.content();
    if !content.to_ascii_lowercase().contains(TOOL) {
        return Vec::new();
    }
    if text.is_json() {
        return json::suppressions(text, paths);
    }
    let parsed = match crowd::crowded(content) {
        Some(_) => None,
        None => hcl_edit::parser::parse_body(content).ok(),
    };
    let Some(body) = parsed else {
        return Vec::new();
    };
    let line_of = |offset: usize| text.line(base + offset);
    let comments = found::comments(content, &body);
    let lines_of_file = lines(content, &comments, &line_of);
    let page = Page {
        items: items(&body, &line_of, true),
        others: others(&lines_of_file),
        lines: lines_of_file,
        paths,
    };
    let mut found = Vec::new();
    for comment in comments {
        let lines = line_of(comment.start)..=line_of(comment.end - 1);
        for (at, directive) in directives(&content[comment]) {
            let scope = page.scope(&lines, directive.whole_file);
            found.push(directive.stands(text, lines.start() + at, scope));
        }
    }
    found
}

/// What a line holds.
#[derive(Clone, Copy, Default)]
struct Line {
    code: bool,
    comment: bool,
}

/// What each line holds, from line 1.
fn lines(content: &str, comments: &[Range<usize>], line_of: &dyn Fn(usize) -> usize) -> Vec<Line> {
    let mut lines = vec![Line::default(); content.split('\n').count() + 1];
    let end = content.len()..content.len();
    let mut at = 0;
    for comment in comments.iter().chain(std::iter::once(&end)) {
        for (text, line) in content[at..comment.start].split('\n').zip(line_of(at)..) {
            lines[line].code |= !text.trim().is_empty();
        }
        let rows = content[comment.clone()].lines();
        for (_, line) in rows.zip(line_of(comment.start)..) {
            lines[line].comment = true;
        }
        at = comment.end;
    }
    lines
}

/// How many lines before each are no comments alone.
fn others(lines: &[Line]) -> Vec<usize> {
    let mut count = 0;
    let mut before = vec![0];
    before.extend(lines.iter().map(|line| {
        count += usize::from(!line.comment || line.code);
        count
    }));
    before
}

/// A file, as far as comments stand for parts of it.
struct Page<'p> {
    /// In the order of the file.
    items: Vec<Item>,
    /// From line 1.
    lines: Vec<Line>,
    others: Vec<usize>,
    /// The call paths of its module.
    paths: &'p [Vec<String>],
}

impl Page<'_> {
    /// What a comment on these lines stands for.
    fn scope(&self, lines: &RangeInclusive<usize>, whole_file: bool) -> Scope {
        let (first, last) = (*lines.start(), *lines.end());
        if whole_file {
            let is_before = |item: &Item| item.is_block && item.first < first;
            return match self.items.iter().any(is_before) {
                true => Scope::Nothing,
                false => Scope::File,
            };
        }
        let with_code = [first, last]
            .into_iter()
            .find(|line| self.lines[*line].code);
        let stands_for = match with_code {
            Some(line) => on_line(line, &self.items),
            None => self.above_or_in(first, last),
        };
        stands_for.map_or(Scope::Nothing, |item| item.scope(self.paths))
    }

    /// What a comment without code beside it is directly above, or which block it is in.
    fn above_or_in(&self, first: usize, last: usize) -> Option<&Item> {
        let holder = innermost(first, &self.items);
        let siblings = holder.map_or(self.items.as_slice(), |holder| &holder.inner);
        let are_comments = |lines: Range<usize>| {
            let [before, until] = [lines.start, lines.end].map(|line| self.others.get(line));
            lines.is_empty() || before == until
        };
        if let Some(holder) = holder.filter(|holder| are_comments(holder.first + 1..first)) {
            return Some(holder);
        }
        let below = siblings.get(siblings.partition_point(|item| item.first <= last));
        below
            .filter(|below| are_comments(last + 1..below.first))
            .or(holder)
    }
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

/// The innermost block around a line.
fn innermost(number: usize, items: &[Item]) -> Option<&Item> {
    let before = items.partition_point(|item| item.first < number);
    let holder = items[..before].last()?;
    if !holder.is_block || number > holder.last {
        return None;
    }
    Some(innermost(number, &holder.inner).unwrap_or(holder))
}

/// The attribute, or the block by its header, that a comment behind code is on.
fn on_line(number: usize, items: &[Item]) -> Option<&Item> {
    let begun = items.partition_point(|item| item.first <= number);
    let item = items[..begun].last().filter(|item| number <= item.last)?;
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

impl Directive {
    fn stands(self, text: &Text, line: usize, scope: Scope) -> Suppression {
        Suppression {
            file: text.path.clone(),
            line,
            lints: self.lints,
            until: self.until,
            reason: self.reason,
            strays: self.strays,
            whole_file: self.whole_file,
            form: self.form,
            scope,
        }
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
    fn g4_comments_of_several_lines_and_beside_code() {
        let block = "resource \"a\" \"b\" {\n  x = 1\n}\n";
        check(
            &format!("/*\n * frontlint:ignore=l\n * -- a reason\n */\n{block}"),
            &[(2, Scope::Lines(5..=7))],
        );
        check(
            &format!("/* text\n\n   frontlint:ignore=l */ # more\n// more\n{block}"),
            &[(3, Scope::Lines(5..=7))],
        );
        check(
            &format!("/* frontlint:ignore=l */ {block}"),
            &[(1, Scope::Lines(1..=3))],
        );
        check(
            &format!("/*\nfrontlint:ignore=l */ {block}"),
            &[(2, Scope::Lines(2..=4))],
        );
        check(
            &format!("/*\nfrontlint:ignore=l */\n\n{block}"),
            &[(2, Scope::Nothing)],
        );
        check(
            "a {\n  /*\n  frontlint:ignore=l\n  */\n  x = 1\n\n  y = 2 /* frontlint:ignore=l\n  */\n}\n",
            &[(3, Scope::Lines(1..=9)), (7, Scope::Lines(7..=7))],
        );
        check(
            "a {\n  x = 1\n  /* frontlint:ignore-file=l\n  frontlint:ignore=m */\n  y = 2\n}\n",
            &[(3, Scope::Nothing), (4, Scope::Lines(5..=5))],
        );
    }

    #[test]
    fn g4_texts_are_no_comments() {
        check("x = \"# frontlint:ignore=l\"\n", &[]);
        check("x = <<EOT\n# frontlint:ignore=l\nEOT\n", &[]);
        check("x = <<-EOT\n  /*\n  frontlint:ignore=l */\n  EOT\n", &[]);
        check(
            "\u{feff}# frontlint:ignore=l\r\nx = 1\r\n",
            &[(1, Scope::Lines(2..=2))],
        );
    }
}
