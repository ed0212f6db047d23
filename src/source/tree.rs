//! What both syntaxes become: blocks, attributes and their spans, and the way a place takes
//! through them.

use super::references::Chain;
use super::text::Span;
use super::{At, Step};
use crate::plan::{Draft, Part, Spelling};
use std::borrow::Cow;

/// A block, or the content of a `dynamic` block under the name of the blocks it makes.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) name: String,
    pub(super) header: Span,
    pub(super) body: Body,
    /// Where its closing brace stands, in Terraform's own syntax.
    pub(super) close: Option<usize>,
    /// The references of `for_each` when the block is a `dynamic` one.
    pub(super) dynamic: Option<Vec<Chain>>,
    /// The iterator of a `dynamic` block, and where its `for_each` is written.
    pub(super) repeated: Option<(String, Span)>,
}

#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) attributes: Vec<Attribute>,
    pub(super) blocks: Vec<Block>,
}

/// An attribute of a block, or a member of an object that is written out.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) span: Span,
    /// The value alone.
    pub(super) written: Span,
    pub(super) value: Value,
    /// Kept inside `dynamic` blocks only: all others stand in the plan.
    pub(super) references: Vec<Chain>,
    /// What its text is made of; kept where the plan does not show.
    pub(super) parts: Option<Vec<Part>>,
    /// Kept elsewhere: what the plan loses of it.
    pub(super) spelling: Option<Spelling>,
    /// The document that a resource's own attribute writes out.
    pub(super) draft: Option<Draft>,
}

/// A value as far as a place can lead into it.
#[derive(Debug)]
pub(super) enum Value {
    Object(Vec<Attribute>),
    List(Vec<Value>),
    /// Of the JSON syntax, an object or a list of objects: blocks, or a value that looks alike.
    Blocks(Vec<Block>),
    Other,
}

/// What a file declares.
#[derive(Debug)]
pub(super) enum Item {
    /// A resource or data source, by its address within the module.
    Resource(String, Block),
    Call(String, Block),
    Local(String, Spelling),
    Output(String, Spelling),
    /// What a local or an output is made of.
    Made(Named, Vec<Part>),
    /// Where a local or an output is written.
    Value(Named, Span),
}

/// A value of a module that others refer to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Local(String),
    Output(String),
}

/// The address of a resource within its module.
pub(super) fn address(data: bool, type_name: &str, name: &str) -> String {
    let mode = if data { "data." } else { "" };
    format!("{mode}{type_name}.{name}")
}

impl Body {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }

    /// The document that an attribute writes out.
    pub(super) fn draft(&self, name: &str) -> Option<&Draft> {
        self.attribute(name)?.draft.as_ref()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some() || self.blocks.iter().any(|block| block.name == name)
    }

    /// The blocks of a name in the order of the source, `dynamic` ones among them.
    pub(super) fn blocks_named(&self, name: &str) -> Vec<&Block> {
        let objects = self.attribute(name).map(|attribute| &attribute.value);
        let objects = match objects {
            Some(Value::Blocks(objects)) => objects.as_slice(),
            _ => &[],
        };
        let written = self.blocks.iter().filter(|block| block.name == name);
        let mut named: Vec<&Block> = objects.iter().chain(written).collect();
        if !objects.is_empty() {
            named.sort_by_key(|block| (block.header.file, block.header.start));
        }
        named
    }

    /// Lays an override file's body over this one: its attributes win one by one, its blocks
    /// replace all blocks of their names.
    pub(super) fn merge(&mut self, over: Body) {
        self.attributes
            .retain(|attribute| over.attribute(&attribute.name).is_none());
        self.attributes.extend(over.attributes);
        self.blocks
            .retain(|block| over.blocks.iter().all(|other| other.name != block.name));
        self.blocks.extend(over.blocks);
    }

    /// Adds the references of the attribute or block at a path, as far as `dynamic` blocks hold
    /// it. `inside` says whether one does already.
    pub(super) fn dynamic_references(&self, path: &[&str], inside: bool, found: &mut Vec<Chain>) {
        let Some((name, rest)) = path.split_first() else {
            if inside {
                self.all_references(found);
            }
            return;
        };
        let attribute = self.attribute(name).filter(|_| inside);
        if let Some(attribute) = attribute.filter(|own| rest.is_empty() || !own.has_blocks()) {
            add(found, &attribute.references);
        }
        for block in self.blocks_named(name) {
            if let (Some(for_each), true) = (&block.dynamic, rest.is_empty()) {
                add(found, for_each);
            }
            block
                .body
                .dynamic_references(rest, inside || block.dynamic.is_some(), found);
        }
    }

    /// Adds all references of `dynamic` blocks.
    pub(super) fn all_of_dynamic(&self, found: &mut Vec<Chain>) {
        let objects = self.attributes.iter().map(|attribute| &attribute.value);
        let objects = objects.flat_map(|value| match value {
            Value::Blocks(blocks) => blocks.as_slice(),
            _ => &[],
        });
        for block in self.blocks.iter().chain(objects) {
            match &block.dynamic {
                Some(for_each) => {
                    add(found, for_each);
                    block.body.all_references(found);
                }
                None => block.body.all_of_dynamic(found),
            }
        }
    }

    /// Finds the expressions outside `dynamic` blocks that the plan shows as these chains.
    pub(super) fn spellings<'b>(&'b self, chains: &[Cow<'_, str>], found: &mut Vec<&'b Spelling>) {
        for attribute in &self.attributes {
            attribute.spellings(chains, found);
        }
        for block in self.blocks.iter().filter(|block| block.dynamic.is_none()) {
            block.body.spellings(chains, found);
        }
    }

    fn all_references(&self, found: &mut Vec<Chain>) {
        for attribute in &self.attributes {
            add(found, &attribute.references);
            if let Value::Blocks(blocks) = &attribute.value {
                blocks
                    .iter()
                    .for_each(|block| block.body.all_references(found));
            }
        }
        for block in &self.blocks {
            block
                .dynamic
                .iter()
                .for_each(|for_each| add(found, for_each));
            block.body.all_references(found);
        }
    }
}

