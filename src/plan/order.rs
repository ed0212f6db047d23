//! What Terraform makes before a resource: what its expressions refer to, what
//! its `depends_on` and that of the calls around it name, and what those need.
//!
//! Terraform orders blocks, not instances, so neither keys nor values matter.

use super::configuration::{Block, BlockName, Module};
use super::expression::Expression;
use super::reference::{Head, collapse};
use super::{Address, Plan, ResourceId};
use std::borrow::Cow;
use std::collections::HashSet;

/// The blocks that Terraform makes before another.
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

impl<'a> Plan<'a> {
    /// What Terraform makes before a resource.
    pub fn made_before(&self, id: ResourceId) -> Before {
        let address = &self[id].parsed;
        let name = BlockName {
            data: address.data,
            type_name: address.type_name.clone(),
            name: address.name.clone(),
        };
        let mut walk = Walk {
            plan: self,
            seen: HashSet::new(),
            todo: vec![(address.call_names(), Item::Block(name))],
            before: Before {
                complete: true,
                ..Before::default()
            },
        };
        walk.run();
        walk.before.blocks.remove(&address.block());
        walk.before
    }
}

/// A part of a module, by its name in it.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Item {
    Block(BlockName),
    Variable(String),
    Local(String),
    Output(String),
    /// All that the module holds.
    Everything,
}

struct Walk<'w, 'a> {
    plan: &'w Plan<'a>,
    /// What was met, by the call path of its module.
    seen: HashSet<(Vec<String>, Item)>,
    todo: Vec<(Vec<String>, Item)>,
    before: Before,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn run(&mut self) {
        while let Some((path, item)) = self.todo.pop() {
            if !self.seen.insert((path.clone(), item.clone())) {
                continue;
            }
            let Some(module) = self.module(&path) else {
                self.before.complete = false;
                continue;
            };
            match item {
                Item::Block(name) => self.block(&path, module, &name),
                Item::Variable(name) => self.variable(&path, &name),
                Item::Local(name) => self.local(&path, &name),
                Item::Output(name) => {
                    if let Some(expression) = module.outputs.get(&name) {
                        self.expression(&path, expression);
                    }
                }
                Item::Everything => {
                    let blocks = module.blocks.keys().cloned().map(Item::Block);
                    self.todo.extend(blocks.map(|item| (path.clone(), item)));
                    let calls = module.calls.keys();
                    let inner = calls.map(|call| (below(&path, call), Item::Everything));
                    self.todo.extend(inner);
                }
            }
        }
    }

    fn module(&self, path: &[String]) -> Option<&'w Module<'a>> {
        self.plan.root.descend(path.iter().map(String::as_str))
    }

    fn block(&mut self, path: &[String], module: &'w Module<'a>, name: &BlockName) {
        let calls = path.iter().map(|call| format!("module.{call}."));
        let address = calls.chain([name.to_string()]).collect();
        self.before.blocks.insert(address);
        let Some(block) = module.blocks.get(name) else {
            return;
        };
        self.needs_of(path, block);
        // What a call waits for, all inside it waits for.
        for depth in 0..path.len() {
            let call = self
                .module(&path[..depth])
                .and_then(|module| module.calls.get(&path[depth]));
            if let Some(call) = call {
                self.chains(&path[..depth], &call.depends_on);
            }
        }
    }

    fn needs_of(&mut self, path: &[String], block: &'w Block<'a>) {
        self.before.complete &= block.is_read;
        for expression in block.expressions.values().chain(&block.for_each) {
            self.expression(path, expression);
        }
        self.chains(path, &block.depends_on);
    }

    fn variable(&mut self, path: &[String], name: &str) {
        let Some((call, parents)) = path.split_last() else {
            return;
        };
        let call = self
            .module(parents)
            .and_then(|module| module.calls.get(call));
        if let Some(expression) = call.and_then(|call| call.expressions.get(name)) {
            self.expression(parents, expression);
        }
    }

    fn local(&mut self, path: &[String], name: &str) {
        let known = self
            .plan
            .evidence
            .and_then(|evidence| evidence.local(path, name));
        match known {
            Some(chains) => {
                let chains: Vec<_> = chains
                    .iter()
                    .map(|chain| Cow::Borrowed(chain.as_str()))
                    .collect();
                self.chains(path, &chains);
            }
            None => self.before.complete = false,
        }
    }

    fn expression(&mut self, path: &[String], expression: &'w Expression<'a>) {
        match expression {
            Expression::Constant(_) | Expression::Opaque => {}
            Expression::References(chains) => self.chains(path, chains),
            Expression::Blocks(blocks) => {
                for member in blocks.iter().flat_map(|block| block.values()) {
                    self.expression(path, member);
                }
            }
        }
    }

    fn chains(&mut self, path: &[String], chains: &[Cow<'_, str>]) {
        for reference in collapse(chains) {
            let (path, item) = match reference.head {
                // A block's `for_each` is looked at with it.
                Head::EachValue | Head::InstanceKey | Head::Nothing => continue,
                Head::Variable(name) => (path.to_vec(), Item::Variable(name)),
                Head::Local(name) => (path.to_vec(), Item::Local(name)),
                Head::Module { name, output, .. } => {
                    let item = output.map_or(Item::Everything, Item::Output);
                    (below(path, &name), item)
                }
                Head::Resource {
                    data,
                    type_name,
                    name,
                    ..
                } => {
                    let block = BlockName {
                        data,
                        type_name,
                        name,
                    };
                    (path.to_vec(), Item::Block(block))
                }
            };
            self.todo.push((path, item));
        }
    }
}

fn below(path: &[String], call: &str) -> Vec<String> {
    [path, &[call.to_owned()]].concat()
}
