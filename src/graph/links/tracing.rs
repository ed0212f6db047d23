//! Finds where one attribute leads: by its value, else by its expressions.
//!
//! Values that are known are joined with the known names of resources; values
//! that are not are followed through their expressions and narrowed to the types
//! that the attribute may name.

use super::link::{End, path_of};
use super::names::Names;
use crate::graph::types::{Form, INDEX, Reference, canonical};
use crate::plan::{
    Attr, Confidence, Kind, Leaf, Lost, Node, Piece, Plan, ResourceId, Value, Worked, Worker,
};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// An attribute of the table, where it stands in a plan.
pub(in crate::graph) struct Asked<'n, 'p> {
    pub(in crate::graph) node: &'n Node<'p>,
    pub(in crate::graph) attribute: &'static str,
    pub(in crate::graph) reference: &'static Reference,
}

/// Where an attribute leads, as far as could be followed.
#[derive(Default)]
pub(in crate::graph) struct Traced {
    pub(in crate::graph) ends: BTreeMap<End, Confidence>,
    pub(in crate::graph) lost: Vec<Lost>,
}

/// How many references in a row are followed: a rule's listener's balancer, …
const HOPS: usize = 6;

/// Looks for the ends of attributes among the names of a plan.
pub(in crate::graph) struct Finder<'l, 'p> {
    plan: &'p Plan<'p>,
    names: &'l Names<'p>,
    /// What the sources tell of expressions.
    worker: RefCell<Worker<'p>>,
}

impl<'l, 'p> Finder<'l, 'p> {
    pub(in crate::graph) fn new(plan: &'p Plan<'p>, names: &'l Names<'p>) -> Self {
        Self {
            plan,
            names,
            worker: RefCell::new(Worker::new(plan)),
        }
    }

    /// Where an attribute leads.
    pub(in crate::graph) fn find(&self, asked: &Asked<'_, 'p>) -> Traced {
        self.find_within(asked, HOPS)
    }

