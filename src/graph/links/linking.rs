//! Finds the links between resources: walks the blocks that the table of
//! references knows, and asks for each attribute where it leads.

use super::link::{End, Link, Unresolved, path_of};
use super::names::Names;
use super::tracing::{Asked, Finder, texts};
use super::within::Within;
use super::words::Words;
use crate::graph::openapi::{BODY, Bodies};
use crate::graph::types::{COMPUTED_BLOCKS, Form, INDEX, Shape, canonical};
use crate::plan::{Attr, Leaf, Lost, Node, Plan};
use std::collections::BTreeSet;

/// All links of a plan, as found.
#[derive(Default)]
pub(in crate::graph) struct Linked {
    pub(in crate::graph) links: Vec<Link>,
    pub(in crate::graph) unresolved: Vec<Unresolved>,
    pub(in crate::graph) words: Words,
}

/// Finds every link of the plan, those of the APIs' documents with it.
pub(in crate::graph) fn link_all<'p>(plan: &'p Plan<'p>, bodies: &'p Bodies) -> Linked {
    let names = Names::collect(plan);
    let mut linker = Linker {
        plan,
        bodies,
        finder: Finder::new(plan, &names),
        linked: Linked::default(),
        within: Vec::new(),
    };
    for id in plan.ids() {
        let address = &plan[id].parsed;
        if address.data {
            continue;
        }
        if let Some(shape) = INDEX.shapes.get(canonical(&address.type_name)) {
            linker.block(&plan.node(id), shape);
        }
    }
    let (mut linked, within) = (linker.linked, linker.within);
    let named = super::within::resolve(plan, &linked.links, within);
    linked.links.extend(named);
    linked
}

struct Linker<'l, 'p> {
    plan: &'p Plan<'p>,
    finder: Finder<'l, 'p>,
    bodies: &'p Bodies,
    linked: Linked,
    within: Vec<Within<'p>>,
}

impl<'p> Linker<'_, 'p> {
    fn block(&mut self, node: &Node<'p>, shape: &'static Shape) {
        let is_read = !node.is_in_text() && self.bodies.of(node.id).is_some();
        for (attribute, reference) in &shape.attributes {
            // Its operations tell more than the text as a whole.
            if is_read && *attribute == BODY {
                continue;
            }
            self.attribute(&Asked {
                node,
                attribute,
                reference,
            });
        }
        for (name, shape) in &shape.blocks {
            self.blocks(node, name, shape);
        }
        if let Some(shape) = &shape.anywhere {
            self.anywhere(node, shape);
        }
    }

    /// Looks for the blocks of a shape in a block and all below.
    fn anywhere(&mut self, node: &Node<'p>, shape: &'static Shape) {
        for name in node.names_of_blocks() {
            let inner = node.blocks(name).nodes;
            match shape.block(name) {
                Some(shape) => inner.iter().for_each(|node| self.block(node, shape)),
                None => inner.iter().for_each(|node| self.anywhere(node, shape)),
            }
        }
    }

    fn blocks(&mut self, node: &Node<'p>, name: &str, shape: &'static Shape) {
        if name == BODY {
            let operations = self.bodies.operations_of(self.plan, node.id);
            let authorizers = self.bodies.authorizers_of(self.plan, node.id);
            let blocks = operations.iter().chain(&authorizers);
            return blocks.for_each(|node| self.block(node, shape));
        }
        let mut inner = node.blocks(name);
        if !inner.complete {
            inner.complete = self.are_computed(node, name, shape);
        }
        if !inner.complete {
            let attributes: BTreeSet<_> = shape.all().into_iter().map(|(name, _)| name).collect();
            for attribute in attributes {
                self.unresolved(node, attribute, Lost::NotWritten);
            }
        }
        for node in &inner.nodes {
            self.block(node, shape);
        }
    }

    /// Whether blocks that are unknown as a whole are written nowhere, so that the provider or the
    /// service fills them in: the source tells of any block, and some always are.
    fn are_computed(&self, node: &Node<'p>, name: &str, shape: &'static Shape) -> bool {
        if !node.computed_blocks(name).complete {
            return false;
        }
        let templates = self.plan.templates(node.id, &path_of(node, &[name]));
        if let Some(templates) = templates {
            return templates.is_empty();
        }
        let all = shape.all();
        let mut in_dynamic = all.iter().map(|(attribute, _)| {
            let path = path_of(node, &[name, attribute]);
            self.plan.trace_dynamic(node.id, &path)
        });
        let dynamic = in_dynamic.any(|leaves| !leaves.iter().all(is_not_written));
        COMPUTED_BLOCKS.contains(&name) && !dynamic
    }

    fn attribute(&mut self, asked: &Asked<'_, 'p>) {
        let mut found = self.finder.find(asked);
        let (node, attribute) = (asked.node, asked.attribute);
        if let Some(pieces) = self.finder.pieces(asked) {
            self.linked.words.add(node, attribute, pieces);
        }
        if let Form::Within(scope) = asked.reference.form
            && !found.ends.keys().any(|end| matches!(end, End::Resource(_)))
            && let Attr::Known(value) = node.attr(attribute)
        {
            found.ends.clear();
            self.within.push(Within {
                from: node.id,
                block: node.path.clone(),
                attribute,
                reference: asked.reference,
                scope,
                names: texts(value),
            });
        }
        for (to, how) in found.ends {
            self.linked.links.push(Link {
                from: node.id,
                block: node.path.clone(),
                attribute,
                to,
                how,
            });
        }
        found.lost.sort();
        found.lost.dedup();
        for why in found.lost {
            self.unresolved(node, attribute, why);
        }
    }

    fn unresolved(&mut self, node: &Node<'p>, attribute: &'static str, why: Lost) {
        self.linked.unresolved.push(Unresolved {
            from: node.id,
            block: node.path.clone(),
            attribute,
            why,
        });
    }
}

fn is_not_written(leaf: &Leaf<'_>) -> bool {
    matches!(leaf, Leaf::Lost(Lost::NotWritten))
}
