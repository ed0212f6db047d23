//! What an expression comes to: a value, something of a resource, or open.

use crate::plan::address::Call;
use crate::plan::{Kind, Piece, ResourceId, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sym {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    /// A list or a set.
    Tuple(Vec<Rc<Sym>>),
    /// An object or a map.
    Object(BTreeMap<String, Rc<Sym>>),
    /// An instance of a block.
    Resource(ResourceId),
    /// What an attribute of an instance will be.
    Of(ResourceId, String),
    /// A text made of parts.
    Made(Vec<Rc<Sym>>),
    /// An instance of a call.
    Module(Vec<Call>),
    /// There is no such member.
    Missing,
    /// Nobody can tell.
    Open,
}

impl Sym {
    /// A value of the plan.
    pub(super) fn of(value: &Value<'_>) -> Self {
        match &value.kind {
            Kind::Null => Self::Null,
            Kind::Bool(value) => Self::Bool(*value),
            Kind::Number(value) => Self::Number(*value),
            Kind::String(text) => Self::Text(text.to_string()),
            Kind::List(items) => {
                Self::Tuple(items.iter().map(|item| Rc::new(Self::of(item))).collect())
            }
            Kind::Map(members) => {
                let members = members.iter();
                let members =
                    members.map(|(name, member)| (name.to_string(), Rc::new(Self::of(member))));
                Self::Object(members.collect())
            }
            Kind::Unknown => Self::Open,
        }
    }

    pub(super) fn made_of(parts: Vec<Rc<Sym>>) -> Self {
        let texts: Option<String> = parts.iter().map(|part| part.text()).collect();
        match texts {
            Some(text) => Self::Text(text),
            None if parts.len() == 1 => (*parts[0]).clone(),
            None => Self::Made(parts),
        }
    }

    /// As a text, also a number or a truth value.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            Self::Bool(truth) => Some(truth.to_string()),
            _ => None,
        }
    }

    /// The texts of a list, sorted; or one.
    pub(super) fn texts(&self) -> Option<Vec<String>> {
        let Self::Tuple(items) = self else {
            return Some(vec![self.text()?]);
        };
        let texts: Option<Vec<String>> = items.iter().map(|item| item.text()).collect();
        texts.map(|mut texts| {
            texts.sort();
            texts
        })
    }

    /// How many elements it has.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Tuple(items) => items.len(),
            Self::Object(members) => members.len(),
            _ => 0,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    pub(super) fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            Self::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether it is null: what is known only after apply is taken to be something.
    pub(super) fn is_null(&self) -> Option<bool> {
        match self {
            Self::Null | Self::Missing => Some(true),
            Self::Open => None,
            _ => Some(false),
        }
    }

    /// The elements with their keys.
    pub(super) fn entries(&self) -> Option<Vec<(Rc<Sym>, Rc<Sym>)>> {
        match self {
            Self::Tuple(items) => {
                let items = items.iter().enumerate();
                let key = |at: usize| Rc::new(Self::Number(at as f64));
                Some(items.map(|(at, item)| (key(at), item.clone())).collect())
            }
            Self::Object(members) => {
                let members = members.iter();
                let key = |name: &String| Rc::new(Self::Text(name.clone()));
                Some(
                    members
                        .map(|(name, member)| (key(name), member.clone()))
                        .collect(),
                )
            }
            _ => None,
        }
    }

    pub(super) fn element(of: &Rc<Sym>, index: &Sym) -> Rc<Sym> {
        match &**of {
            Self::Tuple(items) => match index.number() {
                Some(at) if at >= 0.0 && at.fract() == 0.0 => match items.get(at as usize) {
                    Some(item) => item.clone(),
                    None => Rc::new(Self::Missing),
                },
                _ => Rc::new(Self::Open),
            },
            Self::Object(members) => match index.text() {
                Some(name) => match members.get(&name) {
                    Some(member) => member.clone(),
                    None => Rc::new(Self::Missing),
                },
                None => Rc::new(Self::Open),
            },
            // A part of what is known only after apply.
            Self::Of(..) | Self::Made(_) => of.clone(),
            Self::Missing => of.clone(),
            _ => Rc::new(Self::Open),
        }
    }

    /// Collects what a text is made of; `None` when it is none, or some of it is open.
    pub(super) fn pieces(&self, found: &mut Vec<Piece<'static>>) -> Option<()> {
        match self {
            Self::Of(id, attribute) => found.push(Piece::Of {
                id: *id,
                attribute: attribute.clone(),
            }),
            Self::Made(parts) => parts.iter().try_for_each(|part| part.pieces(found))?,
            // A list of one text says no more than that text.
            Self::Tuple(items) if items.len() == 1 => items[0].pieces(found)?,
            other => found.push(Piece::Text(other.text()?.into())),
        }
        Some(())
    }

    /// Collects what it leads to; `None` when some of it is open, or is a text
    /// that may be anything's name.
    pub(super) fn leaves(&self, found: &mut Vec<(ResourceId, Option<String>)>) -> Option<()> {
        match self {
            Self::Null => {}
            Self::Of(id, attribute) => found.push((*id, Some(attribute.clone()))),
            Self::Resource(id) => found.push((*id, None)),
            Self::Tuple(items) => {
                for item in items {
                    item.leaves(found)?;
                }
            }
            Self::Object(members) => {
                for member in members.values() {
                    member.leaves(found)?;
                }
            }
            Self::Made(parts) => {
                for part in parts {
                    if !matches!(**part, Self::Text(_) | Self::Number(_) | Self::Bool(_)) {
                        part.leaves(found)?;
                    }
                }
            }
            Self::Bool(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Module(_)
            | Self::Missing
            | Self::Open => return None,
        }
        Some(())
    }
}
