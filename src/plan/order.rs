//! What Terraform makes before what: references and `depends_on`, through
//! modules, variables, locals and outputs.

use super::configuration::{Block, BlockName, Module};
use super::expression::Expression;
use super::reference::{Head, collapse};
use super::{Address, Call, Plan, ResourceId};
use std::borrow::Cow;
use std::collections::HashSet;

/// The blocks that Terraform makes before another. It orders blocks, not
/// instances, so neither keys nor values matter.
#[derive(Debug, Default)]
pub struct Before {
    blocks: HashSet<String>,
    /// Whether these are all, as far as the plan and the sources tell.
    pub complete: bool,
}

impl Before {
    /// Whether the block of a resource is among them.
    pub fn holds(&self, address: &Address) -> bool {
        self.blocks.contains(&address.block())
    }
}

/// Something in the configuration that may wait for something else, with the
/// calls that lead to its module.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Point {
    Block(Vec<String>, BlockName<'static>),
    Variable(Vec<String>, String),
    Local(Vec<String>, String),
    Output(Vec<String>, String),
    /// A call as a whole: everything in its module.
    Call(Vec<String>),
}

/// A walk from what waits to all that it waits for.
struct Walk<'p> {
    plan: &'p Plan<'p>,
    seen: HashSet<Point>,
    left: Vec<Point>,
    /// Whether something on the way could not be followed.
    open: bool,
}

impl<'p> Plan<'p> {
    /// Whether Terraform makes one resource only after another; `None` when the
    /// plan leaves out what would tell.
    pub fn waits_for(&'p self, later: ResourceId, earlier: ResourceId) -> Option<bool> {
        let block = self[earlier].parsed.block();
        let known = self.hints.depends_on.get(self[later].address.as_ref());
        if known.is_some_and(|known| known.contains(&block)) {
            return Some(true);
        }
        let wanted = point_of(self, earlier);
        let mut walk = Walk::from(self, later);
        while let Some(point) = walk.left.pop() {
            if point == wanted {
                return Some(true);
            }
            if walk.seen.insert(point.clone()) {
                walk.go_on(&point);
            }
        }
        if walk.open { None } else { Some(false) }
    }

    /// What Terraform makes before a resource.
    pub fn made_before(&'p self, id: ResourceId) -> Before {
        let own = point_of(self, id);
        let mut walk = Walk::from(self, id);
        while let Some(point) = walk.left.pop() {
            if walk.seen.insert(point.clone()) {
                walk.go_on(&point);
            }
        }
        let points = walk.seen.iter().filter(|point| **point != own);
        Before {
            blocks: points.filter_map(Point::address).collect(),
            complete: !walk.open,
        }
    }
}

impl Point {
    /// The address of a block, without keys.
    fn address(&self) -> Option<String> {
        let Self::Block(path, name) = self else {
            return None;
        };
        let calls = path.iter().map(|call| format!("module.{call}."));
        Some(calls.chain([name.to_string()]).collect())
    }
}

/// The address of a block, without keys.
fn address_of(path: &[String], name: &BlockName<'_>) -> Address {
    let call = |name: &String| Call {
        name: name.clone(),
        key: None,
    };
    Address {
        modules: path.iter().map(call).collect(),
        data: name.data,
        type_name: name.type_name.to_string(),
        name: name.name.to_string(),
        key: None,
    }
}

fn point_of(plan: &Plan<'_>, id: ResourceId) -> Point {
    let address = &plan[id].parsed;
    Point::Block(address.call_names(), BlockName::of(address).into_owned())
}

impl<'p> Walk<'p> {
    fn from(plan: &'p Plan<'p>, id: ResourceId) -> Self {
        Self {
            plan,
            seen: HashSet::new(),
            left: vec![point_of(plan, id)],
            open: plan.block(id).is_none(),
        }
    }

    fn go_on(&mut self, point: &Point) {
        match point {
            Point::Block(path, name) => {
                let module = self.module(path);
                match module.and_then(|module| module.blocks.get(name)) {
                    Some(block) => {
                        self.block(path, block);
                        self.dynamic(path, name);
                    }
                    None => self.open = true,
                }
                self.around(path);
            }
            Point::Variable(path, name) => self.variable(path, name),
            Point::Local(path, name) => self.local(path, name),
            Point::Output(path, name) => {
                let Some(module) = self.module(path) else {
                    return self.open = true;
                };
                if let Some(expression) = module.outputs.get(name) {
                    self.expression(path, expression);
                }
                for name in module.output_order.get(name).into_iter().flatten() {
                    self.named(path, name);
                }
            }
            Point::Call(path) => {
                let Some(module) = self.module(path) else {
                    return self.open = true;
                };
                let blocks = module.blocks.keys();
                let blocks =
                    blocks.map(|name| Point::Block(path.clone(), name.clone().into_owned()));
                let calls = module.calls.names();
                let calls = calls.map(|name| Point::Call(below(path, name)));
                self.left.extend(blocks.chain(calls));
            }
        }
    }

