//! The architecture of a plan: its resources, and the links between them.

use crate::answer::Answer;
use crate::config::Config;
use crate::graph::links::{Ends, Link, Links, Unresolved, link_all};
use crate::graph::openapi;
use crate::graph::types::{canonical, reads};
use crate::plan::{Leaf, Node, Piece, Plan, ResourceId};
use std::any::Any;
use std::sync::OnceLock;

/// What a graph keeps for whoever asks next.
#[derive(Clone, Copy)]
pub(in crate::graph) enum Kept {
    /// What leads around guards.
    Bypasses,
    /// The needs that tags declare.
    TaggedNeeds,
}

/// The architecture of one plan.
pub struct Graph<'p> {
    pub(in crate::graph) plan: &'p Plan<'p>,
    pub(in crate::graph) config: &'p Config,
    /// The OpenAPI documents of APIs.
    pub(in crate::graph) bodies: openapi::Bodies,
    pub(in crate::graph) links: Links<'p>,
    /// What is worked out once, for all that ask.
    kept: [OnceLock<Box<dyn Any + Send + Sync>>; 2],
}

impl<'p> Graph<'p> {
    /// Links the resources of a plan.
    pub fn build(plan: &'p Plan<'p>, config: &'p Config) -> Self {
        let bodies = openapi::Bodies::read(plan);
        let links = Links::of(plan, link_all(plan, &bodies));
        Self {
            plan,
            config,
            bodies,
            links,
            kept: Default::default(),
        }
    }

    /// What is kept under a name, found by whoever asks first. Each name is for one type.
    pub(in crate::graph) fn kept<T: Any + Send + Sync>(
        &self,
        name: Kept,
        find: impl FnOnce() -> T,
    ) -> &T {
        let kept = self.kept[name as usize].get_or_init(|| Box::new(find()));
        kept.downcast_ref().expect("each name is for one type")
    }

    pub fn plan(&self) -> &'p Plan<'p> {
        self.plan
    }

