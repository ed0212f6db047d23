//! The links of a plan, by what they lead from and to.

use super::link::{Link, Unresolved};
use super::linking::Linked;
use super::words::Words;
use crate::graph::types::canonical;
use crate::plan::{Node, Plan, ResourceId};
use std::collections::BTreeSet;

/// All links and losses, and where to look for them.
pub(in crate::graph) struct Links<'p> {
    plan: &'p Plan<'p>,
    pub(in crate::graph) links: Vec<Link>,
    pub(in crate::graph) unresolved: Vec<Unresolved>,
    /// The texts that the sources tell more of than the plan.
    pub(in crate::graph) words: Words,
    from: ByResource,
    open_from: ByResource,
    /// Those of each resource by the type and the attribute that they come from.
    into: ByResource,
    /// Types and attributes of which some reference could not be followed.
    open: BTreeSet<(&'p str, &'static str)>,
}

/// Where one attribute leads.
#[derive(Clone, Debug, Default)]
pub struct Ends<'g> {
    pub links: Vec<&'g Link>,
    /// Whether these are all: every reference was followed to its end.
    pub complete: bool,
}

impl<'g> Ends<'g> {
    /// The one resource the attribute surely leads to.
    pub fn sure(&self) -> Option<ResourceId> {
        match self.links.as_slice() {
            [link] if link.is_sure() && self.complete => link.resource(),
            _ => None,
        }
    }

    /// The one resource the attribute leads to, as far as can be told.
    pub fn only(&self) -> Option<ResourceId> {
        match self.links.as_slice() {
            [link] => link.resource(),
            _ => None,
        }
    }

    /// Whether all it leads to is surely outside the plan.
    pub(in crate::graph) fn lead_elsewhere(&self) -> bool {
        self.complete && !self.links.is_empty() && self.resources().next().is_none()
    }

    /// All resources the attribute may lead to.
    pub fn resources(&self) -> impl Iterator<Item = ResourceId> + '_ {
        self.links.iter().filter_map(|link| link.resource())
    }
}

impl<'p> Links<'p> {
    pub(in crate::graph) fn of(plan: &'p Plan<'p>, linked: Linked) -> Self {
        let Linked {
            links,
            unresolved,
            words,
        } = linked;
        let count = plan.ids().count();
        let mut from = ByResource::of(count, links.iter().map(|link| Some(link.from)));
        from.sort_each_by(|at| &links[at].block);
        let mut open_from = ByResource::of(count, unresolved.iter().map(|one| Some(one.from)));
        open_from.sort_each_by(|at| &unresolved[at].block);
        let mut into = ByResource::of(count, links.iter().map(Link::resource));
        into.sort_each_by(|at| origin(plan, &links[at]));
        let open = unresolved.iter().map(|one| {
            let type_name = canonical(&plan[one.from].parsed.type_name);
            (type_name, one.attribute)
        });
        Self {
            plan,
            open: open.collect(),
            links,
            unresolved,
            words,
            from,
            open_from,
            into,
        }
    }

    /// Where an attribute of a block leads.
    pub(in crate::graph) fn follow(&self, node: &Node<'_>, attribute: &str) -> Ends<'_> {
        let links = self
            .from
            .equal(node.id, &&node.path, |at| &self.links[at].block);
        let links = links.iter().map(|at| &self.links[*at as usize]);
        let lost = self
            .open_from
            .equal(node.id, &&node.path, |at| &self.unresolved[at].block);
        Ends {
            links: links.filter(|link| link.attribute == attribute).collect(),
            complete: !lost
                .iter()
                .any(|at| self.unresolved[*at as usize].attribute == attribute),
        }
    }

    /// The links that lead to a resource from resources of a type, by an attribute.
    pub(in crate::graph) fn leading_to(
        &self,
        to: ResourceId,
        type_name: &str,
        attribute: &str,
    ) -> impl Iterator<Item = &Link> {
        let sought = (type_name, attribute);
        let positions = self
            .into
            .equal(to, &sought, |at| origin(self.plan, &self.links[at]));
        positions.iter().map(|at| &self.links[*at as usize])
    }

    pub(in crate::graph) fn any_unresolved(&self, type_name: &str, attribute: &str) -> bool {
        let open: &BTreeSet<(&str, &str)> = &self.open;
        open.contains(&(type_name, attribute))
    }
}

/// The type and the attribute that a link comes from.
fn origin<'l>(plan: &'l Plan<'_>, link: &Link) -> (&'l str, &'static str) {
    let type_name = canonical(&plan[link.from].parsed.type_name);
    (type_name, link.attribute)
}

/// Positions in a list, by the resource that the items belong to. There is one number for each
/// resource of the plan, so they are small ones.
struct ByResource {
    /// Where the positions of each resource begin; one more than there are resources.
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl ByResource {
    /// In the list's order, each resource for itself.
    fn of(count: usize, owners: impl Iterator<Item = Option<ResourceId>> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        for owner in owners.clone().flatten() {
            starts[owner.number() + 1] += 1;
        }
        for number in 0..count {
            starts[number + 1] += starts[number];
        }
        let mut free = starts.clone();
        let mut positions = vec![0; starts[count] as usize];
        for (at, owner) in (0..).zip(owners) {
            if let Some(owner) = owner {
                let next = &mut free[owner.number()];
                positions[*next as usize] = at;
                *next += 1;
            }
        }
        Self { starts, positions }
    }

    fn of_resource(&self, id: ResourceId) -> &[u32] {
        let [start, end] = [id.number(), id.number() + 1].map(|at| self.starts[at] as usize);
        &self.positions[start..end]
    }

    /// Sorts those of each resource by a key; what has the same keeps its order.
    fn sort_each_by<K: Ord>(&mut self, key: impl Fn(usize) -> K) {
        for range in self.starts.windows(2) {
            self.positions[range[0] as usize..range[1] as usize]
                .sort_by_key(|at| key(*at as usize));
        }
    }

    /// Those of a resource that have a key, once they are sorted by it.
    fn equal<K: Ord>(&self, id: ResourceId, key: &K, of: impl Fn(usize) -> K) -> &[u32] {
        let own = self.of_resource(id);
        let start = own.partition_point(|at| of(*at as usize) < *key);
        let end = own.partition_point(|at| of(*at as usize) <= *key);
        &own[start..end]
    }
}