    fn module(&self, path: &[String]) -> Option<&'p Module<'p>> {
        self.plan.root.descend(path.iter().map(String::as_str))
    }

    fn block(&mut self, path: &[String], block: &'p Block<'p>) {
        self.open |= !block.read;
        let own = block.expressions.values();
        for expression in own.chain(&block.for_each).chain(&block.count) {
            self.expression(path, expression);
        }
        for name in &block.depends_on {
            self.named(path, name);
        }
    }

    /// What the `dynamic` blocks of a block refer to, which the plan leaves out.
    fn dynamic(&mut self, path: &[String], name: &BlockName<'_>) {
        let Some(evidence) = self.plan.evidence else {
            return;
        };
        let chains = evidence.dynamic(&address_of(path, name), &[]);
        let chains: Vec<_> = chains.into_iter().map(Cow::Owned).collect();
        self.chains(path, &chains);
    }

    /// What all of a module waits for: the `depends_on` of the calls around.
    fn around(&mut self, path: &[String]) {
        for length in 1..=path.len() {
            let (name, parent) = path[..length].split_last().expect("the length is above 0");
            let call = self
                .module(parent)
                .and_then(|parent| parent.calls.get(name));
            let Some(call) = call else { continue };
            for name in &call.depends_on {
                self.named(parent, name);
            }
            for repeats in call.for_each.iter().chain(&call.count) {
                self.expression(parent, repeats);
            }
        }
    }

    fn variable(&mut self, path: &[String], name: &str) {
        let Some((call, parent)) = path.split_last() else {
            return;
        };
        let call = self
            .module(parent)
            .and_then(|parent| parent.calls.get(call));
        match call {
            Some(call) => {
                if let Some(expression) = call.expressions.get(name) {
                    self.expression(parent, expression);
                }
            }
            None => self.open = true,
        }
    }

    fn local(&mut self, path: &[String], name: &str) {
        let evidence = self.plan.evidence;
        match evidence.and_then(|evidence| evidence.local(path, name)) {
            Some(spelling) => {
                let chains = &spelling.chains;
                let chains: Vec<_> = chains.iter().map(|chain| chain.as_str().into()).collect();
                self.chains(path, &chains);
            }
            None => self.open = true,
        }
    }

    fn expression(&mut self, path: &[String], expression: &'p Expression<'p>) {
        match expression {
            Expression::References(chains) => self.chains(path, chains),
            Expression::Blocks(blocks) => {
                for inner in blocks.iter().flat_map(|block| block.values()) {
                    self.expression(path, inner);
                }
            }
            Expression::Constant(_) | Expression::Opaque => {}
        }
    }

    /// An entry of `depends_on`: a resource, or a whole module.
    fn named(&mut self, path: &[String], name: &str) {
        match name.strip_prefix("module.") {
            Some(call) if !call.contains('.') => self.left.push(Point::Call(below(path, call))),
            _ => self.chains(path, &[name.into()]),
        }
    }

    fn chains(&mut self, path: &[String], chains: &[Cow<'_, str>]) {
        for reference in collapse(chains) {
            let path = path.to_vec();
            match reference.head {
                Head::Resource {
                    data,
                    type_name,
                    name,
                    ..
                } => {
                    let name = BlockName {
                        data,
                        type_name: type_name.into(),
                        name: name.into(),
                    };
                    self.left.push(Point::Block(path, name));
                }
                Head::Module { name, output, .. } => {
                    let inside = below(&path, &name);
                    match (output, self.module(&inside)) {
                        (Some(output), _) => self.left.push(Point::Output(inside, output)),
                        // Behind an index the plan loses which output it was.
                        (None, Some(module)) => {
                            let outputs = module.outputs.names();
                            let points =
                                outputs.map(|name| Point::Output(inside.clone(), name.to_owned()));
                            self.left.extend(points);
                        }
                        (None, None) => self.open = true,
                    }
                }
                Head::Variable(name) => self.left.push(Point::Variable(path, name)),
                Head::Local(name) => self.left.push(Point::Local(path, name)),
                Head::EachValue | Head::InstanceKey | Head::Nothing => {}
                Head::Endless => self.open = true,
            }
        }
    }
}

fn below(path: &[String], call: &str) -> Vec<String> {
    [path, &[call.to_owned()]].concat()
}
