//! What the names in an expression stand for: locals, variables, calls, resources, and the own key.

use super::sym::Sym;
use super::{Owner, Scope, Worker};
use crate::plan::address::{Call, Key, module_prefix};
use crate::plan::configuration::BlockName;
use crate::plan::evidence::Site;
use crate::plan::expression::Expression;
use crate::plan::tracer::call_names;
use std::collections::BTreeMap;
use std::rc::Rc;

impl<'p> Worker<'p> {
    /// Works something out once.
    fn once(&mut self, name: String, work: impl FnOnce(&mut Self) -> Rc<Sym>) -> Rc<Sym> {
        if let Some(known) = self.known.get(&name) {
            return known.clone();
        }
        // What depends on itself is open.
        self.known.insert(name.clone(), Rc::new(Sym::Open));
        let sym = work(self);
        // What was given up for want of steps may be asked for again.
        match self.steps {
            0 => drop(self.known.remove(&name)),
            _ => drop(self.known.insert(name, sym.clone())),
        }
        sym
    }

    pub(super) fn local(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
        let address = format!("{}local.{name}", module_prefix(modules));
        self.once(address, |worker| {
            worker.at(&Site::Local(name), &Scope::in_module(modules))
        })
    }

    pub(super) fn output(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
        let address = format!("{}output.{name}", module_prefix(modules));
        self.once(address, |worker| {
            worker.at(&Site::Output(name), &Scope::in_module(modules))
        })
    }

    fn at(&mut self, site: &Site<'_>, scope: &Scope<'_>) -> Rc<Sym> {
        let term = self
            .evidence
            .and_then(|evidence| evidence.term(&call_names(scope.modules), site));
        match term {
            Some(term) => self.eval(&term, scope),
            None => Rc::new(Sym::Open),
        }
    }

    pub(super) fn variable(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
        let address = format!("{}var.{name}", module_prefix(modules));
        self.once(address, |worker| {
            let plan = worker.plan;
            let Some((call, parents)) = modules.split_last() else {
                let value = plan.variable(name);
                return Rc::new(value.map_or(Sym::Open, Sym::of));
            };
            let names = parents.iter().map(|call| call.name.as_str());
            let parent = plan.root.descend(names);
            let Some(config) = parent.and_then(|parent| parent.calls.get(&call.name)) else {
                return Rc::new(Sym::Open);
            };
            match config.expressions.get(name) {
                Some(Expression::Constant(value)) => Rc::new(Sym::of(value)),
                Some(_) => {
                    let site = Site::Argument {
                        call: &call.name,
                        name,
                    };
                    let scope = Scope {
                        modules: parents,
                        key: call.key.as_ref(),
                        owner: Owner::Call(&call.name),
                        bound: Vec::new(),
                    };
                    worker.at(&site, &scope)
                }
                None => match config.module.defaults.get(name) {
                    Some(Some(default)) => Rc::new(Sym::of(default)),
                    _ => Rc::new(Sym::Open),
                },
            }
        })
    }

    /// The instances of a call.
    pub(super) fn calls(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
        let address = format!("{}module.{name}", module_prefix(modules));
        self.once(address.clone(), |worker| {
            let plan = worker.plan;
            let instance = |key: Option<Key>| {
                let call = Call {
                    name: name.to_owned(),
                    key,
                };
                Rc::new(Sym::Module([modules, &[call]].concat()))
            };
            let names = modules.iter().map(|call| call.name.as_str());
            let parent = plan.root.descend(names);
            let Some(config) = parent.and_then(|parent| parent.calls.get(name)) else {
                return Rc::new(Sym::Open);
            };
            match plan.module_keys.get(&address) {
                Some(instances) if plan.may_lack_some_of(instances) => Rc::new(Sym::Open),
                Some(instances) => {
                    collection(&instances.keys, |at| instance(instances.keys[at].clone()))
                }
                // A module of nothing but outputs has no resource to tell its keys by.
                None if config.for_each.is_none() => instance(None),
                None => Rc::new(Sym::Open),
            }
        })
    }

