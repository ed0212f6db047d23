//! What a change of one attribute is in the text of a file.
//!
//! Only what stands in a file of the repository as a literal, or as a plain reference, is
//! rewritten: a value that arrives through a variable, a local or a `dynamic` block may be
//! somebody else's as well.

use super::text::{Span, Text, code};
use super::tree::{self, Attribute, Block, Body};
use super::{Sought, Sources, Step};
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};

/// What to do to an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewrite {
    /// Gives it a value, an expression of Terraform's language; adds it where it is missing.
    Value(String),
    /// Takes another attribute of the resource that it refers to, which is of that type.
    Attribute {
        of: &'static str,
        name: &'static str,
    },
    /// Puts a text before a text, or before a reference to an attribute of a resource.
    Prefix(&'static str),
    /// Replaces texts among those of a list: what stands there, and what to write.
    Members(Vec<(String, String)>),
    /// Adds a member to a list, or the list itself where it is missing.
    Also(String),
}

/// A change of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// As the caller named it.
    pub file: String,
    /// From 1: the line that changes, or below which one is added.
    pub line: usize,
    /// The bytes that it replaces, all on that line; none where it only adds.
    pub start: usize,
    pub end: usize,
    /// From 1, in UTF-16 code units, end exclusive.
    pub column: usize,
    pub end_column: usize,
    /// What takes their place.
    pub text: String,
    /// The attribute as it reads then.
    pub attribute: String,
}

impl Patch {
    /// Whether it adds lines and replaces nothing.
    pub fn adds(&self) -> bool {
        self.start == self.end
    }
}

impl Sources {
    /// Finds what a rewrite changes in the working tree; `None` where it takes more than that.
    pub fn patch(&self, place: &Sought<'_>, rewrite: &Rewrite) -> Option<Patch> {
        let address = tree::address(place.data, place.type_name, place.name);
        let module = self
            .module(place.module)
            .filter(|_| self.is_working_tree())?;
        let block = static_block(module.resources.get(&address)?, place.path)?;
        let name = &place.path.last()?.name;
        // JSON has another syntax for each of these.
        block.close?;
        let text = self.files.get(block.header.file)?;
        match block.body.attribute(name) {
            Some(attribute) => replaced(self.files.get(attribute.span.file)?, attribute, rewrite),
            None => added(text, block, name, rewrite),
        }
    }
}

/// The innermost block on a path, when each on the way is written out and no other can be meant.
fn static_block<'a>(block: &'a Block, path: &[Step]) -> Option<&'a Block> {
    let [step, rest @ ..] = path else { return None };
    if rest.is_empty() {
        return Some(block);
    }
    let named = block.body.blocks_named(&step.name);
    if named.iter().any(|inner| inner.dynamic.is_some()) {
        return None;
    }
    let inner = match (step.block, named.as_slice()) {
        (Some(at), named) => named.get(at)?,
        (None, [only]) => only,
        (None, _) => return None,
    };
    static_block(inner, rest)
}

fn replaced(text: &Text, attribute: &Attribute, rewrite: &Rewrite) -> Option<Patch> {
    let span = attribute.written;
    let written = text.whole.get(span.start..span.end)?;
    let value: Expression = written.parse().ok()?;
    if let (Rewrite::Also(member), Expression::Array(_), true) =
        (rewrite, &value, written.contains('\n'))
    {
        return one_more_line(text, attribute, member);
    }
    let new = rewrite.of(written, &value)?;
    if new == written || written.contains('\n') {
        return None;
    }
    Some(text.patch(span, new.clone(), format!("{} = {new}", attribute.name)))
}

/// Adds a member to a list that has a line for each, below the last of them.
fn one_more_line(text: &Text, attribute: &Attribute, member: &str) -> Option<Patch> {
    let span = attribute.written;
    let list = text.whole.get(span.start..span.end)?;
    let last = list.strip_suffix(']')?.trim_end();
    let line = text.line_around(span.start + last.len())?;
    let whole = text.whole.get(line.start..line.end)?;
    let item = whole.trim_start();
    let indent = whole.get(..whole.len() - item.len())?;
    // A comment, or a member without a comma behind it, takes more than that.
    if line.start <= span.start || !item.ends_with(',') || code(item) != item {
        return None;
    }
    let span = Span {
        start: line.end,
        end: line.end,
        ..span
    };
    let added = format!("{}{indent}{member},", text.newline(line.end));
    let shown = format!("{} = [..., {member}]", attribute.name);
    Some(text.patch(span, added, shown))
}

