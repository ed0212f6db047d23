//! Finds the links between resources: references joined with values.
//!
//! Follows plan-format.md section 8: values that are known are joined with the
//! known names of resources; values that are not are followed through their
//! expressions and narrowed to the types that the attribute may name.

use super::names::Names;
use super::references::{REFERENCES, Reference, canonical};
use crate::plan::{Attr, Confidence, Kind, Leaf, Lost, Node, Path, Plan, ResourceId, Value};
use std::collections::{BTreeMap, HashMap};

/// What an attribute leads to.
#[derive(Clone, Debug)]
pub struct Link {
    pub from: ResourceId,
    /// The block that holds the attribute.
    pub block: Path,
    pub attribute: &'static str,
    pub to: End,
    pub how: Confidence,
}

/// The far end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    Resource(ResourceId),
    /// Something the plan only names: a literal, or a data source.
    Elsewhere(Option<ResourceId>),
}

/// A reference that could not be followed to its end.
#[derive(Clone, Debug)]
pub struct Unresolved {
    pub from: ResourceId,
    pub block: Path,
    pub attribute: &'static str,
    pub why: Lost,
}

/// All links of a plan, as found.
#[derive(Default)]
pub(super) struct Linked {
    pub(super) links: Vec<Link>,
    pub(super) unresolved: Vec<Unresolved>,
}

/// Finds every link of the plan.
pub(super) fn link(plan: &Plan<'_>) -> Linked {
    let names = Names::collect(plan);
    let mut by_type: HashMap<&str, Vec<&Reference>> = HashMap::new();
    for reference in REFERENCES {
        for from in reference.from {
            by_type.entry(from).or_default().push(reference);
        }
    }
    let mut linked = Linked::default();
    for id in plan.ids() {
        let address = &plan[id].parsed;
        if address.data {
            continue;
        }
        for reference in by_type
            .get(canonical(&address.type_name))
            .into_iter()
            .flatten()
        {
            let (blocks, attribute) = match reference.attribute.rsplit_once('.') {
                Some((blocks, attribute)) => (blocks, attribute),
                None => ("", reference.attribute),
            };
            let mut linker = Linker {
                plan,
                names: &names,
                reference,
                attribute,
                linked: &mut linked,
            };
            linker.descend(plan.node(id), blocks);
        }
    }
    linked
}

struct Linker<'l, 'p> {
    plan: &'p Plan<'p>,
    names: &'l Names<'p>,
    reference: &'static Reference,
    attribute: &'static str,
    linked: &'l mut Linked,
}

