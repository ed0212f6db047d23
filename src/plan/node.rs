//! A block of a resource, with the questions a typed view asks of it.
//!
//! This is where *known*, *unknown* and *unset* are told apart: values and
//! expressions are looked at together (plan-format.md section 4).

mod filled;
mod key;
mod placed;
mod typed;

use super::address::Address;
use super::expression::{Expression, Expressions};
use super::leaf::Leaf;
use super::matching::{Origin, origins};
use super::members::Members;
use super::place::Path;
use super::value::{Kind, Value};
use super::{Plan, ResourceId, Written};
use std::sync::Arc;

/// One attribute, in its three states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attr<T> {
    Known(T),
    /// Written, but known only after apply, or not readable as what was asked for.
    Unknown,
    /// Written nowhere: the provider or the service decides.
    Unset,
}

impl<T> Attr<T> {
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown | Self::Unset => None,
        }
    }

    /// The value, with the one that holds where nothing is written; `None` when unknown.
    pub fn or_default(self, default: T) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unset => Some(default),
            Self::Unknown => None,
        }
    }

    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Attr<U> {
        match self {
            Self::Known(value) => Attr::Known(map(value)),
            Self::Unknown => Attr::Unknown,
            Self::Unset => Attr::Unset,
        }
    }

    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    pub fn is_unset(&self) -> bool {
        matches!(self, Self::Unset)
    }
}

/// The nested blocks of one name.
#[derive(Clone, Debug)]
pub struct Blocks<'p> {
    pub nodes: Vec<Node<'p>>,
    /// Whether these are all; false when their number is known only after apply.
    pub complete: bool,
}

/// A resource or a block inside it.
#[derive(Clone)]
pub struct Node<'p> {
    plan: &'p Plan<'p>,
    pub id: ResourceId,
    value: &'p Value<'p>,
    /// Where this block stands among the values.
    pub path: Path,
    /// The blocks of the configuration that this one may come from.
    written: Vec<&'p Expressions<'p>>,
    /// For each step of the path the position in the source, as far as the plan tells it.
    ordinals: Vec<Option<usize>>,
    /// What the plan tells of which block of the source made it.
    origin: Origin,
    /// How many blocks of its name there are.
    siblings: usize,
    /// The block around it, unless that is the resource.
    parent: Option<Arc<Node<'p>>>,
    /// The expression around it, where blocks are written like an attribute.
    around: Option<&'p Expression<'p>>,
    /// Whether it stands in the text of an attribute, the one its path begins with.
    in_text: bool,
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.plan[self.id].address, self.path)
    }
}

impl<'p> Plan<'p> {
    /// The outermost block of a resource.
    pub fn node(&'p self, id: ResourceId) -> Node<'p> {
        let block = self.block(id);
        Node {
            plan: self,
            id,
            value: self[id].value.as_deref().unwrap_or(&Value::NULL),
            path: Path::default(),
            written: block.map(|block| &block.expressions).into_iter().collect(),
            ordinals: Vec::new(),
            origin: Origin::Written(0),
            siblings: 1,
            parent: None,
            around: None,
            in_text: false,
        }
    }

    /// A block that somebody read out of the text of an attribute, with the
    /// expressions of what is unknown in it. Its places are the attribute: nothing
    /// inside a text has a place of its own.
    pub fn node_in_text(
        &'p self,
        id: ResourceId,
        (attribute, at): (&str, usize),
        (value, expressions): (&'p Value<'p>, &'p Expressions<'p>),
    ) -> Node<'p> {
        Node {
            plan: self,
            id,
            value,
            path: Path::default().block(attribute, at),
            written: vec![expressions],
            ordinals: Vec::new(),
            origin: Origin::Written(0),
            siblings: 1,
            parent: None,
            around: None,
            in_text: true,
        }
    }
}

impl<'p> Node<'p> {
    /// The raw three-valued state of an attribute.
    pub fn attr(&self, name: &str) -> Attr<&'p Value<'p>> {
        if self.value.is_unknown() {
            return Attr::Unknown;
        }
        let value = self.member(name).unwrap_or(&Value::NULL);
        match &value.kind {
            Kind::Null => Attr::Unset,
            Kind::Unknown if self.provider_decides(name) => Attr::Unset,
            Kind::Unknown => Attr::Unknown,
            _ => Attr::Known(value),
        }
    }