    /// The instances of a block.
    pub(super) fn resources(
        &mut self,
        (data, type_name, name): (bool, &str, &str),
        modules: &[Call],
    ) -> Rc<Sym> {
        let mode = if data { "data." } else { "" };
        let address = format!("{}{mode}{type_name}.{name}", module_prefix(modules));
        self.once(address.clone(), |worker| {
            let plan = worker.plan;
            if let Some((ids, instances)) = plan.siblings.at(&address) {
                if plan.may_lack_some_of(instances) {
                    return Rc::new(Sym::Open);
                }
                return collection(&instances.keys, |at| Rc::new(Sym::Resource(ids[at])));
            }
            // Repeated no times at all.
            let names = modules.iter().map(|call| call.name.as_str());
            let block = plan.root.descend(names).and_then(|module| {
                module.blocks.get(&BlockName {
                    data,
                    type_name: type_name.into(),
                    name: name.into(),
                })
            });
            Rc::new(match block {
                Some(block) if !plan.is_partial() && block.count.is_some() => {
                    Sym::Tuple(Vec::new())
                }
                Some(block) if !plan.is_partial() && block.for_each.is_some() => {
                    Sym::Object(BTreeMap::new())
                }
                _ => Sym::Open,
            })
        })
    }

    /// `each.key`, `each.value`, `count.index`.
    pub(super) fn own(&mut self, name: &str, scope: &Scope<'_>) -> Rc<Sym> {
        match (name, scope.key) {
            ("index", Some(Key::Index(index))) => Rc::new(Sym::Number(*index as f64)),
            ("key", Some(Key::Name(key))) => Rc::new(Sym::Text(key.clone())),
            ("value", Some(Key::Name(key))) => {
                let entries = self.for_each(scope);
                match &*entries {
                    Sym::Object(members) => match members.get(key) {
                        Some(member) => member.clone(),
                        None => Rc::new(Sym::Open),
                    },
                    // Of a set each value is its key.
                    Sym::Tuple(_) => Rc::new(Sym::Text(key.clone())),
                    _ => Rc::new(Sym::Open),
                }
            }
            _ => Rc::new(Sym::Open),
        }
    }

    fn for_each(&mut self, scope: &Scope<'_>) -> Rc<Sym> {
        let prefix = module_prefix(scope.modules);
        let outer = Scope {
            key: None,
            owner: Owner::Nobody,
            bound: Vec::new(),
            ..*scope
        };
        match scope.owner {
            Owner::Block(block) => {
                let name = format!("{}#for_each", block.siblings());
                self.once(name, |worker| {
                    let site = Site::Resource {
                        block,
                        path: &[("for_each", None)],
                    };
                    worker.at(&site, &outer)
                })
            }
            Owner::Call(call) => self.once(format!("{prefix}module.{call}#for_each"), |worker| {
                let site = Site::Argument {
                    call,
                    name: "for_each",
                };
                worker.at(&site, &outer)
            }),
            Owner::Nobody => Rc::new(Sym::Open),
        }
    }
}

/// Instances by their keys: one, a list, or a map.
fn collection(keys: &[Option<Key>], instance: impl Fn(usize) -> Rc<Sym>) -> Rc<Sym> {
    if let [None] = keys {
        return instance(0);
    }
    let mut by_index = BTreeMap::new();
    let mut by_name = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        match key {
            Some(Key::Index(index)) => drop(by_index.insert(*index, instance(at))),
            Some(Key::Name(name)) => drop(by_name.insert(name.clone(), instance(at))),
            None => return Rc::new(Sym::Open),
        }
    }
    let is_whole = by_index.keys().zip(0..).all(|(index, at)| *index == at);
    Rc::new(match (by_index.is_empty(), by_name.is_empty()) {
        (true, _) => Sym::Object(by_name),
        (false, true) if is_whole => Sym::Tuple(by_index.into_values().collect()),
        _ => Sym::Open,
    })
}