impl<'p> Linker<'_, 'p> {
    fn descend(&mut self, node: Node<'p>, blocks: &'static str) {
        if blocks.is_empty() {
            return self.attribute(&node);
        }
        let (first, rest) = blocks.split_once('.').unwrap_or((blocks, ""));
        let inner = node.blocks(first);
        if !inner.complete {
            self.unresolved(&node, Lost::NotWritten);
        }
        for node in inner.nodes {
            self.descend(node, rest);
        }
    }

    fn attribute(&mut self, node: &Node<'p>) {
        let mut candidates: BTreeMap<End, Confidence> = BTreeMap::new();
        let mut lost = Vec::new();
        match node.attr(self.attribute) {
            Attr::Unset => {}
            Attr::Known(value) => {
                let items = match &value.kind {
                    Kind::List(items) => items.as_slice(),
                    _ => std::slice::from_ref(value),
                };
                self.join(node, items, &mut candidates);
                if items.iter().any(Value::is_unknown) {
                    self.trace(node, true, &mut candidates, &mut lost);
                }
            }
            Attr::Unknown => self.trace(node, false, &mut candidates, &mut lost),
        }
        for (to, how) in candidates {
            self.linked.links.push(Link {
                from: node.id,
                block: node.path.clone(),
                attribute: self.attribute,
                to,
                how,
            });
        }
        lost.sort();
        lost.dedup();
        for why in lost {
            self.unresolved(node, why);
        }
    }

    fn unresolved(&mut self, node: &Node<'p>, why: Lost) {
        self.linked.unresolved.push(Unresolved {
            from: node.id,
            block: node.path.clone(),
            attribute: self.attribute,
            why,
        });
    }

    /// Value join: equal names prove a link, without any reference.
    fn join(
        &self,
        node: &Node<'p>,
        items: &[Value<'p>],
        candidates: &mut BTreeMap<End, Confidence>,
    ) {
        for text in items
            .iter()
            .filter_map(Value::as_str)
            .filter(|text| !text.is_empty())
        {
            let found = self
                .reference
                .form
                .names(text)
                .into_iter()
                .find_map(|name| {
                    let owners: Vec<_> = self
                        .names
                        .by_text
                        .get(name)?
                        .iter()
                        .filter(|(id, attribute)| self.expects(*id, Some(attribute)))
                        .map(|(id, _)| *id)
                        .collect();
                    (!owners.is_empty()).then_some(owners)
                });
            let Some(owners) = found else {
                candidates.insert(End::Elsewhere(None), Confidence::Exact);
                continue;
            };
            let mut ends: Vec<End> = owners.into_iter().map(|id| self.end(id)).collect();
            ends.sort();
            ends.dedup();
            // A data source of a resource that stands in the plan is that resource.
            if ends.iter().any(|end| matches!(end, End::Resource(_))) {
                ends.retain(|end| matches!(end, End::Resource(_)));
            }
            // Two regions may hold things of one name: the references tell.
            if ends.len() > 1 {
                let named = self.named_by(node);
                if ends.iter().any(|end| named.contains(end)) {
                    ends.retain(|end| named.contains(end));
                }
            }
            let how = if ends.len() == 1 {
                Confidence::Exact
            } else {
                Confidence::Ambiguous
            };
            candidates.extend(ends.into_iter().map(|end| (end, how)));
        }
    }

    /// The resources that the expressions of an attribute mention.
    fn named_by(&self, node: &Node<'p>) -> Vec<End> {
        let expressions = node.expressions(self.attribute).into_iter();
        let leaves = expressions.flat_map(|expression| self.plan.trace(node.id, expression));
        let ends = leaves.filter_map(|leaf| match leaf {
            Leaf::Resource { id, .. } => Some(self.end(id)),
            _ => None,
        });
        ends.collect()
    }

    /// Follows the expressions of a value that is known only after apply.
    fn trace(
        &self,
        node: &Node<'p>,
        is_list: bool,
        candidates: &mut BTreeMap<End, Confidence>,
        lost: &mut Vec<Lost>,
    ) {
        let expressions = node.expressions(self.attribute);
        let leaves: Vec<Leaf<'_>> = if expressions.is_empty() {
            let names: Vec<&str> = self.reference.attribute.split('.').collect();
            self.plan.trace_dynamic(node.id, &names)
        } else {
            let traced = expressions
                .into_iter()
                .map(|expression| self.plan.trace(node.id, expression));
            traced.flatten().collect()
        };
        let mut found: BTreeMap<End, Confidence> = BTreeMap::new();
        let mut open = Vec::new();
        for leaf in leaves {
            match leaf {
                Leaf::Resource { id, attribute, how } if self.expects(id, attribute.as_deref()) => {
                    let end = found.entry(self.end(id)).or_insert(how);
                    *end = how.min(*end);
                }
                Leaf::Lost(why) => open.push(why),
                Leaf::Resource { id, .. } if passes_on(&self.plan[id].parsed.type_name) => {
                    open.push(Lost::Through(self.plan[id].address.to_string()));
                }
                Leaf::Resource { .. } | Leaf::Constant(_) | Leaf::Variable(_) => {}
            }
        }
        // `aws_x.y[*].id` in a list means every instance, not one of them.
        let is_list = is_list || self.reference.attribute.ends_with('s');
        match (found.len(), open.pop()) {
            (0, Some(why)) => self.last_resort(node, why, candidates, lost),
            (0, None) => {
                candidates.insert(End::Elsewhere(None), Confidence::Exact);
            }
            (1, why) => {
                let how = |how| match how {
                    Confidence::Exact => Confidence::Exact,
                    _ if is_list && why.is_none() => Confidence::Exact,
                    // What was lost on the way leaves no other candidate.
                    Confidence::SameKey | Confidence::Inferred if why.is_none() => {
                        Confidence::SameKey
                    }
                    _ => Confidence::Inferred,
                };
                candidates.extend(found.into_iter().map(|(end, found)| (end, how(found))));
                lost.extend(why);
            }
            (_, why) => {
                let how = if is_list {
                    Confidence::Exact
                } else {
                    Confidence::Ambiguous
                };
                candidates.extend(found.into_keys().map(|end| (end, how)));
                lost.extend(why);
            }
        }
        lost.extend(open);
    }

    /// The only candidate of the expected type in the same module is a guess
    /// that is worth following, and marked as one.
    fn last_resort(
        &self,
        node: &Node<'p>,
        why: Lost,
        candidates: &mut BTreeMap<End, Confidence>,
        lost: &mut Vec<Lost>,
    ) {
        let module = self.plan[node.id].parsed.siblings();
        let module = module.rsplitn(3, '.').nth(2).unwrap_or_default();
        let near = self.reference.to.iter().flat_map(|(target, _)| {
            let key = (module.to_owned(), *target);
            self.names.by_module.get(&key).into_iter().flatten()
        });
        let mut near = near.filter(|id| self.plan.may_refer(node.id, **id));
        let lost_on_the_way = !matches!(why, Lost::Dangling(_) | Lost::NoConfiguration);
        if let (Some(only), None, true) = (near.next(), near.next(), lost_on_the_way) {
            candidates.insert(End::Resource(*only), Confidence::Inferred);
        }
        lost.push(why);
    }

    fn expects(&self, id: ResourceId, attribute: Option<&str>) -> bool {
        let type_name = canonical(&self.plan[id].parsed.type_name);
        self.reference.to.iter().any(|(target, attributes)| {
            *target == type_name
                && attribute.is_none_or(|attribute| attributes.contains(&attribute))
        })
    }

    fn end(&self, id: ResourceId) -> End {
        if self.plan[id].parsed.data {
            End::Elsewhere(Some(id))
        } else {
            End::Resource(id)
        }
    }
}

/// Whether values of such a resource may be anything: it only passes them on.
fn passes_on(type_name: &str) -> bool {
    !type_name.starts_with("aws_")
        || matches!(
            type_name,
            "aws_ssm_parameter" | "aws_secretsmanager_secret_version" | "aws_cloudformation_stack"
        )
}