impl Rewrite {
    /// What takes the place of a written value.
    fn of(&self, written: &str, value: &Expression) -> Option<String> {
        match (self, value) {
            (
                Self::Value(new),
                Expression::String(_)
                | Expression::Bool(_)
                | Expression::Number(_)
                | Expression::Null(_),
            ) => Some(new.clone()),
            (Self::Value(new), Expression::Array(items)) => {
                let literal = |item: &Expression| matches!(item, Expression::String(_));
                items.iter().all(literal).then(|| new.clone())
            }
            (Self::Attribute { of, name }, Expression::Traversal(path)) => {
                let own = last_name(path, of)?;
                Some(format!("{}{name}", written.strip_suffix(own)?))
            }
            (Self::Prefix(prefix), Expression::String(text)) => {
                Some(quoted(&format!("{prefix}{}", text.value())))
            }
            (Self::Prefix(prefix), Expression::Traversal(path)) => {
                is_of_resource(path).then(|| format!("\"{prefix}${{{written}}}\""))
            }
            (Self::Prefix(prefix), Expression::StringTemplate(_)) => {
                let inner = written.strip_prefix("\"${")?.strip_suffix("}\"")?.trim();
                match inner.parse().ok()? {
                    Expression::Traversal(path) if is_of_resource(&path) => {
                        Some(format!("\"{prefix}${{{inner}}}\""))
                    }
                    _ => None,
                }
            }
            (Self::Members(pairs), Expression::Array(items)) => {
                let mut new = written.to_owned();
                for item in items.iter() {
                    let Expression::String(item) = item else {
                        return None;
                    };
                    if let Some((old, other)) = pairs.iter().find(|(old, _)| old == item.value()) {
                        new = new.replacen(&quoted(old), &quoted(other), 1);
                    }
                }
                Some(new)
            }
            (Self::Also(member), Expression::Array(items)) => {
                let before = written.trim_end().strip_suffix(']')?.trim_end();
                let comma = if items.is_empty() || before.ends_with(',') {
                    ""
                } else {
                    ", "
                };
                Some(format!("{before}{comma}{member}]"))
            }
            _ => None,
        }
    }

    /// The value of an attribute that is not written yet.
    fn fresh(&self) -> Option<String> {
        match self {
            Self::Value(value) => Some(value.clone()),
            Self::Also(member) => Some(format!("[{member}]")),
            Self::Attribute { .. } | Self::Prefix(_) | Self::Members(_) => None,
        }
    }
}

/// A text as Terraform's language writes it.
pub fn quoted(text: &str) -> String {
    Expression::from(text).to_string()
}

/// Whether a reference is to a resource: what variables, locals, modules and keys stand for is
/// told elsewhere, and types of resources have the name of their provider before the rest.
fn is_of_resource(path: &Traversal) -> bool {
    let head = path.expr.as_variable();
    head.is_some_and(|head| head.as_str().contains('_'))
}

/// The attribute that a reference to a resource takes.
fn last_name<'e>(path: &'e Traversal, type_name: &str) -> Option<&'e str> {
    path.expr
        .as_variable()
        .filter(|head| head.as_str() == type_name)?;
    match path.operators.last()?.value() {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    }
}

fn added(text: &Text, block: &Block, name: &str, rewrite: &Rewrite) -> Option<Patch> {
    let attribute = format!("{name} = {}", rewrite.fresh()?);
    match (rewrite, block.body.last_before_blocks(text)) {
        (Rewrite::Value(_), Some(neighbour)) => below(text, neighbour, name, attribute),
        (Rewrite::Value(_), None) if !block.body.attributes.is_empty() => None,
        _ => at_the_end(text, block, attribute),
    }
}

/// Adds an attribute below another, with its equals sign below the other's, as
/// `terraform fmt` writes them.
fn below(text: &Text, neighbour: &Attribute, name: &str, attribute: String) -> Option<Patch> {
    let line = text.line_around(neighbour.span.start)?;
    let whole = text.whole.get(line.start..line.end)?;
    let indent = text.whole.get(line.start..neighbour.span.start)?;
    let key = text
        .whole
        .get(neighbour.span.start..neighbour.written.start)?;
    let width = key.find('=')?.checked_sub(1)?;
    if !indent.trim().is_empty() || whole.contains("/*") {
        return None;
    }
    let value = attribute.get(name.len()..)?.trim_start();
    let newline = text.newline(line.end);
    let (gap, line_text) = match name.len() <= width {
        true => (newline.to_owned(), format!("{name:width$} {value}")),
        // A group of its own: the others would have to move.
        false => (newline.repeat(2), attribute.clone()),
    };
    let new = format!("{gap}{indent}{line_text}");
    let span = Span {
        start: line.end,
        end: line.end,
        ..neighbour.span
    };
    Some(text.patch(span, new, attribute))
}

/// Adds an attribute as the last of a block, apart from the others.
fn at_the_end(text: &Text, block: &Block, attribute: String) -> Option<Patch> {
    let line = text.line_around(block.close?)?;
    let indent = text.whole.get(line.start..block.close?)?;
    let before = text.line_around(line.start.checked_sub(1)?)?.end;
    let newline = text.newline(before);
    if !indent.trim().is_empty() {
        return None;
    }
    let gap = match block.body.attributes.is_empty() && block.body.blocks.is_empty() {
        true => newline.to_owned(),
        false => newline.repeat(2),
    };
    let span = Span {
        start: before,
        end: before,
        ..block.header
    };
    Some(text.patch(span, format!("{gap}{indent}  {attribute}"), attribute))
}

impl Body {
    /// The last attribute above all blocks, when it stands on one line.
    fn last_before_blocks(&self, text: &Text) -> Option<&Attribute> {
        let first = self.blocks.iter().map(|block| block.header.start).min();
        let above = |attribute: &&Attribute| first.is_none_or(|first| attribute.span.start < first);
        let last = self.attributes.iter().rfind(above)?;
        let whole = text.whole.get(last.span.start..last.span.end)?;
        (!whole.contains('\n')).then_some(last)
    }
}

impl Text {
    /// What ends a line, by what stands at its end.
    fn newline(&self, end: usize) -> &'static str {
        match self.whole.get(end..) {
            Some(rest) if rest.starts_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    fn patch(&self, span: Span, text: String, attribute: String) -> Patch {
        let place = self.location(span, super::At::Attribute);
        Patch {
            file: place.file,
            line: place.line,
            start: span.start,
            end: span.end,
            column: place.column,
            end_column: place.end_column,
            text,
            attribute,
        }
    }
}
