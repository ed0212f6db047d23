//! Works out what an expression of the source will be: which instance an index
//! picks, which side a condition takes, what a local or a variable holds.
//!
//! A plan shows only the names that an expression mentions. Where the source is at
//! hand, and what the expression depends on is known to the plan, the one thing that
//! it leads to can be told. Nothing is guessed: what stays open is said to be.

mod blocks;
mod functions;
mod operators;
mod sym;

use super::Plan;
use super::address::{Address, Call, Key, module_prefix};
use super::configuration::BlockName;
use super::evidence::{Evidence, Site};
use super::expression::Expression;
use super::leaf::{Confidence, Leaf};
use super::node::Node;
use super::term::{Loop, Term};
use super::tracer::call_names;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use sym::Sym;

/// What an attribute will be, as far as the source tells.
pub enum Worked<'p> {
    /// It leads there and nowhere else.
    To(Vec<Leaf<'p>>),
    /// It is one of several, and the source does not tell which.
    OneOf,
    /// The source tells nothing more than the plan does.
    Open,
}

/// Works out expressions of one plan; what many depend on is worked out once.
pub struct Worker<'p> {
    plan: &'p Plan<'p>,
    evidence: Option<&'p (dyn Evidence + Sync)>,
    /// Locals, variables, outputs and collections by their address.
    known: HashMap<String, Rc<Sym>>,
    /// Expressions of resources by block and path.
    terms: HashMap<String, Option<Rc<Term>>>,
    templates: HashMap<String, Option<Rc<Vec<super::term::Template>>>>,
    /// Steps that are left for what is asked, and for the whole plan.
    steps: usize,
    all_steps: usize,
    depth: usize,
}

/// Where an expression stands.
#[derive(Clone)]
struct Scope<'s> {
    modules: &'s [Call],
    key: Option<&'s Key>,
    /// What `each` belongs to.
    owner: Owner<'s>,
    /// What is bound by `for` and by iterators, the innermost last.
    bound: Vec<(String, Rc<Sym>)>,
}

