//! The region that a resource stands in.

use super::node::Attr;
use super::tracer::Context;
use super::{Call, Leaf, Plan, ResourceId};

impl<'a> Plan<'a> {
    /// The region of a resource: its own, or that of its provider. Unknown where
    /// nothing in the plan tells, such as when the environment does.
    pub fn region(&'a self, id: ResourceId) -> Option<&'a str> {
        match self.node(id).plain_text("region") {
            Attr::Known(region) => return Some(region),
            Attr::Unknown if self.node(id).is_set("region") => return None,
            Attr::Unknown | Attr::Unset => {}
        }
        let key = self.block(id)?.provider.as_deref()?;
        let provider = self.providers.get(key)?;
        let modules = provider.modules.iter().map(|name| Call {
            name: name.clone(),
            key: None,
        });
        let context = Context {
            holder: None,
            modules: modules.collect(),
            own: Default::default(),
            for_each: None,
        };
        let leaves = self.leaves_of(&context, provider.region.as_ref()?);
        let mut regions = leaves.iter().map(|leaf| match leaf {
            Leaf::Constant(value) => value.as_str(),
            Leaf::Variable(name) => self.variable(name).and_then(|value| value.as_str()),
            Leaf::Resource { .. } | Leaf::Lost(_) => None,
        });
        match (regions.next(), regions.next()) {
            (Some(region), None) => region,
            _ => None,
        }
    }
}
