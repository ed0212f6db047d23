//! Terraform's JSON syntax → the tree.
//!
//! Without the provider's schema an object may be a block or a value. It becomes an attribute
//! whose value is blocks, and serves as either.

pub(super) mod expression;

use super::hcl::{Bound, without_iterators};
use super::scan::{self, Kind, Member, Node};
use super::text::Span;
use super::tree::{self, Attribute, Block, Body, Item, Named, Value};
use crate::plan::Part;
use expression::{references, spelling};

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
                    if let Some(Member { value, .. }) = value {
                        items.push(Item::Output(first.key.clone(), spelling(value)));
                        items.extend(reader.named(Named::Output(first.key.clone()), value));
                    }
                }
                "locals" => {
                    items.push(Item::Local(first.key.clone(), spelling(&first.value)));
                    items.extend(reader.named(Named::Local(first.key.clone()), &first.value));
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

/// Values that nest deeper in a resource are not told as a whole.
const DEEPEST_VALUE: usize = 6;

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

    fn of(&self, node: &Node) -> Span {
        self.span(node.start, node.end)
    }

    /// Where a local or an output is written, and what it is made of.
    fn named(&self, name: Named, value: &Node) -> impl Iterator<Item = Item> {
        let made = expression::parts(value).map(|parts| Item::Made(name.clone(), parts));
        std::iter::once(Item::Value(name, self.of(value))).chain(made)
    }

    fn block(&self, member: &Member, bound: &[Bound]) -> Block {
        let header = self.span(member.start, member.key_end);
        self.block_of(member, header, &member.value, (bound, 0))
    }

    fn block_of(&self, member: &Member, header: Span, value: &Node, inside: Inside<'_>) -> Block {
        Block {
            name: member.key.clone(),
            header,
            body: self.body(value, inside),
            close: None,
            dynamic: None,
            repeated: None,
        }
    }

    fn body(&self, node: &Node, inside: Inside<'_>) -> Body {
        let mut body = Body::default();
        for member in members(node) {
            if member.key == "dynamic" {
                let blocks = members(&member.value).flat_map(each);
                let blocks =
                    blocks.map(|(inner, header, value)| self.dynamic(inner, header, value, inside));
                body.blocks.extend(blocks);
            } else {
                body.attributes.push(self.attribute(member, inside));
            }
        }
        body
    }

    fn dynamic(
        &self,
        member: &Member,
        header: (usize, usize),
        value: &Node,
        (bound, depth): Inside<'_>,
    ) -> Block {
        let part = |name| members(value).find(|part| part.key == name);
        let written = part("for_each").map(|part| &part.value);
        let for_each = written.map(references).unwrap_or_default();
        let for_each = without_iterators(for_each, bound);
        let iterator = match part("iterator").map(|part| &part.value.kind) {
            Some(Kind::String(name)) => name,
            _ => &member.key,
        };
        let mut inner = bound.to_vec();
        inner.push((iterator.clone(), for_each.clone()));
        let body = part("content").map(|content| self.body(&content.value, (&inner, depth + 1)));
        Block {
            name: member.key.clone(),
            header: self.span(header.0, header.1),
            body: body.unwrap_or_default(),
            close: None,
            dynamic: Some(for_each),
            repeated: written.map(|written| (iterator.clone(), self.of(written))),
        }
    }

    fn attribute(&self, member: &Member, inside: Inside<'_>) -> Attribute {
        let (bound, depth) = inside;
        let value = self.value(member, inside);
        // What nests deeper is blocks, of which each attribute is told by itself.
        let is_told = depth < DEEPEST_VALUE || !matches!(value, Value::Blocks(_));
        let (references, spelling) = match bound {
            _ if !is_told => (Vec::new(), None),
            [] => (Vec::new(), Some(spelling(&member.value))),
            _ => (without_iterators(references(&member.value), bound), None),
        };
        let parts = expression::parts(&member.value)
            // A literal stands in the plan as it is.
            .filter(|parts| bound.is_empty() && !matches!(parts.as_slice(), [Part::Text(_)]));
        Attribute {
            name: member.key.clone(),
            span: self.span(member.start, member.value.end),
            written: self.of(&member.value),
            value,
            references,
            parts,
            spelling,
            draft: expression::draft(&member.value),
        }
    }

    fn value(&self, member: &Member, (bound, depth): Inside<'_>) -> Value {
        let is_object = |node: &Node| matches!(node.kind, Kind::Object(_));
        match &member.value.kind {
            Kind::Object(_) => Value::Blocks(self.blocks(member, (bound, depth + 1))),
            Kind::Array(items) if !items.is_empty() && items.iter().all(is_object) => {
                Value::Blocks(self.blocks(member, (bound, depth + 1)))
            }
            _ => Value::Other,
        }
    }

    fn blocks(&self, member: &Member, inside: Inside<'_>) -> Vec<Block> {
        let blocks = each(member);
        let block = |(member, header, value): Each<'_>| {
            self.block_of(member, self.span(header.0, header.1), value, inside)
        };
        blocks.map(block).collect()
    }
}

/// The `dynamic` blocks around a value, and how deep it stands in its resource.
type Inside<'b> = (&'b [Bound], usize);

/// A block with the member that names it, and where what stands for its header starts and ends.
type Each<'n> = (&'n Member, (usize, usize), &'n Node);

/// The blocks of a name: an object, or each of a list.
fn each<'n>(member: &'n Member) -> Box<dyn Iterator<Item = Each<'n>> + 'n> {
    let key = (member.start, member.key_end);
    match &member.value.kind {
        Kind::Array(items) if items.len() > 1 => {
            let item = move |item: &'n Node| (member, (item.start, item.end), item);
            Box::new(items.iter().map(item))
        }
        Kind::Array(items) => Box::new(items.iter().map(move |item| (member, key, item))),
        _ => Box::new(std::iter::once((member, key, &member.value))),
    }
}
