//! What the sources know that a plan leaves out.

use super::address::{Address, Key};
use super::{Draft, Template, Term};
use std::borrow::Cow;
use std::fmt::Write;

/// What the sources know that a plan leaves out. Modules are named by their call path.
pub trait Evidence {
    /// The expression of `local.NAME`.
    fn local(&self, module: &[String], name: &str) -> Option<&Spelling>;

    /// The reference chains that give an attribute inside `dynamic` blocks its
    /// value; the path names the blocks, then the attribute. An empty path means all that is
    /// inside `dynamic` blocks.
    fn dynamic(&self, block: &Address, path: &[&str]) -> Vec<String>;

    /// The expression that the plan shows as these chains; `None` when there is
    /// none, or when several have these chains and differ in what was lost.
    fn spelling(
        &self,
        module: &[String],
        holder: &Holder,
        chains: &[Cow<'_, str>],
    ) -> Option<&Spelling>;

    /// Whether the source of a block, or of the call `module.NAME`, repeats it by what may be
    /// nothing.
    fn may_have_none(&self, module: &[String], address: &str) -> bool;

    /// What an attribute is set to, in the words of the source. The path names
    /// the blocks, each with its place among those of its name, then the attribute.
    fn written(&self, block: &Address, path: &[(&str, Option<usize>)]) -> Written<'_>;

    /// What the text at a site in the module of that call path is made of, when
    /// it is a reference or a template of references.
    fn parts(&self, module: &[String], site: &Site<'_>) -> Option<&[Part]>;

    /// The expression at a site.
    fn term(&self, module: &[String], site: &Site<'_>) -> Option<Term>;

    /// What may have made the blocks at a path of names; `None` when that is not known.
    fn templates(&self, block: &Address, path: &[&str]) -> Option<Vec<Template>>;

    /// Where those blocks stand, in the same order.
    fn standings(&self, block: &Address, path: &[&str]) -> Vec<Standing>;

    /// The document that an attribute writes out, without what it interpolates.
    fn draft(&self, block: &Address, attribute: &str) -> Option<&Draft>;
}

/// What the sources say of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written<'s> {
    /// The text of its value.
    As(&'s str),
    Nowhere,
    /// The source of its block is not at hand.
    NotAtHand,
}

/// Where a block stands in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing(pub Vec<Stand>);

/// One step of a path to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The position among the blocks of that name: those that are written out come first, then
    /// the `dynamic` ones.
    pub at: usize,
    pub is_dynamic: bool,
}

/// Where an expression is written.
pub enum Site<'s> {
    Local(&'s str),
    Output(&'s str),
    Argument {
        call: &'s str,
        name: &'s str,
    },
    /// Blocks with their positions among those that are written, then the attribute.
    Resource {
        block: &'s Address,
        path: &'s [(&'s str, Option<usize>)],
    },
}

/// A part of a text in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Value {
        /// The chains of the reference, and of what picks from it.
        chains: Vec<String>,
        /// The name that is taken last.
        attribute: Option<String>,
    },
}

/// What an expression stands in.
#[derive(Clone, Debug)]
pub enum Holder {
    /// A resource or data source, by its address within its module.
    Block(String),
    Call(String),
    Output(String),
}

/// An expression as the source spells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelling {
    /// In the plan's own notation.
    pub chains: Vec<String>,
    /// For each reference of the chains, what the plan loses behind it.
    pub tails: Vec<Option<Tail>>,
}

/// What stands behind a reference where the plan ends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    pub pick: Option<Pick>,
    /// The attribute names after that.
    pub rest: Vec<String>,
}

/// An index that is not a literal, or a splat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Every element, or one that the references behind it choose.
    Any,
    /// `[each.key]`, `[count.index]`, alone or inside a string.
    Own(Vec<KeyPart>),
    /// Something else, which the plan's references do not tell either.
    Computed,
}

/// A part of an index that is made of the own key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPart {
    Key,
    Text(String),
}

impl Pick {
    /// The key that is meant in the instance of that key.
    pub(super) fn key(parts: &[KeyPart], own: &Key) -> Key {
        match parts {
            [KeyPart::Key] => own.clone(),
            _ => Key::Name(parts.iter().fold(String::new(), |mut text, part| {
                // Writing to a string cannot fail.
                let _ = match (part, own) {
                    (KeyPart::Text(part), _) => write!(text, "{part}"),
                    (KeyPart::Key, Key::Name(name)) => write!(text, "{name}"),
                    (KeyPart::Key, Key::Index(index)) => write!(text, "{index}"),
                };
                text
            })),
        }
    }
}
