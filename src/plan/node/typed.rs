//! Attributes as texts, numbers, lists and maps, and what of them may be shown.

use super::{Attr, Node};
use crate::answer::Answer;
use crate::plan::expression::Expression;
use crate::plan::leaf::{Leaf, Lost};
use crate::plan::members::Members;
use crate::plan::value::{Kind, Value};

impl<'p> Node<'p> {
    pub fn text(&self, name: &str) -> Attr<&'p str> {
        match self.attr(name) {
            // In sets, SDK-based providers write "" for what is not set.
            Attr::Known(value) if value.as_str() == Some("") => Attr::Unset,
            Attr::Known(value) => value.as_str().map_or(Attr::Unknown, Attr::Known),
            Attr::Unknown => Attr::Unknown,
            Attr::Unset => Attr::Unset,
        }
    }

    /// Whether an attribute has a value; unknown for what is known only after apply and may turn out
    /// to be null, for nothing shows what it refers to.
    pub fn is_given(&self, name: &str) -> Answer {
        match self.attr(name) {
            Attr::Known(value) => Answer::of(Some(value.as_str() != Some(""))),
            Attr::Unset => Answer::No,
            Attr::Unknown => {
                let made_of_parts = || self.plan.pieces(self, name).is_some();
                Answer::of((self.leads_to_a_value(name) || made_of_parts()).then_some(true))
            }
        }
    }

    /// Whether what is unknown refers to resources, as far as all its references can be followed.
    fn leads_to_a_value(&self, name: &str) -> bool {
        let expressions = self.expressions(name);
        let mut leaves = Vec::new();
        for expression in &expressions {
            match expression {
                Expression::References(_) => leaves.extend(self.plan.trace(self.id, expression)),
                Expression::Opaque => return true,
                Expression::Constant(_) | Expression::Blocks(_) => {}
            }
        }
        let is_resource =
            |leaf: &Leaf<'_>| matches!(leaf, Leaf::Resource { .. } | Leaf::Lost(Lost::Dangling(_)));
        let is_lost = |leaf: &Leaf<'_>| matches!(leaf, Leaf::Lost(_)) && !is_resource(leaf);
        leaves.iter().any(is_resource) && !leaves.iter().any(is_lost)
    }

    /// A text for messages and pictures: one that is marked sensitive counts as unknown.
    pub fn plain_text(&self, name: &str) -> Attr<&'p str> {
        match self.is_sensitive(name) {
            true => Attr::Unknown,
            false => self.text(name),
        }
    }

    /// A boolean, also when it is written as a string.
    pub fn bool(&self, name: &str) -> Attr<bool> {
        match self.attr(name) {
            Attr::Known(value) => match &value.kind {
                Kind::Bool(value) => Attr::Known(*value),
                Kind::String(text) if text == "true" => Attr::Known(true),
                Kind::String(text) if text == "false" => Attr::Known(false),
                _ => Attr::Unknown,
            },
            Attr::Unknown => Attr::Unknown,
            Attr::Unset => Attr::Unset,
        }
    }

    /// A number, also when it is written as a string. One that is marked sensitive
    /// counts as unknown: messages print numbers, and judging by it would tell it.
    pub fn number(&self, name: &str) -> Attr<f64> {
        match self.attr(name) {
            Attr::Known(_) if self.is_sensitive(name) => Attr::Unknown,
            Attr::Known(value) => match &value.kind {
                Kind::Number(number) => Attr::Known(*number),
                Kind::String(text) => text.parse().map_or(Attr::Unknown, Attr::Known),
                _ => Attr::Unknown,
            },
            Attr::Unknown => Attr::Unknown,
            Attr::Unset => Attr::Unset,
        }
    }

    /// A list or set of strings; unknown as soon as one member is. An empty one
    /// counts as unset.
    pub fn texts(&self, name: &str) -> Attr<Vec<&'p str>> {
        match self.attr(name) {
            Attr::Known(value) => match &value.kind {
                Kind::List(items) if items.is_empty() => Attr::Unset,
                Kind::List(items) => {
                    let texts: Option<Vec<_>> = items.iter().map(Value::as_str).collect();
                    texts.map_or(Attr::Unknown, Attr::Known)
                }
                _ => Attr::Unknown,
            },
            Attr::Unknown => Attr::Unknown,
            Attr::Unset => Attr::Unset,
        }
    }

    /// A map of strings, such as `tags`: its known members.
    pub fn map(&self, name: &str) -> impl Iterator<Item = (&'p str, &'p str)> + use<'p> {
        let members = match self.attr(name).known().map(|value| &value.kind) {
            Some(Kind::Map(members)) => Some(members),
            _ => None,
        };
        let members = members.into_iter().flat_map(Members::iter);
        members.filter_map(|(name, value)| Some((name, value.as_str()?)))
    }

    /// The names of a map's members, whether or not their values are known.
    pub fn keys(&self, name: &str) -> impl Iterator<Item = &'p str> + use<'p> {
        let members = match self.attr(name).known().map(|value| &value.kind) {
            Some(Kind::Map(members)) => Some(members),
            _ => None,
        };
        members.into_iter().flat_map(Members::names)
    }

    /// Whether an attribute, or a part of it, is marked sensitive: it must not be printed.
    pub fn is_sensitive(&self, name: &str) -> bool {
        let member = self.value.member(name);
        self.value.sensitive || member.is_some_and(Value::is_sensitive)
    }

    /// A scalar attribute for messages: its value, `(sensitive)` where it is
    /// marked, or what takes its place. Only for attributes that hold no secrets.
    pub fn shown(&self, name: &str) -> String {
        match self.attr(name) {
            Attr::Known(value) if value.sensitive || self.value.sensitive => {
                "(sensitive)".to_owned()
            }
            Attr::Known(value) => match &value.kind {
                Kind::String(text) => text.to_string(),
                Kind::Number(number) => number.to_string(),
                Kind::Bool(value) => value.to_string(),
                _ => "(not shown)".to_owned(),
            },
            Attr::Unknown => "(known after apply)".to_owned(),
            Attr::Unset => "(not set)".to_owned(),
        }
    }
}
