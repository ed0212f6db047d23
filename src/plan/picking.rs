//! What picks an instance of a collection: what the source says where it is at hand, else what
//! the plan's references let one guess.

use super::address::{Key, module_prefix};
use super::configuration::BlockName;
use super::evidence::{Pick, Tail};
use super::instance::Index;
use super::leaf::Leaf;
use super::reference::{Head, Reference};
use super::tracer::{Context, Tracer, call_names, siblings_of};
use std::borrow::Cow;

impl<'p> Tracer<'p> {
    /// What the source says of an expression, for each of its references.
    pub(super) fn tails(
        &self,
        context: &Context<'p>,
        chains: &[Cow<'_, str>],
    ) -> &'p [Option<Tail>] {
        let found = self.plan.evidence.and_then(|evidence| {
            let modules = call_names(&context.modules);
            evidence.spelling(&modules, context.holder.as_ref()?, chains)
        });
        found.map_or(&[], |spelling| spelling.tails.as_slice())
    }

    /// What picks from a collection: as the source says, or as the plan lets one guess.
    pub(super) fn picked(
        &mut self,
        context: &Context<'p>,
        tail: Option<&Tail>,
        next: Option<&Reference>,
    ) -> Index {
        match (tail.map(|tail| &tail.pick), &context.own.key) {
            // An index expression walks the collection, then its key.
            (None | Some(Some(Pick::Any)), _) => self.index_of(context, next),
            (Some(Some(Pick::Own(parts))), Some(own)) => Index::Key(Pick::key(parts, own)),
            (Some(_), _) => Index::None,
        }
    }

    /// What the reference behind a collection may pick from it.
    pub(super) fn index_of(&mut self, context: &Context<'p>, next: Option<&Reference>) -> Index {
        let Some(next) = next else { return Index::None };
        match next.head {
            Head::InstanceKey => Index::OwnKey,
            Head::EachValue | Head::Variable(_) => {
                // Followed aside: its leaves are keys, not ends.
                let leaves = std::mem::take(&mut self.leaves);
                let seen = std::mem::take(&mut self.seen);
                self.reference(context, next, &Index::None, &next.rest);
                let keys = std::mem::replace(&mut self.leaves, leaves);
                self.seen = seen;
                match keys.as_slice() {
                    [Leaf::Constant(value)] => Index::key(value),
                    [Leaf::Variable(name)] => {
                        self.plan.variable(name).map_or(Index::None, Index::key)
                    }
                    // `each.value` of a set is its key, and `toset([…])` leaves no trace.
                    _ if matches!(next.head, Head::EachValue)
                        && next.rest.is_empty()
                        && context.for_each.is_none() =>
                    {
                        Index::OwnKey
                    }
                    _ => Index::None,
                }
            }
            _ => Index::None,
        }
    }

    /// Whether what a bare name stands for has an instance of that key.
    pub(super) fn has_key(&self, context: &Context<'p>, head: &Head, key: &str) -> bool {
        match head {
            Head::Module {
                name,
                key: None,
                output: None,
            } => self.has_call(context, name, key),
            Head::Resource {
                data,
                type_name,
                name,
                key: None,
                attribute: None,
            } => {
                let block = BlockName {
                    data: *data,
                    type_name: type_name.into(),
                    name: name.into(),
                };
                self.has_instance(context, &block, key)
            }
            _ => false,
        }
    }

    /// Whether a repeated block has an instance of that key.
    pub(super) fn has_instance(
        &self,
        context: &Context<'p>,
        block: &BlockName<'_>,
        key: &str,
    ) -> bool {
        let siblings = self.plan.siblings.at(&siblings_of(context, block));
        let key = Key::Name(key.to_owned());
        siblings.is_some_and(|(_, instances)| instances.position(&key).is_some())
    }

    /// Whether a repeated call has an instance of that key.
    pub(super) fn has_call(&self, context: &Context<'p>, name: &str, key: &str) -> bool {
        let call = format!("{}module.{name}", module_prefix(&context.modules));
        let key = Key::Name(key.to_owned());
        let instances = self.plan.module_keys.get(&call);
        instances.is_some_and(|instances| instances.position(&key).is_some())
    }
}
