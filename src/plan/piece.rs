//! What the text of an attribute is made of: what is known of it before all of
//! it is known.

use super::address::{Call, Key};
use super::expression::Expression;
use super::instance::Own;
use super::node::{Attr, Node};
use super::reference::{Head, collapse};
use super::tracer::{Context, Tracer};
use super::value::Value;
use super::{Confidence, Evidence, Leaf, Part, Plan, ResourceId, Site};
use std::borrow::Cow;

/// A part of the text of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'p> {
    Text(Cow<'p, str>),
    /// What an attribute of a resource will hold.
    Of {
        id: ResourceId,
        attribute: String,
    },
}

/// How many variables, locals and outputs in a row are followed.
const HOPS: usize = 16;

impl<'p> Plan<'p> {
    /// What the text of an attribute is made of. `None` when it is not set, or
    /// when only the source could tell and does not.
    pub fn pieces(&'p self, node: &Node<'p>, attribute: &str) -> Option<Vec<Piece<'p>>> {
        match node.attr(attribute) {
            Attr::Unset => return None,
            Attr::Known(value) if value.wholly_known() => {
                return Some(vec![Piece::Text(value.as_str()?.into())]);
            }
            Attr::Known(_) | Attr::Unknown => {}
        }
        let evidence = self.evidence?;
        let address = &self[node.id].parsed;
        let ordinals = node.own_ordinals().iter().copied();
        let blocks = node.path.0.iter().zip(ordinals);
        let mut path: Vec<_> = blocks
            .map(|(segment, at)| (segment.name.as_str(), at))
            .collect();
        path.push((attribute, None));
        let site = Site::Resource {
            block: address,
            path: &path,
        };
        let parts = evidence.parts(&address.call_names(), &site)?;
        let context = Context {
            holder: None,
            modules: address.modules.clone(),
            own: self.own_of(address),
            for_each: self.block(node.id)?.for_each.as_ref(),
        };
        let maker = Maker {
            plan: self,
            evidence,
        };
        maker.make(&context, parts, HOPS)
    }
}

struct Maker<'p> {
    plan: &'p Plan<'p>,
    evidence: &'p (dyn Evidence + Sync),
}

impl<'p> Maker<'p> {
    fn make(
        &self,
        context: &Context<'p>,
        parts: &'p [Part],
        hops: usize,
    ) -> Option<Vec<Piece<'p>>> {
        let pieces = parts.iter().map(|part| match part {
            Part::Text(text) => Some(vec![Piece::Text(text.as_str().into())]),
            Part::Value { chains, attribute } => {
                self.value(context, chains, attribute.as_deref(), hops.checked_sub(1)?)
            }
        });
        let pieces: Option<Vec<_>> = pieces.collect();
        pieces.map(|pieces| pieces.concat())
    }

    fn value(
        &self,
        context: &Context<'p>,
        chains: &[String],
        attribute: Option<&str>,
        hops: usize,
    ) -> Option<Vec<Piece<'p>>> {
        let chains: Vec<Cow<'_, str>> = chains.iter().map(|chain| chain.as_str().into()).collect();
        let references = collapse(&chains);
        let first = references.first()?;
        let calls: Vec<String> = context
            .modules
            .iter()
            .map(|call| call.name.clone())
            .collect();
        match &first.head {
            Head::Resource { .. } => self.resource(context, &chains, attribute),
            Head::Variable(name) if first.rest.is_empty() => self.variable(context, name, hops),
            Head::Local(name) => {
                let parts = self.evidence.parts(&calls, &Site::Local(name))?;
                self.make(context, parts, hops)
            }
            Head::Module { name, key, output } => {
                let output = output.as_deref().or(attribute)?;
                let inner = self.only_call(context, name, key.as_ref())?;
                let calls = [calls.as_slice(), std::slice::from_ref(name)].concat();
                let parts = self.evidence.parts(&calls, &Site::Output(output))?;
                self.make(&inner, parts, hops)
            }
            Head::InstanceKey => match context.own.key.as_ref()? {
                Key::Name(name) => Some(vec![Piece::Text(name.clone().into())]),
                Key::Index(index) => Some(vec![Piece::Text(index.to_string().into())]),
            },
            Head::EachValue if first.rest.is_empty() => {
                match (context.for_each, &context.own.key) {
                    (Some(Expression::Constant(entries)), Some(Key::Name(key))) => {
                        let entry = entries.member(key)?.as_str()?;
                        Some(vec![Piece::Text(entry.into())])
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The one resource that a reference leads to, or what is known of it already.
    fn resource(
        &self,
        context: &Context<'p>,
        chains: &[Cow<'_, str>],
        attribute: Option<&str>,
    ) -> Option<Vec<Piece<'p>>> {
        let mut tracer = Tracer::new(self.plan);
        tracer.references(context, chains, &[], &[]);
        let [
            Leaf::Resource {
                id,
                attribute: named,
                how: Confidence::Exact | Confidence::SameKey,
            },
        ] = tracer.leaves.as_slice()
        else {
            return None;
        };
        let attribute = named.as_deref().or(attribute)?;
        let value = self.plan[*id].value.as_ref();
        let piece = match value
            .and_then(|value| value.member(attribute))
            .and_then(|value| value.as_str())
        {
            Some(text) => Piece::Text(text.into()),
            None => Piece::Of {
                id: *id,
                attribute: attribute.to_owned(),
            },
        };
        Some(vec![piece])
    }

    fn variable(&self, context: &Context<'p>, name: &str, hops: usize) -> Option<Vec<Piece<'p>>> {
        let constant = |value: &'p Value<'p>| Some(vec![Piece::Text(value.as_str()?.into())]);
        let Some((call, parents)) = context.modules.split_last() else {
            return constant(self.plan.variable(name)?);
        };
        let outer = Context {
            holder: None,
            modules: parents.into(),
            own: self.plan.own_of_call(parents, call),
            for_each: None,
        };
        let calls: Vec<String> = parents.iter().map(|call| call.name.clone()).collect();
        let written = self.plan.root.descend(calls.iter().map(String::as_str))?;
        let written = written.calls.get(&call.name)?;
        match written.expressions.get(name) {
            Some(Expression::Constant(value)) => constant(value),
            Some(_) => {
                let site = Site::Argument {
                    call: &call.name,
                    name,
                };
                self.make(&outer, self.evidence.parts(&calls, &site)?, hops)
            }
            None => constant(written.module.defaults.get(name)?.as_ref()?),
        }
    }

    /// Inside a call that is not repeated, or whose instance is named.
    fn only_call(
        &self,
        context: &Context<'p>,
        name: &str,
        key: Option<&Key>,
    ) -> Option<Context<'p>> {
        let prefix = super::address::module_prefix(&context.modules);
        let keys = self.plan.module_keys.get(&format!("{prefix}module.{name}"));
        let repeated = keys.is_some_and(|keys| keys.keys.iter().any(Option::is_some));
        if repeated && key.is_none() {
            return None;
        }
        let call = Call {
            name: name.to_owned(),
            key: key.cloned(),
        };
        Some(Context {
            holder: None,
            modules: [&*context.modules, &[call]].concat().into(),
            own: Own::default(),
            for_each: None,
        })
    }
}