    pub fn config(&self) -> &'p Config {
        self.config
    }

    pub fn links(&self) -> &[Link] {
        &self.links.links
    }

    pub fn unresolved(&self) -> &[Unresolved] {
        &self.links.unresolved
    }

    /// Where an attribute of a block leads.
    pub fn follow(&self, node: &Node<'_>, attribute: &str) -> Ends<'_> {
        self.links.follow(node, attribute)
    }

    /// The links that lead to a resource from resources of a type, by an attribute.
    pub fn referrers<'g>(
        &'g self,
        to: ResourceId,
        type_name: &'g str,
        attribute: &'g str,
    ) -> impl Iterator<Item = &'g Link> {
        self.links.leading_to(to, type_name, attribute)
    }

    /// Whether some resource of the type has that attribute lead to where nobody
    /// can tell; absence is proven only where there is no such one.
    pub fn any_unresolved(&self, type_name: &str, attribute: &'static str) -> bool {
        self.links.any_unresolved(type_name, attribute)
    }

    /// Whether some resource of the type refers to this one by that attribute:
    /// unknown when one may, or when the plan leaves such resources out.
    pub fn is_referred_to(
        &self,
        id: ResourceId,
        type_name: &str,
        attribute: &'static str,
    ) -> Answer {
        let links = self.referrers(id, type_name, attribute);
        let named = links.map(|link| Answer::of(link.is_sure().then_some(true)));
        let more = self.any_unresolved(type_name, attribute) || self.may_lack(type_name);
        Answer::any(named.chain([Answer::unless(more)]))
    }

    /// Whether the configuration says that another stack guards it with a web ACL.
    pub fn assumes_web_acl(&self, address: &str) -> bool {
        let mut assumed = self.config.assume_waf.iter();
        assumed.any(|glob| glob.matches(address))
    }

    /// The current name of a resource's type.
    pub fn type_of(&self, id: ResourceId) -> &str {
        canonical(&self.plan[id].parsed.type_name)
    }

    /// Whether the plan may leave out resources of the type, deprecated aliases included.
    pub fn may_lack(&self, type_name: &str) -> bool {
        let alias = || {
            let rest = type_name.strip_prefix("aws_lb")?;
            Some(format!("aws_alb{rest}"))
        };
        self.plan.may_lack(type_name) || alias().is_some_and(|alias| self.plan.may_lack(&alias))
    }

    /// One of the types of which the plan may leave out resources.
    pub fn lacking<'f>(&self, families: &[&'f [&'f str]]) -> Option<&'f str> {
        let mut types = families.iter().copied().flatten();
        types.find(|name| self.may_lack(name)).copied()
    }

    /// The managed resources of a type, deprecated aliases included.
    pub fn of_type(&self, type_name: &str) -> impl Iterator<Item = ResourceId> + use<'_, 'p> {
        let alias = type_name
            .strip_prefix("aws_lb")
            .map(|rest| format!("aws_alb{rest}"));
        let names = [Some(type_name.to_owned()), alias];
        let plan = self.plan;
        names
            .into_iter()
            .flatten()
            .flat_map(move |name| plan.of_type(&name).collect::<Vec<_>>())
    }

    pub fn address(&self, id: ResourceId) -> &str {
        &self.plan[id].address
    }

    /// The region that a resource stands in, when the plan tells.
    pub fn region(&self, id: ResourceId) -> Option<&'p str> {
        self.plan.region(id)
    }

    /// The address inside its module, as the configuration there writes it.
    pub fn local_name(&self, id: ResourceId) -> String {
        let address = &self.plan[id].parsed;
        let key = address.key.as_ref();
        let key = key.map_or(String::new(), |key| format!("[{key}]"));
        format!("{}.{}{key}", address.type_name, address.name)
    }

    /// The address of the module that holds a resource; empty for the root module.
    pub fn module_of(&self, id: ResourceId) -> &str {
        let local = self.local_name(id);
        let module = self.address(id).strip_suffix(&local);
        module.map_or("", |module| module.trim_end_matches('.'))
    }

    pub fn node(&self, id: ResourceId) -> Node<'p> {
        self.plan.node(id)
    }

    /// What the text of an attribute is made of; `None` when it is not set or nothing tells.
    pub(in crate::graph) fn pieces(
        &self,
        node: &Node<'p>,
        attribute: &str,
    ) -> Option<Vec<Piece<'p>>> {
        let worked_out = || Some(self.links.words.find(node, attribute)?.to_vec());
        self.plan.pieces(node, attribute).or_else(worked_out)
    }

    /// The attributes by which an attribute names resources of the plan.
    pub(in crate::graph) fn named_as(
        &self,
        node: &Node<'p>,
        attribute: &str,
    ) -> Vec<(ResourceId, String)> {
        if let Some(pieces) = self.links.words.find(node, attribute) {
            let named = pieces.iter().filter_map(|piece| match piece {
                Piece::Of { id, attribute } => Some((*id, attribute.clone())),
                Piece::Text(_) => None,
            });
            return named.collect();
        }
        let expressions = node.expressions(attribute).into_iter();
        let leaves = expressions.flat_map(|expression| self.plan.trace(node.id, expression));
        let named = leaves.filter_map(|leaf| match leaf {
            Leaf::Resource { id, attribute, .. } => Some((id, attribute?)),
            _ => None,
        });
        named.collect()
    }

    /// How many resources of fronting architectures the plan holds.
    pub fn size(&self) -> usize {
        let managed = |id: &ResourceId| !self.plan[*id].parsed.data;
        let ids = self.plan.ids().filter(managed);
        let types = ids.map(|id| self.type_of(id));
        // No request passes a role or a cluster.
        let besides = ["aws_iam_role", "aws_ecs_cluster"];
        types
            .filter(|name| reads(name) && !besides.contains(name))
            .count()
    }
}