#[derive(Clone, Copy)]
enum Owner<'s> {
    Block(&'s Address),
    Call(&'s str),
    Nobody,
}

/// One expression takes no more steps than this, and all together no more than so
/// many for each resource.
const STEPS: usize = 20_000;
const STEPS_FOR_EACH: usize = 1_000;
const DEEPEST: usize = 100;

impl<'p> Worker<'p> {
    pub fn new(plan: &'p Plan<'p>) -> Self {
        Self {
            plan,
            evidence: plan.evidence,
            known: HashMap::new(),
            terms: HashMap::new(),
            templates: HashMap::new(),
            steps: 0,
            all_steps: STEPS_FOR_EACH * (plan.resources.len() + 100),
            depth: 0,
        }
    }

    /// What an attribute of a block will be.
    pub fn work_out(&mut self, node: &Node<'p>, attribute: &str) -> Worked<'p> {
        if self.evidence.is_none() || node.is_in_text() {
            return Worked::Open;
        }
        self.steps = STEPS.min(self.all_steps);
        let given = self.steps;
        let (sym, chooses) = match node.path.0.is_empty() {
            true => match self.term_of(node, attribute) {
                Some(term) => {
                    let address = &*self.plan[node.id].parsed;
                    let scope = Scope::of(address);
                    (self.eval(&term, &scope), term.chooses())
                }
                None => return Worked::Open,
            },
            false => match self.in_block(node, attribute) {
                Some(found) => found,
                None => return Worked::Open,
            },
        };
        self.all_steps -= given - self.steps;
        let mut leaves = Vec::new();
        match sym.leaves(&mut leaves) {
            Some(()) if !leaves.is_empty() => Worked::To(
                leaves
                    .into_iter()
                    .map(|(id, attribute)| Leaf::Resource {
                        id,
                        attribute,
                        how: Confidence::Exact,
                    })
                    .collect(),
            ),
            _ if chooses => Worked::OneOf,
            _ => Worked::Open,
        }
    }

    fn term_of(&mut self, node: &Node<'p>, attribute: &str) -> Option<Rc<Term>> {
        let address = &*self.plan[node.id].parsed;
        let evidence = self.evidence?;
        let key = format!("{}#{attribute}", address.block());
        let term = self.terms.entry(key).or_insert_with(|| {
            let site = Site::Resource {
                block: address,
                path: &[(attribute, None)],
            };
            evidence.term(&address.call_names(), &site).map(Rc::new)
        });
        term.clone()
    }

    fn eval(&mut self, term: &Term, scope: &Scope<'_>) -> Rc<Sym> {
        if self.steps == 0 || self.depth > DEEPEST {
            self.steps = 0;
            return Rc::new(Sym::Open);
        }
        self.steps -= 1;
        self.depth += 1;
        let sym = self.eval_deeper(term, scope);
        self.depth -= 1;
        sym
    }

    /// Takes steps for work on a whole collection.
    fn charge(&mut self, steps: usize) {
        self.steps = self.steps.saturating_sub(steps);
    }

    fn eval_deeper(&mut self, term: &Term, scope: &Scope<'_>) -> Rc<Sym> {
        Rc::new(match term {
            Term::Null => Sym::Null,
            Term::Bool(value) => Sym::Bool(*value),
            Term::Number(value) => Sym::Number(*value),
            Term::Text(text) => Sym::Text(text.clone()),
            Term::Tuple(items) => {
                Sym::Tuple(items.iter().map(|item| self.eval(item, scope)).collect())
            }
            Term::Object(members) => {
                let mut object = BTreeMap::new();
                for (key, value) in members {
                    match self.eval(key, scope).text() {
                        Some(key) => drop(object.insert(key, self.eval(value, scope))),
                        None => return Rc::new(Sym::Open),
                    }
                }
                Sym::Object(object)
            }
            Term::Template(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.eval(part, scope)).collect();
                Sym::made_of(parts)
            }
            Term::Name(name) => return self.name(name, scope),
            Term::Member(of, name) => return self.member(of, name, scope),
            Term::Element(of, index) => {
                let (of, index) = (self.eval(of, scope), self.eval(index, scope));
                return Sym::element(&of, &index);
            }
            Term::Splat(of, names) => {
                let of = self.eval(of, scope);
                self.charge(of.size());
                let items = match &*of {
                    Sym::Tuple(items) => items.clone(),
                    Sym::Null => Vec::new(),
                    Sym::Resource(_) | Sym::Module(_) => vec![of.clone()],
                    _ => return Rc::new(Sym::Open),
                };
                let items = items.into_iter().map(|item| {
                    let part = |item: Rc<Sym>, name: &String| self.part(&item, name);
                    names.iter().fold(item, part)
                });
                Sym::Tuple(items.collect())
            }
            Term::Choice(choice) => {
                let [condition, yes, no] = &**choice;
                return match self.eval(condition, scope).truth() {
                    Some(true) => self.eval(yes, scope),
                    Some(false) => self.eval(no, scope),
                    None => {
                        let (yes, no) = (self.eval(yes, scope), self.eval(no, scope));
                        if yes == no { yes } else { Rc::new(Sym::Open) }
                    }
                };
            }
            Term::Not(of) => match self.eval(of, scope).truth() {
                Some(truth) => Sym::Bool(!truth),
                None => Sym::Open,
            },
            Term::Binary(operator, sides) => return self.binary(*operator, sides, scope),
            Term::Call(name, arguments, spread) => {
                return self.call(name, arguments, *spread, scope);
            }
            Term::For(each) => return self.repeat(each, scope),
            Term::Open => Sym::Open,
        })
    }

    /// What a `for` makes of its collection.
    fn repeat(&mut self, each: &Loop, scope: &Scope<'_>) -> Rc<Sym> {
        let collection = self.eval(&each.collection, scope);
        let Some(items) = collection.entries() else {
            return Rc::new(Sym::Open);
        };
        let mut tuple = Vec::new();
        let mut object = BTreeMap::new();
        for (key, value) in items {
            let mut inner = scope.clone();
            if let Some(name) = &each.names.0 {
                inner.bound.push((name.clone(), key));
            }
            inner.bound.push((each.names.1.clone(), value));
            if let Some(condition) = &each.condition {
                match self.eval(condition, &inner).truth() {
                    Some(true) => {}
                    Some(false) => continue,
                    None => return Rc::new(Sym::Open),
                }
            }
            let made = self.eval(&each.value, &inner);
            match each.key.as_ref().map(|key| self.eval(key, &inner).text()) {
                None => tuple.push(made),
                Some(Some(key)) => drop(object.insert(key, made)),
                Some(None) => return Rc::new(Sym::Open),
            }
        }
        Rc::new(match each.key {
            Some(_) => Sym::Object(object),
            None => Sym::Tuple(tuple),
        })
    }

    fn name(&mut self, name: &str, scope: &Scope<'_>) -> Rc<Sym> {
        let mut bound = scope.bound.iter().rev();
        let found = bound.find_map(|(known, sym)| (known == name).then(|| sym.clone()));
        found.unwrap_or_else(|| Rc::new(Sym::Open))
    }

    fn member(&mut self, of: &Term, name: &str, scope: &Scope<'_>) -> Rc<Sym> {
        let is_bound = |root: &str| scope.bound.iter().any(|(known, _)| known == root);
        match of {
            Term::Name(root) if !is_bound(root) => match root.as_str() {
                "var" => self.variable(name, scope.modules),
                "local" => self.local(name, scope.modules),
                "module" => self.calls(name, scope.modules),
                "each" | "count" => self.own(name, scope),
                "data" | "path" | "terraform" | "self" => Rc::new(Sym::Open),
                type_name => self.resources((false, type_name, name), scope.modules),
            },
            Term::Member(root, type_name) if **root == Term::Name("data".into()) => {
                self.resources((true, type_name, name), scope.modules)
            }
            of => {
                let of = self.eval(of, scope);
                self.part(&of, name)
            }
        }
    }

    /// What a name behind a value stands for.
    fn part(&mut self, of: &Rc<Sym>, name: &str) -> Rc<Sym> {
        match &**of {
            Sym::Object(members) => match members.get(name) {
                Some(member) => member.clone(),
                None => Rc::new(Sym::Missing),
            },
            Sym::Resource(id) => {
                let value = self.plan[*id].value.as_ref();
                let value = value.and_then(|value| value.member(name));
                match value.filter(|value| value.wholly_known()) {
                    Some(value) if !matches!(value.kind, super::Kind::Null) => {
                        Rc::new(Sym::of(value))
                    }
                    _ => Rc::new(Sym::Of(*id, name.to_owned())),
                }
            }
            Sym::Of(..) => of.clone(),
            Sym::Module(modules) => self.output(name, modules),
            Sym::Missing | Sym::Null => Rc::new(Sym::Missing),
            _ => Rc::new(Sym::Open),
        }
    }

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

    fn local(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
        let address = format!("{}local.{name}", module_prefix(modules));
        self.once(address, |worker| {
            worker.at(&Site::Local(name), &Scope::in_module(modules))
        })
    }

    fn output(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
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

    fn variable(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
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
    fn calls(&mut self, name: &str, modules: &[Call]) -> Rc<Sym> {
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
    fn resources(
        &mut self,
        (data, type_name, name): (bool, &str, &str),
        modules: &[Call],
    ) -> Rc<Sym> {
        let mode = if data { "data." } else { "" };
        let address = format!("{}{mode}{type_name}.{name}", module_prefix(modules));
        self.once(address.clone(), |worker| {
            let plan = worker.plan;
            if let Some((ids, instances)) = plan.siblings.at(&address) {
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
                Some(block) if plan.complete && block.count.is_some() => Sym::Tuple(Vec::new()),
                Some(block) if plan.complete && block.for_each.is_some() => {
                    Sym::Object(BTreeMap::new())
                }
                _ => Sym::Open,
            })
        })
    }

    /// `each.key`, `each.value`, `count.index`.
    fn own(&mut self, name: &str, scope: &Scope<'_>) -> Rc<Sym> {
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

impl<'s> Scope<'s> {
    fn of(address: &'s Address) -> Self {
        Self {
            modules: &address.modules,
            key: address.key.as_ref(),
            owner: Owner::Block(address),
            bound: Vec::new(),
        }
    }

    fn in_module(modules: &'s [Call]) -> Self {
        Self {
            modules,
            key: None,
            owner: Owner::Nobody,
            bound: Vec::new(),
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
