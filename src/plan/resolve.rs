//! Follows references to the resources they lead to (plan-format.md section 8).
//!
//! In goes an expression with the place it is evaluated at; out go its leaves:
//! resources, constants, root variables, and what was lost on the way and why.
//! Joining values and narrowing by expected types is the graph's business.

use super::evidence::Holder;
use super::expression::Expression;
use super::leaf::{Confidence, Leaf, Lost};
use super::tracer::{Context, Tracer};
use super::{Plan, ResourceId};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

impl<'p> Plan<'p> {
    /// Follows an expression of a resource's block.
    pub fn trace(&'p self, id: ResourceId, expression: &'p Expression<'p>) -> Vec<Leaf<'p>> {
        self.tracer(id).map_or_else(
            || vec![Leaf::Lost(Lost::NoConfiguration)],
            |(mut tracer, context)| {
                tracer.expression(&context, expression, &[]);
                tracer.leaves
            },
        )
    }

    /// Follows what the sources say of an attribute inside `dynamic` blocks.
    pub fn trace_dynamic(&'p self, id: ResourceId, path: &[&str]) -> Vec<Leaf<'p>> {
        let found = self
            .evidence
            .map(|evidence| evidence.dynamic(&self[id].parsed, path));
        let chains: Vec<Cow<'_, str>> = found.into_iter().flatten().map(Cow::Owned).collect();
        match self.tracer(id) {
            Some((mut tracer, context)) if !chains.is_empty() => {
                tracer.how = Confidence::Inferred;
                tracer.references(&context, &chains, &[], &[]);
                tracer.leaves
            }
            _ => vec![Leaf::Lost(Lost::NotWritten)],
        }
    }

    /// Follows an expression that stands in no resource.
    pub(super) fn leaves_of(
        &'p self,
        context: &Context<'p>,
        expression: &'p Expression<'p>,
    ) -> Vec<Leaf<'p>> {
        let mut tracer = Tracer::new(self);
        tracer.expression(context, expression, &[]);
        tracer.leaves
    }

    /// The resources that outputs of the root module pass on, by which other
    /// stacks may refer to them.
    pub fn exported(&'p self) -> HashSet<ResourceId> {
        let outputs = self.root.outputs.iter();
        let leaves = outputs.flat_map(|(name, output)| {
            let context = Context {
                holder: Some(Holder::Output(name.to_string())),
                modules: Arc::default(),
                own: Default::default(),
                for_each: None,
            };
            self.leaves_of(&context, output)
        });
        let resources = leaves.filter_map(|leaf| match leaf {
            Leaf::Resource { id, .. } => Some(id),
            Leaf::Constant(_) | Leaf::Variable(_) | Leaf::Lost(_) => None,
        });
        resources.collect()
    }

    fn tracer(&'p self, id: ResourceId) -> Option<(Tracer<'p>, Context<'p>)> {
        let address = &self[id].parsed;
        let block = self.block(id)?;
        let context = Context {
            holder: Some(Holder::Block(address.in_module())),
            modules: address.modules.clone(),
            own: self.own_of(address),
            for_each: block.for_each.as_ref(),
        };
        Some((Tracer::new(self), context))
    }
}
