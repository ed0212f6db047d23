//! Terraform's own syntax → the tree.

use super::crowd;
use super::draft;
use super::parts;
use super::references::{self, Chain};
use super::text::Span;
use super::tree::{self, Attribute, Block, Body, Item, Named, Value};
use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object, ObjectKey};
use hcl_edit::structure::{self, Structure};

/// Reads a file's declarations. On failure, says why and at which offset of `text`.
pub(super) fn read(text: &str, file: usize, base: usize) -> Result<Vec<Item>, (usize, String)> {
    if let Some(start) = crowd::crowded(text) {
        return Err((start, "an object has too many members".to_owned()));
    }
    let body = hcl_edit::parser::parse_body(text)
        .map_err(|error| (error.location().offset(), error.message().to_owned()))?;
    let reader = Reader { file, base };
    let mut items = Vec::new();
    for block in body.blocks() {
        let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
        match (block.ident.as_str(), labels.as_slice()) {
            (mode @ ("resource" | "data"), &[type_name, name]) => {
                let address = tree::address(mode == "data", type_name, name);
                items.push(Item::Resource(address, reader.block(block, &[])));
            }
            ("module", &[name]) => {
                items.push(Item::Call(name.to_owned(), reader.block(block, &[])));
            }
            ("locals", []) => {
                for local in block.body.attributes() {
                    let name = local.key.to_string();
                    let spelling = references::spelling(&local.value);
                    items.push(Item::Local(name.clone(), spelling));
                    let made = Named::Local(name);
                    items.push(Item::Value(made.clone(), reader.of(&local.value)));
                    items.extend(parts::of(&local.value).map(|parts| Item::Made(made, parts)));
                }
            }
            ("output", &[name]) => {
                if let Some(value) = block.body.get_attribute("value") {
                    let spelling = references::spelling(&value.value);
                    items.push(Item::Output(name.to_owned(), spelling));
                    let made = Named::Output(name.to_owned());
                    items.push(Item::Value(made.clone(), reader.of(&value.value)));
                    items.extend(parts::of(&value.value).map(|parts| Item::Made(made, parts)));
                }
            }
            _ => {}
        }
    }
    Ok(items)
}

/// The iterator of an enclosing `dynamic` block, and what its `for_each` refers to.
pub(super) type Bound = (String, Vec<Chain>);

/// The chains with those of iterators replaced by what the iterators stand for.
pub(super) fn without_iterators(chains: Vec<Chain>, iterators: &[Bound]) -> Vec<Chain> {
    let mut kept = Vec::new();
    let mut meant = Vec::new();
    for chain in chains {
        let head = chain
            .last()
            .and_then(|shortest| shortest.split(['.', '[']).next());
        // The innermost of two iterators with one name is the one in scope.
        match iterators.iter().rev().find(|(name, _)| head == Some(name)) {
            Some((_, for_each)) => tree::add(&mut meant, for_each),
            None => kept.push(chain),
        }
    }
    tree::add(&mut kept, &meant);
    kept
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

    /// Where an expression is written.
    fn of(&self, value: &Expression) -> Span {
        let span = value.span().unwrap_or_default();
        self.span(span.start, span.end)
    }

    fn block(&self, block: &structure::Block, iterators: &[Bound]) -> Block {
        Block {
            name: block.ident.to_string(),
            header: self.header(block),
            body: self.body(&block.body, iterators),
            close: block.span().map(|span| self.base + span.end - 1),
            dynamic: None,
            repeated: None,
        }
    }

    /// From the block's identifier to its last label.
    fn header(&self, block: &structure::Block) -> Span {
        let ident = block.ident.span().unwrap_or_default();
        let end = block
            .labels
            .last()
            .and_then(|label| label.span())
            .unwrap_or(ident.clone())
            .end;
        self.span(ident.start, end)
    }

    fn body(&self, body: &structure::Body, iterators: &[Bound]) -> Body {
        let mut result = Body::default();
        for part in body {
            match part {
                Structure::Attribute(attribute) => {
                    result.attributes.push(self.attribute(attribute, iterators));
                }
                Structure::Block(block) if block.has_ident("dynamic") => {
                    result.blocks.extend(self.dynamic(block, iterators));
                }
                Structure::Block(block) => result.blocks.push(self.block(block, iterators)),
            }
        }
        result
    }

    fn dynamic(&self, block: &structure::Block, iterators: &[Bound]) -> Option<Block> {
        let label = block.labels.first()?.as_str();
        let value = |name| {
            block
                .body
                .get_attribute(name)
                .map(|attribute| &attribute.value)
        };
        let for_each = value("for_each").map(references::of).unwrap_or_default();
        let for_each = without_iterators(for_each, iterators);
        let iterator = value("iterator").and_then(Expression::as_variable);
        let iterator = iterator.map_or(label, |name| name.as_str());

        let mut inner = iterators.to_vec();
        inner.push((iterator.to_owned(), for_each.clone()));
        let content = block.body.get_blocks("content").next();
        Some(Block {
            name: label.to_owned(),
            header: self.header(block),
            body: content
                .map(|content| self.body(&content.body, &inner))
                .unwrap_or_default(),
            close: None,
            dynamic: Some(for_each),
            repeated: value("for_each").map(|value| (iterator.to_owned(), self.of(value))),
        })
    }

    fn attribute(&self, attribute: &structure::Attribute, iterators: &[Bound]) -> Attribute {
        let key = attribute.key.span().unwrap_or_default();
        let value = attribute.value.span().unwrap_or(key.clone());
        let (references, spelling) = match iterators {
            [] => (Vec::new(), Some(references::spelling(&attribute.value))),
            _ => {
                let references = references::of(&attribute.value);
                (without_iterators(references, iterators), None)
            }
        };
        Attribute {
            name: attribute.key.to_string(),
            span: self.span(key.start, value.end),
            written: self.span(value.start, value.end),
            value: self.value(&attribute.value),
            references,
            // A literal stands in the plan as it is.
            parts: match &attribute.value {
                Expression::String(_) => None,
                value if iterators.is_empty() => parts::of(value),
                _ => None,
            },
            spelling,
            draft: draft::of(&attribute.value),
        }
    }

    fn value(&self, value: &Expression) -> Value {
        match value {
            Expression::Object(object) => Value::Object(self.members(object)),
            Expression::Array(array) => {
                Value::List(array.iter().map(|item| self.value(item)).collect())
            }
            Expression::Parenthesis(inner) => self.value(inner.inner()),
            _ => Value::Other,
        }
    }

    fn members(&self, object: &Object) -> Vec<Attribute> {
        let member = |(key, value): (&ObjectKey, &hcl_edit::expr::ObjectValue)| {
            let name = match key {
                ObjectKey::Ident(name) => name.as_str(),
                ObjectKey::Expression(Expression::String(name)) => name.as_str(),
                ObjectKey::Expression(_) => return None,
            };
            let span = value.expr().span().unwrap_or_default();
            let start = key.span().map_or(span.start, |span| span.start);
            Some(Attribute {
                name: name.to_owned(),
                span: self.span(start, span.end),
                written: self.span(span.start, span.end),
                value: self.value(value.expr()),
                references: Vec::new(),
                parts: None,
                spelling: None,
                draft: None,
            })
        };
        object.iter().filter_map(member).collect()
    }
}