    /// Whether an unknown value is the provider's own: nothing is written, or
    /// all that is written is known to the plan, so it can only have been null.
    fn provider_decides(&self, name: &str) -> bool {
        // Without its block, or inside a `dynamic` one, nothing can be told.
        if !self.is_told() {
            return false;
        }
        self.written.iter().all(|written| match written.get(name) {
            None => true,
            Some(Expression::Constant(value)) => value.kind == Kind::Null,
            Some(expression @ Expression::References(_)) => self.traces_to_known(expression),
            Some(Expression::Opaque | Expression::Blocks(_)) => false,
        })
    }

    fn traces_to_known(&self, expression: &'p Expression<'p>) -> bool {
        self.plan
            .trace(self.id, expression)
            .iter()
            .all(|leaf| match leaf {
                Leaf::Constant(_) | Leaf::Variable(_) => true,
                Leaf::Lost(_) => false,
                Leaf::Resource { id, attribute, .. } => {
                    let resource = &self.plan[*id];
                    let known = |value: &Value<'_>| match attribute {
                        Some(attribute) => value.member(attribute).is_none_or(Value::wholly_known),
                        None => value.wholly_known(),
                    };
                    resource.read || resource.value.as_deref().is_some_and(known)
                }
            })
    }

    /// Whether the configuration gives the attribute a value, so that what the
    /// plan holds is not merely what the provider or the service filled in.
    pub fn is_set(&self, name: &str) -> bool {
        match self.is_told() {
            true => self.writes(name),
            false => !self.attr(name).is_unset(),
        }
    }

    /// Whether the plan shows what is written in this block.
    fn is_told(&self) -> bool {
        self.is_written() && !self.may_be_dynamic() && !self.in_text
    }

    /// Whether something other than null is written for an attribute of a block that is told.
    fn writes(&self, name: &str) -> bool {
        let null = |value: Option<&Value<'_>>| value.is_none_or(|value| value.kind == Kind::Null);
        let not_set = self.written.iter().all(|written| match written.get(name) {
            None => true,
            Some(Expression::Constant(value)) => null(Some(value)),
            Some(expression @ Expression::References(_)) => {
                let leaves = self.plan.trace(self.id, expression);
                !leaves.is_empty()
                    && leaves.iter().all(|leaf| match leaf {
                        Leaf::Constant(value) => null(Some(value)),
                        Leaf::Variable(name) => null(self.plan.variable(name)),
                        Leaf::Resource { .. } | Leaf::Lost(_) => false,
                    })
            }
            Some(Expression::Opaque | Expression::Blocks(_)) => false,
        });
        !not_set
    }

    /// The nested blocks of one name. Unknown as a whole they may stand in a
    /// `dynamic` block, so nothing can be said of them.
    pub fn blocks(&self, name: &str) -> Blocks<'p> {
        let none = |complete| Blocks {
            nodes: Vec::new(),
            complete,
        };
        match self.member(name).map(|value| (&value.kind, value)) {
            _ if self.value.is_unknown() => none(false),
            None | Some((Kind::Null, _)) => none(true),
            Some((Kind::List(items), _)) => self.zip_blocks(name, items),
            Some((Kind::Map(_), value)) => self.zip_blocks(name, std::slice::from_ref(value)),
            Some(_) => none(false),
        }
    }

    /// The names of the attributes that hold blocks.
    pub fn names_of_blocks(&self) -> Vec<&'p str> {
        let members = match &self.value.kind {
            Kind::Map(members) => Some(members),
            _ => None,
        };
        let is_block = |value: &Value<'_>| match &value.kind {
            Kind::List(items) => items.iter().any(|item| matches!(item.kind, Kind::Map(_))),
            Kind::Map(_) => true,
            _ => false,
        };
        let members = members.into_iter().flat_map(Members::iter);
        let blocks =
            members.filter(|(name, value)| is_block(value) && !self.is_filled_in(name, value));
        blocks.map(|(name, _)| name).collect()
    }

    /// The nested blocks of a name that the provider fills in where none is
    /// written: unknown as a whole, they are taken as not written, unless the source
    /// has a `dynamic` block of that name.
    pub fn computed_blocks(&self, name: &str) -> Blocks<'p> {
        let blocks = self.blocks(name);
        let unset = || self.attr(name).is_unset() && !self.makes_blocks(name);
        Blocks {
            complete: blocks.complete || unset(),
            ..blocks
        }
    }

    /// Whether the source makes blocks of that name by a `dynamic` block, whose
    /// number depends on something else.
    fn makes_blocks(&self, name: &str) -> bool {
        let around = self.path.0.iter().map(|segment| segment.name.as_str());
        let path: Vec<&str> = around.chain([name]).collect();
        let block = &self.plan[self.id].parsed;
        let evidence = self.plan.evidence.filter(|_| !self.in_text);
        evidence.is_some_and(|evidence| !evidence.dynamic(block, &path).is_empty())
    }

    fn zip_blocks(&self, name: &str, items: &'p [Value<'p>]) -> Blocks<'p> {
        let written = self.written_blocks(name);
        let around = self.expression_of_blocks(name);
        let parent = (!self.path.0.is_empty()).then(|| Arc::new(self.clone()));
        let made = items.iter().enumerate().zip(origins(&written, items));
        let nodes = made.map(|((at, value), origin)| {
            let (ordinal, candidates) = match &origin {
                Origin::Written(block) => (Some(*block), vec![written[*block]]),
                Origin::Dynamic => (None, Vec::new()),
                Origin::OneOf(blocks, _) => {
                    (None, blocks.iter().map(|block| written[*block]).collect())
                }
            };
            Node {
                plan: self.plan,
                id: self.id,
                value,
                path: self.path.block(name, at),
                written: candidates,
                ordinals: [self.ordinals.as_slice(), &[ordinal]].concat(),
                origin,
                siblings: items.len(),
                parent: parent.clone(),
                around,
                in_text: self.in_text,
            }
        });
        Blocks {
            nodes: nodes.collect(),
            complete: true,
        }
    }

    /// What the configuration shows of blocks that the provider takes for an
    /// attribute: one expression for all of them and what they hold.
    fn expression_of_blocks(&self, name: &str) -> Option<&'p Expression<'p>> {
        let own = match self.written.as_slice() {
            [parent] if !self.may_be_dynamic() => parent.get(name),
            _ => None,
        };
        own.filter(|own| matches!(own, Expression::References(_)))
            .or(self.around)
    }

    /// The blocks of that name in the configuration, in the order of the source.
    fn written_blocks(&self, name: &str) -> Vec<&'p Expressions<'p>> {
        let [parent] = self.written.as_slice() else {
            return Vec::new();
        };
        match parent.get(name).filter(|_| !self.may_be_dynamic()) {
            Some(Expression::Blocks(blocks)) => blocks.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The expressions that may have given an attribute its value; empty when
    /// it stands in a `dynamic` block or is not written.
    pub fn expressions(&self, name: &str) -> Vec<&'p Expression<'p>> {
        let found = self.written.iter().filter_map(|written| written.get(name));
        found.collect()
    }

    /// Whether this attribute and one of another block are written with the same
    /// references, so that they will be equal as far as the plan shows.
    pub fn refers_alike(&self, name: &str, other: &Node<'_>, other_name: &str) -> bool {
        if self.may_be_dynamic() || other.may_be_dynamic() {
            return false;
        }
        let others = other.expressions(other_name);
        self.expressions(name).iter().any(|own| match own {
            Expression::References(own) => others.iter().any(
                |other| matches!(other, Expression::References(references) if references == own),
            ),
            _ => false,
        })
    }

    /// What an attribute is set to in the words of the source, which has what a
    /// plan leaves out: templates, and the arguments of `lifecycle`.
    pub fn source_of(&self, path: &[&str]) -> Written<'p> {
        let Some(evidence) = self.plan.evidence else {
            return Written::NotAtHand;
        };
        let own = self.path.0.iter().map(|segment| segment.name.as_str());
        let own = own.zip(self.ordinals.iter().copied());
        let further = path.iter().map(|name| (*name, None));
        let path: Vec<_> = own.chain(further).collect();
        evidence.written(&self.plan[self.id].parsed, &path)
    }

    /// The one expression that the plan shows for this block and all beside it,
    /// which tells what any of them refers to.
    pub fn around(&self) -> Option<&'p Expression<'p>> {
        self.around
    }

    /// Whether the block itself stands in the configuration that the plan shows.
    pub fn is_written(&self) -> bool {
        !self.written.is_empty()
    }

    /// Whether it stands in the text of an attribute.
    pub fn is_in_text(&self) -> bool {
        self.in_text
    }

    /// The address of its resource, taken apart.
    pub fn parsed(&self) -> &'p Address {
        &self.plan[self.id].parsed
    }

    pub fn plan(&self) -> &'p Plan<'p> {
        self.plan
    }
}
