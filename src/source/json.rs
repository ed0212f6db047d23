//! Terraform's JSON syntax → the tree.
//!
//! Without the provider's schema an object may be a block or a value; both become attributes,
//! which lead a place to the same lines.

use super::hcl::{Bound, without_iterators};
use super::references::{self, Chain};
use super::scan::{self, Kind, Member, Node};
use super::text::Span;
use super::tree::{self, Attribute, Block, Body, Item, Value};
use crate::plan::Spelling;

/// Reads a file's declarations. On failure, says why and at which offset of `text`.
pub(super) fn read(text: &str, file: usize, base: usize) -> Result<Vec<Item>, (usize, String)> {
    let root = scan::read(text)?;
    let reader = Reader { file, base };
    let mut items = Vec::new();
    for section in members(&root) {
        for first in members(&section.value) {
            let block = |member| reader.block(member, &[]);
            match section.key.as_str() {
                mode @ ("resource" | "data") => {
                    items.extend(members(&first.value).map(|second| {
                        let address = tree::address(mode == "data", &first.key, &second.key);
                        Item::Resource(address, block(second))
                    }));
                }
                "module" => items.push(Item::Call(first.key.clone(), block(first))),
                "output" => {
                    let value = members(&first.value).find(|part| part.key == "value");
                    items.extend(
                        value.map(|value| Item::Output(first.key.clone(), spelling(&value.value))),
                    );
                }
                "locals" => {
                    items.push(Item::Local(first.key.clone(), spelling(&first.value)));
                }
                _ => {}
            }
        }
    }
    Ok(items)
}

/// The members of an object, or of all objects of a list: blocks may be written either way.
fn members(node: &Node) -> Box<dyn Iterator<Item = &Member> + '_> {
    match &node.kind {
        Kind::Object(members) => Box::new(members.iter().filter(|member| member.key != "//")),
        Kind::Array(items) => Box::new(items.iter().flat_map(members)),
        Kind::String(_) | Kind::Other => Box::new(std::iter::empty()),
    }
}

fn spelling(node: &Node) -> Spelling {
    let mut whole = Spelling::default();
    spell(node, &mut whole);
    whole
}

fn spell(node: &Node, whole: &mut Spelling) {
    let template = |text: &str, whole: &mut Spelling| {
        if let Ok(template) = hcl_edit::parser::parse_template(text) {
            let part = references::spelling_of_template(&template);
            whole.chains.extend(part.chains);
            whole.tails.extend(part.tails);
        }
    };
    match &node.kind {
        Kind::Object(members) => members.iter().for_each(|member| {
            template(&member.key, whole);
            spell(&member.value, whole);
        }),
        Kind::Array(items) => items.iter().for_each(|item| spell(item, whole)),
        Kind::String(text) => template(text, whole),
        Kind::Other => {}
    }
}

fn references(node: &Node) -> Vec<Chain> {
    let template = |text: &str| {
        let template = hcl_edit::parser::parse_template(text);
        template
            .map(|template| references::of_template(&template))
            .unwrap_or_default()
    };
    match &node.kind {
        Kind::Object(members) => {
            let member = |member: &Member| [template(&member.key), references(&member.value)];
            members.iter().flat_map(member).flatten().collect()
        }
        Kind::Array(items) => items.iter().flat_map(references).collect(),
        Kind::String(text) => template(text),
        Kind::Other => Vec::new(),
    }
}

struct Reader {
    file: usize,
    base: usize,
}

impl Reader {
    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start: self.base + start,
            end: self.base + end,
        }
    }

    fn block(&self, member: &Member, bound: &[Bound]) -> Block {
        Block {
            name: member.key.clone(),
            header: self.span(member.start, member.key_end),
            body: self.body(&member.value, bound),
            close: None,
            dynamic: None,
            repeated: None,
        }
    }

    fn body(&self, node: &Node, bound: &[Bound]) -> Body {
        let mut body = Body::default();
        for member in members(node) {
            if member.key == "dynamic" {
                body.blocks
                    .extend(members(&member.value).map(|inner| self.dynamic(inner, bound)));
            } else {
                body.attributes.push(self.attribute(member, bound));
            }
        }
        body
    }

    fn dynamic(&self, member: &Member, bound: &[Bound]) -> Block {
        let part = |name| members(&member.value).find(|part| part.key == name);
        let for_each = part("for_each")
            .map(|part| references(&part.value))
            .unwrap_or_default();
        let for_each = without_iterators(for_each, bound);
        let iterator = match part("iterator").map(|part| &part.value.kind) {
            Some(Kind::String(name)) => name,
            _ => &member.key,
        };
        let mut inner = bound.to_vec();
        inner.push((iterator.clone(), for_each.clone()));
        let body = part("content").map(|content| self.body(&content.value, &inner));
        Block {
            name: member.key.clone(),
            header: self.span(member.start, member.key_end),
            body: body.unwrap_or_default(),
            close: None,
            dynamic: Some(for_each),
            repeated: None,
        }
    }

    fn attribute(&self, member: &Member, bound: &[Bound]) -> Attribute {
        let (references, spelling) = match bound {
            [] => (Vec::new(), Some(spelling(&member.value))),
            _ => (without_iterators(references(&member.value), bound), None),
        };
        Attribute {
            name: member.key.clone(),
            span: self.span(member.start, member.value.end),
            written: self.span(member.value.start, member.value.end),
            value: self.value(&member.value),
            references,
            parts: None,
            spelling,
            draft: None,
        }
    }

    fn value(&self, node: &Node) -> Value {
        match &node.kind {
            Kind::Object(_) => Value::Object(
                members(node)
                    .map(|member| self.attribute(member, &[]))
                    .collect(),
            ),
            Kind::Array(items) => Value::List(items.iter().map(|item| self.value(item)).collect()),
            Kind::String(_) | Kind::Other => Value::Other,
        }
    }
}
