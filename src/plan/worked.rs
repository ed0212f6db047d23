//! Works out what an expression of the source will be: which instance an index
//! picks, which side a condition takes, what a local or a variable holds.
//!
//! A plan shows only the names that an expression mentions. Where the source is at
//! hand, and what the expression depends on is known to the plan, the one thing that
//! it leads to can be told. Nothing is guessed: what stays open is said to be.

mod blocks;
mod functions;
mod names;
mod operators;
mod ordinals;
mod sym;

use super::Plan;
use super::address::{Address, Call, Key};
use super::evidence::{Evidence, Site};
use super::leaf::{Confidence, Leaf};
use super::node::Node;
use super::piece::Piece;
use super::term::{Loop, Term};
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
        let Some((sym, chooses)) = self.sym(node, attribute) else {
            return Worked::Open;
        };
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

    /// What the text of an attribute will be made of.
    pub fn pieces(&mut self, node: &Node<'p>, attribute: &str) -> Option<Vec<Piece<'static>>> {
        let (sym, _) = self.sym(node, attribute)?;
        let mut pieces = Vec::new();
        sym.pieces(&mut pieces)?;
        Some(pieces)
    }

    /// What an attribute comes to, and whether its expression picks one of several.
    fn sym(&mut self, node: &Node<'p>, attribute: &str) -> Option<(Rc<Sym>, bool)> {
        if self.evidence.is_none() || node.is_in_text() {
            return None;
        }
        self.steps = STEPS.min(self.all_steps);
        let given = self.steps;
        let found = match node.path.0.is_empty() {
            true => self.term_of(node, attribute).map(|term| {
                let scope = Scope::of(&self.plan[node.id].parsed);
                (self.eval(&term, &scope), term.chooses())
            }),
            false => self.in_block(node, attribute),
        };
        self.all_steps -= given - self.steps;
        found
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