    /// What the text of an attribute will be made of, where only the sources tell.
    pub(in crate::graph) fn pieces(&self, asked: &Asked<'_, 'p>) -> Option<Vec<Piece<'static>>> {
        let Asked {
            node, attribute, ..
        } = asked;
        if !node.attr(attribute).is_unknown() || self.plan.pieces(node, attribute).is_some() {
            return None;
        }
        self.worker.borrow_mut().pieces(node, attribute)
    }

    fn find_within(&self, asked: &Asked<'_, 'p>, hops: usize) -> Traced {
        let mut found = Traced::default();
        match asked.node.attr(asked.attribute) {
            Attr::Unset => {}
            // A name that others share proves nothing.
            Attr::Known(_) if matches!(asked.reference.form, Form::Shared | Form::Within(_)) => {
                self.trace(asked, false, hops, &mut found);
                found.lost.clear();
            }
            Attr::Known(value) => {
                let items = items(value);
                for text in items.iter().filter_map(|item| item.as_str()) {
                    self.join(asked, text, &mut found.ends);
                }
                if items.iter().any(|item| item.is_unknown()) {
                    self.trace(asked, true, hops, &mut found);
                }
            }
            Attr::Unknown => self.trace(asked, false, hops, &mut found),
        }
        found
    }

    /// Value join: equal names prove a link, without any reference.
    fn join(&self, asked: &Asked<'_, 'p>, text: &str, ends: &mut BTreeMap<End, Confidence>) {
        if text.is_empty() {
            return;
        }
        let form = asked.reference.form;
        let names = form.names(text);
        let mut owners = names
            .iter()
            .map(|name| self.owners(asked, text, name))
            .filter(|owners| !owners.is_empty());
        if form.is_document() {
            let ends_of_all = owners.flatten().map(|id| (self.end(id), Confidence::Exact));
            return ends.extend(ends_of_all);
        }
        let Some(mut owners_of_name) = owners.next() else {
            ends.insert(End::Elsewhere(None), Confidence::Exact);
            return;
        };
        // All stages of an API have its host: it is the API that is named.
        let are_stages = |ids: &Vec<ResourceId>| ids.iter().all(|id| self.is_stage(*id));
        if owners_of_name.len() > 1 && are_stages(&owners_of_name) {
            let api = owners.find(|ids| !are_stages(ids));
            owners_of_name = api.unwrap_or(owners_of_name);
        }
        let mut found: Vec<End> = owners_of_name.into_iter().map(|id| self.end(id)).collect();
        found.sort();
        found.dedup();
        // A data source of a resource that stands in the plan is that resource.
        if found.iter().any(|end| matches!(end, End::Resource(_))) {
            found.retain(|end| matches!(end, End::Resource(_)));
        }
        // Two regions may hold things of one name: the references tell.
        if found.len() > 1 {
            let named = self.named_by(asked);
            if found.iter().any(|end| named.contains(end)) {
                found.retain(|end| named.contains(end));
            }
        }
        // The host of an API is that of its stages too.
        if found.len() > 1
            && found
                .iter()
                .any(|end| self.is_of(end, &["aws_api_gateway_rest_api", "aws_apigatewayv2_api"]))
        {
            found.retain(|end| {
                !self.is_of(end, &["aws_api_gateway_stage", "aws_apigatewayv2_stage"])
            });
        }
        let how = if found.len() == 1 {
            Confidence::Exact
        } else {
            Confidence::Ambiguous
        };
        ends.extend(found.into_iter().map(|end| (end, how)));
    }

    /// The resources of an expected type that bear the name.
    fn owners(&self, asked: &Asked<'_, 'p>, text: &str, name: &str) -> Vec<ResourceId> {
        let named = self.names.by_text.get(name).into_iter().flatten();
        named
            .filter(|(id, attribute)| self.expects(asked, *id, Some(attribute)))
            .map(|(id, _)| *id)
            .filter(|id| {
                // The bare name out of an ARN is that of another account's, if the ARN is.
                let bare = text.contains(":function:") && !name.contains(':');
                let arn = bare
                    .then(|| self.plan.node(*id).text("arn").known())
                    .flatten();
                arn.is_none_or(|arn| text.contains(arn))
            })
            .collect()
    }

    /// The resources that the expressions of an attribute mention.
    fn named_by(&self, asked: &Asked<'_, 'p>) -> Vec<End> {
        let expressions = asked.node.expressions(asked.attribute).into_iter();
        let leaves = expressions.flat_map(|expression| self.plan.trace(asked.node.id, expression));
        let ends = leaves.filter_map(|leaf| match leaf {
            Leaf::Resource { id, .. } => Some(self.end(id)),
            _ => None,
        });
        ends.collect()
    }

    /// Follows the expressions of a value that is known only after apply.
    fn trace(&self, asked: &Asked<'_, 'p>, is_list: bool, hops: usize, found: &mut Traced) {
        let worked = self
            .worker
            .borrow_mut()
            .work_out(asked.node, asked.attribute);
        let (leaves, one_of) = match worked {
            Worked::To(leaves) => (leaves, false),
            Worked::OneOf => (self.leaves(asked).0, true),
            Worked::Open => self.leaves(asked),
        };
        let mut ends: BTreeMap<End, Confidence> = BTreeMap::new();
        let mut add = |end, how: Confidence| {
            let known = ends.entry(end).or_insert(how);
            *known = how.min(*known);
        };
        let mut open = Vec::new();
        for leaf in leaves {
            match leaf {
                Leaf::Resource { id, attribute, how }
                    if self.expects(asked, id, attribute.as_deref()) =>
                {
                    add(self.end(id), how);
                }
                Leaf::Lost(why) => open.push(why),
                Leaf::Resource { id, .. } if passes_on(&self.plan[id].parsed.type_name) => {
                    open.push(Lost::Through(self.plan[id].address.to_string()));
                }
                Leaf::Resource { id, attribute, how } => {
                    let behind = self.behind(asked, id, attribute.as_deref(), hops);
                    for (end, further) in behind.ends {
                        add(end, how.max(further));
                    }
                    open.extend(behind.lost);
                }
                Leaf::Constant(_) | Leaf::Variable(_) => {}
            }
        }
        self.prefer_the_inner(asked, &mut ends);
        // `aws_x.y[*].id` in a list means every instance, not one of them.
        let is_list = !one_of && (is_list || asked.reference.is_many());
        match (ends.len(), open.pop()) {
            (0, Some(why)) => self.last_resort(asked, why, found),
            (0, None) => {
                found.ends.insert(End::Elsewhere(None), Confidence::Exact);
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
                found
                    .ends
                    .extend(ends.into_iter().map(|(end, found)| (end, how(found))));
                found.lost.extend(why);
            }
            (_, why) => {
                // What an index picks from is not all meant.
                let how = |how| match is_list && how < Confidence::Ambiguous {
                    true => Confidence::Exact,
                    false => Confidence::Ambiguous,
                };
                found
                    .ends
                    .extend(ends.into_iter().map(|(end, found)| (end, how(found))));
                found.lost.extend(why);
            }
        }
        found.lost.extend(open);
    }

    /// The leaves of an attribute's expressions, and whether those are shared
    /// with other blocks.
    fn leaves(&self, asked: &Asked<'_, 'p>) -> (Vec<Leaf<'p>>, bool) {
        let node = asked.node;
        let mut expressions = node.expressions(asked.attribute);
        let shared = expressions.is_empty() && node.around().is_some();
        expressions.extend(node.around().filter(|_| shared));
        if expressions.is_empty() {
            let path = path_of(node, &[asked.attribute]);
            return (self.plan.trace_dynamic(node.id, &path), false);
        }
        let traced = expressions
            .into_iter()
            .flat_map(|expression| self.plan.trace(node.id, expression));
        let mut traced: Vec<Leaf<'p>> = traced.collect();
        if node.may_be_dynamic() && !shared {
            let path = path_of(node, &[asked.attribute]);
            traced.extend(self.plan.trace_dynamic(node.id, &path));
            return (traced, true);
        }
        (traced, shared)
    }

    /// Where an attribute of another resource leads that is itself a reference:
    /// `aws_lb_listener.x.load_balancer_arn` is the load balancer.
    fn behind(
        &self,
        asked: &Asked<'_, 'p>,
        id: ResourceId,
        attribute: Option<&str>,
        hops: usize,
    ) -> Traced {
        let mut found = Traced::default();
        let address = &self.plan[id].parsed;
        let Some(shape) = INDEX.shapes.get(canonical(&address.type_name)) else {
            return found;
        };
        if hops == 0 || address.data {
            return found;
        }
        let node = self.plan.node(id);
        for (name, reference) in &shape.attributes {
            let meant = match attribute {
                Some(attribute) => *name == attribute,
                // Behind an index the plan loses which attribute it was.
                None => reference.shares_a_target(asked.reference),
            };
            if !meant {
                continue;
            }
            let further = Asked {
                node: &node,
                attribute: name,
                reference,
            };
            let further = self.find_within(&further, hops - 1);
            found.ends.extend(further.ends);
            found.lost.extend(further.lost);
        }
        found.ends.retain(|end, _| match end {
            End::Resource(id) | End::Elsewhere(Some(id)) => self.expects(asked, *id, None),
            End::Elsewhere(None) => false,
        });
        found
    }

    fn is_stage(&self, id: ResourceId) -> bool {
        self.is_of(
            &End::Resource(id),
            &["aws_api_gateway_stage", "aws_apigatewayv2_stage"],
        )
    }

    fn is_of(&self, end: &End, types: &[&str]) -> bool {
        match end {
            End::Resource(id) => types.contains(&canonical(&self.plan[*id].parsed.type_name)),
            End::Elsewhere(_) => false,
        }
    }

    /// A text made of an API's id and a stage's name names the stage.
    fn prefer_the_inner(&self, asked: &Asked<'_, 'p>, ends: &mut BTreeMap<End, Confidence>) {
        if ends.len() < 2 || asked.reference.is_many() {
            return;
        }
        for (inner, outer) in [
            ("aws_api_gateway_stage", "aws_api_gateway_rest_api"),
            ("aws_apigatewayv2_stage", "aws_apigatewayv2_api"),
        ] {
            if ends.keys().any(|end| self.is_of(end, &[inner])) {
                ends.retain(|end, _| !self.is_of(end, &[outer]));
            }
        }
    }

    /// The only candidate of the expected type in the same module is a guess
    /// that is worth following, and marked as one.
    fn last_resort(&self, asked: &Asked<'_, 'p>, why: Lost, found: &mut Traced) {
        let module = self.plan[asked.node.id].parsed.siblings();
        let module = module.rsplitn(3, '.').nth(2).unwrap_or_default();
        let near = asked.reference.to.iter().flat_map(|(target, _)| {
            let key = (module.to_owned(), *target);
            self.names.by_module.get(&key).into_iter().flatten()
        });
        let mut near = near.filter(|id| self.plan.may_refer(asked.node.id, **id));
        let form = asked.reference.form;
        let may_guess = !form.is_document() && form != Form::Peer;
        let lost_on_the_way =
            may_guess && !matches!(why, Lost::Dangling(_) | Lost::NoConfiguration);
        if let (Some(only), None, true) = (near.next(), near.next(), lost_on_the_way) {
            found
                .ends
                .insert(End::Resource(*only), Confidence::Inferred);
        }
        found.lost.push(why);
    }

    fn expects(&self, asked: &Asked<'_, 'p>, id: ResourceId, attribute: Option<&str>) -> bool {
        let type_name = canonical(&self.plan[id].parsed.type_name);
        asked.reference.expects(type_name, attribute)
    }

    fn end(&self, id: ResourceId) -> End {
        if self.plan[id].parsed.data {
            End::Elsewhere(Some(id))
        } else {
            End::Resource(id)
        }
    }
}

/// The values that an attribute holds: those of a list or a map, or itself.
fn items<'v, 'p>(value: &'v Value<'p>) -> Vec<&'v Value<'p>> {
    match &value.kind {
        Kind::List(items) => items.iter().collect(),
        Kind::Map(members) => members.values().collect(),
        _ => vec![value],
    }
}

pub(in crate::graph) fn texts<'v>(value: &'v Value<'_>) -> Vec<&'v str> {
    items(value).into_iter().filter_map(Value::as_str).collect()
}

/// Whether values of such a resource may be anything: it only passes them on.
fn passes_on(type_name: &str) -> bool {
    !type_name.starts_with("aws_")
        || matches!(
            type_name,
            "aws_ssm_parameter" | "aws_secretsmanager_secret_version" | "aws_cloudformation_stack"
        )
}
