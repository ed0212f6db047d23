//! The same in the JSON syntax, which has no comments but a key `"//"` in each block: a text, a
//! list of texts, or an object such as CDKTF writes, with a text in it anywhere.

use super::super::scan::{self, Kind, Member, Node};
use super::super::text::Text;
use super::directive::{MARK, directives};
use super::{Scope, Suppression};

/// Finds the suppressions of a file; `paths` are the call paths of its module.
pub(super) fn suppressions(text: &Text, paths: &[Vec<String>]) -> Vec<Suppression> {
    let (base, content) = text.content();
    let Ok(root) = scan::read(content) else {
        return Vec::new();
    };
    let mut walk = Walk {
        text,
        base,
        paths,
        found: Vec::new(),
    };
    walk.object(&root, 0, &Holder::File);
    walk.found.sort_by_key(|found| found.line);
    walk.found
}

/// What the key stands in.
enum Holder<'n> {
    File,
    /// The `module` section of the file.
    Modules,
    Call(&'n str),
    Block,
}

struct Walk<'t> {
    text: &'t Text,
    base: usize,
    paths: &'t [Vec<String>],
    found: Vec<Suppression>,
}

impl Walk<'_> {
    /// Looks through what starts at an offset, that of its name where it has one.
    fn object(&mut self, node: &Node, start: usize, holder: &Holder<'_>) {
        match &node.kind {
            Kind::Object(members) => {
                for member in members {
                    if member.key == "//" {
                        self.comment(&member.value, &self.scope(start, node.end, holder));
                    } else {
                        self.object(&member.value, member.start, &holder.inside(member));
                    }
                }
            }
            Kind::Array(items) => {
                for item in items {
                    let start = if items.len() == 1 { start } else { item.start };
                    self.object(item, start, holder);
                }
            }
            Kind::String(_) | Kind::Other => {}
        }
    }

    fn scope(&self, start: usize, end: usize, holder: &Holder<'_>) -> Scope {
        let part = self.base + start..self.base + end;
        match holder {
            Holder::File => Scope::File,
            Holder::Modules | Holder::Block => Scope::Part(part, Vec::new()),
            Holder::Call(name) => {
                let below = |path: &Vec<String>| [path.as_slice(), &[(*name).to_owned()]].concat();
                Scope::Part(part, self.paths.iter().map(below).collect())
            }
        }
    }

    fn comment(&mut self, node: &Node, scope: &Scope) {
        match &node.kind {
            Kind::String(text) => self.told(text, node.start, scope),
            Kind::Array(items) => items.iter().for_each(|item| self.comment(item, scope)),
            Kind::Object(members) => {
                for Member { key, value, .. } in members {
                    match &value.kind {
                        Kind::String(text) if key == "frontlint" && !text.contains(MARK) => {
                            self.told(&format!("{key}:{text}"), value.start, scope);
                        }
                        Kind::String(text) if key.starts_with(MARK) => {
                            self.told(&format!("{key}={text}"), value.start, scope);
                        }
                        _ => self.comment(value, scope),
                    }
                }
            }
            Kind::Other => {}
        }
    }

    fn told(&mut self, text: &str, at: usize, scope: &Scope) {
        for (_, directive) in directives(text) {
            let scope = match (directive.whole_file, scope) {
                (true, Scope::File) => Scope::File,
                (true, _) | (false, Scope::File) => Scope::Nothing,
                (false, scope) => scope.clone(),
            };
            let line = self.text.line(self.base + at);
            self.found.push(directive.stands(self.text, line, scope));
        }
    }
}

impl<'n> Holder<'n> {
    fn inside(&self, member: &'n Member) -> Holder<'n> {
        match self {
            Self::File if member.key == "module" => Self::Modules,
            Self::Modules => Holder::Call(&member.key),
            _ => Self::Block,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::File;
    use super::*;

    /// Line, lint and what it stands for: the text of that part, or else.
    #[track_caller]
    fn check(text: &str, expected: &[(usize, &str, &str)]) {
        let file = Text::new(File {
            path: "main.tf.json".into(),
            text: text.into(),
        });
        let found = super::super::suppressions(&file, &[Vec::new(), vec!["a".into()]]);
        let shown = found.iter().map(|one| {
            let scope = match &one.scope {
                Scope::Part(part, calls) => {
                    let calls: Vec<_> = calls.iter().map(|call| call.join(".")).collect();
                    format!("{} {}", &text[part.clone()][..4], calls.join(" "))
                }
                other => format!("{other:?}"),
            };
            (one.line, one.lints.join(","), scope.trim().to_owned())
        });
        let expected = expected
            .iter()
            .map(|(line, lints, scope)| (*line, (*lints).to_owned(), (*scope).to_owned()));
        assert_eq!(shown.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn g4_comments_of_the_json_syntax() {
        check(
            r##"{
              "//": ["frontlint:ignore-file=f", "frontlint:ignore=n"],
              "resource": {"aws_lb": {
                "app": {"//": "frontlint:ignore=a -- a trial", "name": "x"},
                "two": [{"//": ["text", "# frontlint:ignore=b,c"]}],
                "six": {
                  "//": {"metadata": {"path": "x/six", "note": "frontlint:ignore=d"}},
                  "log": [{"//": "frontlint:ignore=e"}, {"on": true}]
                }
              }},
              "module": {
                "far": {"//": "frontlint:ignore=m", "x": {"//": "frontlint:ignore-file=x"}}
              }
            }"##,
            &[
                (2, "f", "File"),
                (2, "n", "Nothing"),
                (4, "a", "\"app"),
                (5, "b,c", "\"two"),
                (7, "d", "\"six"),
                (8, "e", "{\"//"),
                (12, "m", "\"far far a.far"),
                (12, "x", "Nothing"),
            ],
        );
    }

    #[test]
    fn g4_comments_with_a_key_of_their_own() {
        check(
            r#"{"data": {"x": {"y": {"//": {
              "frontlint": "ignore=a",
              "frontlint:ignore": "b until=2027-01-31",
              "other": "frontlint"
            }}}}}"#,
            &[(2, "a", "\"y\":"), (3, "b", "\"y\":")],
        );
        check("{", &[]);
    }
}
