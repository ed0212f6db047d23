//! Terraform's own syntax → its JSON syntax. The order of the source is kept.

use hcl_edit::Span;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Block, Body, Structure};
use std::fmt::Write;

/// A file, with blocks as objects where there is one and as lists else, or always as lists.
pub(crate) fn file(hcl: &str, lists: bool) -> String {
    let body = hcl_edit::parser::parse_body(hcl).expect("a case parses");
    let writer = Writer { hcl, lists };
    let mut sections: Vec<(String, Vec<Json>)> = Vec::new();
    for block in body.blocks() {
        let mut section = writer.body(&block.body);
        for label in block.labels.iter().rev() {
            section = Json::Object(vec![(label.as_str().to_owned(), section)]);
        }
        add(&mut sections, block.ident.as_str(), section);
    }
    let sections = sections.into_iter();
    let sections = sections.map(|(name, parts)| (name, Json::List(parts)));
    let mut text = String::new();
    Json::Object(sections.collect()).write(0, &mut text);
    text
}

enum Json {
    Object(Vec<(String, Json)>),
    List(Vec<Json>),
    /// As it is written.
    Raw(String),
}

impl Json {
    fn text(text: &str) -> Self {
        Self::Raw(serde_json::to_string(text).expect("a text"))
    }

    fn write(&self, depth: usize, text: &mut String) {
        let indent = "  ".repeat(depth + 1);
        match self {
            Self::Raw(raw) => *text += raw,
            Self::Object(members) => {
                *text += "{";
                for (at, (name, member)) in members.iter().enumerate() {
                    let comma = if at == 0 { "" } else { "," };
                    let name = serde_json::to_string(name).expect("a text");
                    write!(text, "{comma}\n{indent}{name}: ").expect("a text takes more");
                    member.write(depth + 1, text);
                }
                *text += "}";
            }
            Self::List(items) => {
                *text += "[";
                for (at, item) in items.iter().enumerate() {
                    *text += if at == 0 { "" } else { ", " };
                    item.write(depth + 1, text);
                }
                *text += "]";
            }
        }
    }
}

struct Writer<'h> {
    hcl: &'h str,
    lists: bool,
}

fn add(named: &mut Vec<(String, Vec<Json>)>, name: &str, one: Json) {
    match named.iter_mut().find(|(other, _)| other == name) {
        Some((_, all)) => all.push(one),
        None => named.push((name.to_owned(), vec![one])),
    }
}

impl Writer<'_> {
    fn body(&self, body: &Body) -> Json {
        let mut members: Vec<(String, Vec<Json>)> = Vec::new();
        let mut values = Vec::new();
        for part in body {
            match part {
                Structure::Attribute(attribute) => {
                    let value = match attribute.key.as_str() {
                        // Names, not expressions.
                        "depends_on" | "ignore_changes" | "replace_triggered_by" => {
                            self.names(&attribute.value)
                        }
                        "iterator" | "provider" => Json::text(self.source(&attribute.value).trim()),
                        _ => self.value(&attribute.value),
                    };
                    values.push(attribute.key.to_string());
                    add(&mut members, attribute.key.as_str(), value);
                }
                Structure::Block(block) => {
                    let (name, value) = self.block(block);
                    add(&mut members, name, value);
                }
            }
        }
        let members = members.into_iter().map(|(name, mut all)| {
            let is_one = all.len() == 1 && (values.contains(&name) || !self.lists);
            let value = match all.pop() {
                Some(only) if is_one => only,
                last => {
                    all.extend(last);
                    Json::List(all)
                }
            };
            (name, value)
        });
        Json::Object(members.collect())
    }

    fn block<'b>(&self, block: &'b Block) -> (&'b str, Json) {
        let mut body = self.body(&block.body);
        for label in block.labels.iter().rev() {
            body = Json::Object(vec![(label.as_str().to_owned(), body)]);
        }
        (block.ident.as_str(), body)
    }

    fn source(&self, expression: &Expression) -> &str {
        let span = expression.span().expect("what is parsed has a span");
        &self.hcl[span]
    }

    fn names(&self, expression: &Expression) -> Json {
        let Expression::Array(items) = expression else {
            return Json::text(self.source(expression));
        };
        let names = items.iter();
        Json::List(names.map(|name| Json::text(self.source(name))).collect())
    }

    fn value(&self, expression: &Expression) -> Json {
        match expression {
            Expression::Null(_) => Json::Raw("null".into()),
            Expression::Bool(value) => Json::Raw(value.to_string()),
            Expression::Number(value) => Json::Raw(value.to_string()),
            Expression::String(text) => {
                let escaped = text.value().replace("${", "$${").replace("%{", "%%{");
                Json::text(&escaped)
            }
            Expression::Array(items) => {
                Json::List(items.iter().map(|item| self.value(item)).collect())
            }
            Expression::Object(object) => {
                let members = object.iter().map(|(key, value)| {
                    let key = match key {
                        ObjectKey::Ident(name) => name.to_string(),
                        ObjectKey::Expression(Expression::String(name)) => name.to_string(),
                        ObjectKey::Expression(key) => format!("${{{}}}", self.source(key)),
                    };
                    (key, self.value(value.expr()))
                });
                Json::Object(members.collect())
            }
            // A template whose parts need no escapes.
            Expression::StringTemplate(_) if !self.source(expression).contains('\\') => {
                let quoted = self.source(expression);
                Json::text(&quoted[1..quoted.len() - 1])
            }
            other => Json::text(&format!("${{{}}}", self.source(other))),
        }
    }
}