impl Attribute {
    /// Whether it may be blocks, as the JSON syntax writes them.
    pub(super) fn has_blocks(&self) -> bool {
        matches!(self.value, Value::Blocks(_))
    }

    fn spellings<'b>(&'b self, chains: &[Cow<'_, str>], found: &mut Vec<&'b Spelling>) {
        found.extend(self.spelling.iter().filter(|own| own.chains == chains));
        self.value.spellings(chains, found);
    }
}

impl Value {
    fn spellings<'b>(&'b self, chains: &[Cow<'_, str>], found: &mut Vec<&'b Spelling>) {
        match self {
            Self::Object(members) => members
                .iter()
                .for_each(|member| member.spellings(chains, found)),
            Self::List(items) => items.iter().for_each(|item| item.spellings(chains, found)),
            Self::Blocks(blocks) => blocks
                .iter()
                .for_each(|block| block.body.spellings(chains, found)),
            Self::Other => {}
        }
    }
}

/// Adds the chains that are not there yet.
pub(super) fn add(found: &mut Vec<Chain>, more: &[Chain]) {
    for chain in more {
        if !found.contains(chain) {
            found.push(chain.clone());
        }
    }
}

/// Finds what a path leads to: an attribute, or the header of the innermost block on the way.
pub(super) fn find(block: &Block, path: &[Step]) -> (Span, At) {
    let Some((step, rest)) = path.split_first() else {
        return (block.header, At::Block);
    };
    let is_block = !rest.is_empty() || step.block.is_some();
    if let Some(attribute) = block.body.attribute(&step.name)
        && !(is_block && attribute.has_blocks())
    {
        return (in_attribute(attribute, step, rest), At::Attribute);
    }
    match choose(&block.body, step, rest.first()) {
        Some(Choice::One(inner)) => find(inner, rest),
        Some(Choice::Any(inner)) => (inner.header, At::Block),
        None => (block.header, At::Block),
    }
}

/// The attribute that a path leads to, where it is written as one.
pub(super) fn attribute_at<'a>(block: &'a Block, path: &[Step]) -> Option<&'a Attribute> {
    let (step, rest) = path.split_first()?;
    match rest.first() {
        None => block.body.attribute(&step.name),
        next => match choose(&block.body, step, next)? {
            Choice::One(inner) => attribute_at(inner, rest),
            Choice::Any(_) => None,
        },
    }
}

/// The attribute at a path through blocks that are written out.
pub(super) fn attribute<'a>(
    body: &'a Body,
    path: &[(&str, Option<usize>)],
) -> Option<&'a Attribute> {
    match path {
        [] => None,
        [(name, _)] => body.attribute(name),
        [(name, at), rest @ ..] => {
            let blocks = body.blocks_named(name);
            let mut fixed = blocks.iter().filter(|block| block.dynamic.is_none());
            attribute(&fixed.nth((*at)?)?.body, rest)
        }
    }
}

/// What a step means.
enum Choice<'a> {
    One(&'a Block),
    /// One of several. This is a `dynamic` one, of which nobody says that what is wrong is
    /// written in it.
    Any(&'a Block),
}

/// The block that a step means. What is written out and cannot be told from what a `dynamic`
/// block makes is not blamed.
fn choose<'a>(body: &'a Body, step: &Step, next: Option<&Step>) -> Option<Choice<'a>> {
    let named = body.blocks_named(&step.name);
    let (dynamic, fixed): (Vec<&Block>, Vec<&Block>) =
        named.into_iter().partition(|block| block.dynamic.is_some());
    let holds = |block: &&Block| next.is_none_or(|next| block.body.has(&next.name));
    if let Some(index) = step.block {
        let one = fixed.iter().chain(&dynamic).nth(index);
        let one = one.copied().or(match dynamic.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        if one.is_some() || dynamic.is_empty() {
            return one.map(Choice::One);
        }
    }
    let holding: Vec<&Block> = dynamic.iter().copied().filter(holds).collect();
    match (holding.as_slice(), dynamic.as_slice()) {
        ([only], _) if fixed.is_empty() => Some(Choice::One(only)),
        ([first, ..], _) | ([], [first, ..]) => Some(Choice::Any(first)),
        ([], []) => {
            let found = fixed.iter().copied().find(holds);
            found.or(fixed.first().copied()).map(Choice::One)
        }
    }
}

/// Goes on into objects that are written out; stays at the attribute where the value ends to be.
fn in_attribute(attribute: &Attribute, step: &Step, rest: &[Step]) -> Span {
    let Some((next, after)) = rest.split_first() else {
        return attribute.span;
    };
    match member(&attribute.value, step.block, &next.name) {
        Some(inner) => in_attribute(inner, next, after),
        None => attribute.span,
    }
}

fn member<'a>(value: &'a Value, index: Option<usize>, name: &str) -> Option<&'a Attribute> {
    match value {
        Value::Object(members) => members.iter().find(|member| member.name == name),
        Value::List(items) => match index {
            Some(index) => member(items.get(index)?, None, name),
            None => items.iter().find_map(|item| member(item, None, name)),
        },
        Value::Blocks(objects) => match index {
            Some(index) => objects.get(index)?.body.attribute(name),
            None => objects
                .iter()
                .find_map(|object| object.body.attribute(name)),
        },
        Value::Other => None,
    }
}
