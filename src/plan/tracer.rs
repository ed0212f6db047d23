//! Walks from an expression through variables, locals, outputs and `each` to
//! the leaves.

use super::Plan;
use super::address::{Call, Key, module_prefix};
use super::configuration::BlockName;
use super::evidence::{Holder, Pick, Tail};
use super::expression::Expression;
use super::instance::{Index, Instances, Own};
use super::leaf::{Confidence, Leaf, Lost};
use super::reference::{Head, Reference, collapse};
use super::value::{Kind, Value};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// Where an expression is evaluated.
#[derive(Clone)]
pub(super) struct Context<'p> {
    /// What the expression stands in.
    pub(super) holder: Option<Holder>,
    pub(super) modules: Arc<[Call]>,
    pub(super) own: Own<'p>,
    pub(super) for_each: Option<&'p Expression<'p>>,
}

/// How many hops a reference may take; real ones take a dozen.
const DEPTH_LIMIT: usize = 64;

/// How many references one expression may lead through. What modules of many instances pass on
/// takes some for each.
const STEP_LIMIT: usize = 5_000;

pub(super) struct Tracer<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) leaves: Vec<Leaf<'p>>,
    /// Variables, locals and outputs already followed, each once for what is taken from it.
    pub(super) seen: HashSet<String>,
    /// Those that are being followed.
    way: Vec<String>,
    pub(super) depth: usize,
    /// How many references were followed.
    steps: usize,
    /// The least sure hop on the way so far.
    pub(super) how: Confidence,
}

impl<'p> Tracer<'p> {
    pub(super) fn new(plan: &'p Plan<'p>) -> Self {
        Self {
            plan,
            leaves: Vec::new(),
            seen: HashSet::new(),
            way: Vec::new(),
            depth: 0,
            steps: 0,
            how: Confidence::Exact,
        }
    }

    /// Follows an expression; `rest` are the attribute names still to be taken from it.
    pub(super) fn expression(
        &mut self,
        context: &Context<'p>,
        expression: &'p Expression<'p>,
        rest: &[String],
    ) {
        match expression {
            Expression::Constant(value) => self.constant(value, rest),
            Expression::References(chains) => {
                let tails = self.tails(context, chains);
                self.references(context, chains, tails, rest);
            }
            Expression::Opaque => self.lose(Lost::Opaque),
            Expression::Blocks(blocks) => {
                for member in blocks.iter().flat_map(|block| block.values()) {
                    self.expression(context, member, rest);
                }
            }
        }
    }

    /// A literal, or the member of it that is taken. What cannot have members
    /// is no part of what the expression takes them from, such as a condition.
    fn constant(&mut self, value: &'p Value<'p>, rest: &[String]) {
        let mut found = value;
        for name in rest {
            match &found.kind {
                Kind::Map(members) => found = members.get(name.as_str()).unwrap_or(&Value::NULL),
                Kind::List(_) => return self.lose(Lost::Each),
                Kind::Null => {}
                _ => return,
            }
        }
        self.leaves.push(Leaf::Constant(found));
    }

    pub(super) fn references(
        &mut self,
        context: &Context<'p>,
        chains: &[Cow<'_, str>],
        tails: &[Option<Tail>],
        rest: &[String],
    ) {
        self.steps += chains.len();
        if self.depth >= DEPTH_LIMIT || self.steps > STEP_LIMIT {
            return self.lose(Lost::TooDeep);
        }
        self.depth += 1;
        let how = self.how;
        let references = collapse(chains);
        if !rest.is_empty() && references.len() > 1 {
            // Which member holds which reference is lost.
            self.how = how.max(Confidence::Inferred);
        }
        for (at, reference) in references.iter().enumerate() {
            // What the source says counts when it speaks of the same references.
            let tail = tails.get(at).filter(|_| tails.len() == references.len());
            let tail = tail.and_then(Option::as_ref);
            let mut next = self.picked(context, tail, references.get(at + 1));
            let mut reference = reference.clone();
            let mut rest = rest;
            if let Some(tail) = tail {
                // A collection made of another one has, most often, its keys.
                if let (Some(Pick::Any), [first, behind @ ..]) = (&tail.pick, rest)
                    && self.has_key(context, &reference.head, first)
                {
                    (next, rest) = (Index::Key(Key::Name(first.clone())), behind);
                }
                reference.extend(tail, &next);
            }
            let mut path = reference.rest.clone();
            path.extend_from_slice(rest);
            let before = self.leaves.len();
            self.reference(context, &reference, &next, &path);
            // The index picks from what the reference holds, and no more is known of it.
            let picks = matches!(next, Index::OwnKey) && reference.holds_a_collection();
            if picks && self.leaves.len() > before + 1 {
                for leaf in &mut self.leaves[before..] {
                    leaf.doubt();
                }
            }
        }
        self.how = how;
        self.depth -= 1;
    }

    pub(super) fn reference(
        &mut self,
        context: &Context<'p>,
        reference: &Reference,
        next: &Index,
        rest: &[String],
    ) {
        match &reference.head {
            Head::InstanceKey | Head::Nothing => {}
            Head::Endless => self.lose(Lost::TooDeep),
            Head::Variable(name) => self.variable(context, name, rest),
            Head::EachValue => self.each_value(context, rest),
            Head::Local(name) => self.local(context, name),
            Head::Module { name, key, output } => {
                let (mut key, mut output, mut rest) = (key.clone(), output.clone(), rest);
                // Behind the bare name of a repeated call come a key and an output.
                if let (None, None, [first, behind @ ..]) = (&key, &output, rest)
                    && self.has_call(context, name, first)
                {
                    (key, rest) = (Some(Key::Name(first.clone())), behind);
                }
                if let (None, [first, behind @ ..]) = (&output, rest) {
                    (output, rest) = (Some(first.clone()), behind);
                }
                self.module(context, name, key.as_ref(), next, output.as_deref(), rest);
            }
            Head::Resource {
                data,
                type_name,
                name,
                key,
                attribute,
            } => {
                let block = BlockName {
                    data: *data,
                    type_name: type_name.into(),
                    name: name.into(),
                };
                // Behind the bare name of a repeated block come a key and an attribute.
                let (key, rest) = match (key, attribute, rest) {
                    (None, None, [first, behind @ ..])
                        if self.has_instance(context, &block, first) =>
                    {
                        (Some(Key::Name(first.clone())), behind)
                    }
                    _ => (key.clone(), rest),
                };
                let attribute = attribute
                    .clone()
                    .or_else(|| self.attribute_among(context, &block, rest));
                self.resource(context, &block, key.as_ref(), next, attribute);
            }
        }
    }

    fn variable(&mut self, context: &Context<'p>, name: &str, rest: &[String]) {
        let Some((call, parents)) = context.modules.split_last() else {
            return self.leaves.push(Leaf::Variable(name.to_owned()));
        };
        let variable = format!("{}var.{name}", module_prefix(&context.modules));
        self.once(variable, rest, |tracer| {
            tracer.argument(call, parents, name, rest);
        });
    }

    /// What a call gives to a variable of its module.
    fn argument(&mut self, call: &Call, parents: &[Call], name: &str, rest: &[String]) {
        let names = parents.iter().map(|call| call.name.as_str());
        let plan = self.plan;
        let Some(config) = plan
            .root
            .descend(names)
            .and_then(|parent| parent.calls.get(&call.name))
        else {
            return self.lose(Lost::NoConfiguration);
        };
        if let Some(expression) = config.expressions.get(name) {
            let context = Context {
                holder: Some(Holder::Call(call.name.clone())),
                modules: parents.into(),
                own: plan.own_of_call(parents, call),
                for_each: config.for_each.as_ref(),
            };
            return self.expression(&context, expression, rest);
        }
        match config.module.defaults.get(name) {
            Some(Some(default)) => self.constant(default, rest),
            _ => self.leaves.push(Leaf::Constant(&Value::NULL)),
        }
    }

    fn each_value(&mut self, context: &Context<'p>, rest: &[String]) {
        let Some(Key::Name(key)) = &context.own.key else {
            return self.lose(Lost::Each);
        };
        let path: Vec<String> = std::iter::once(key).chain(rest).cloned().collect();
        match context.for_each {
            Some(Expression::Constant(entries)) if entries.member(key).is_some() => {
                self.constant(entries, &path)
            }
            Some(Expression::References(chains)) => {
                let outer = Context {
                    own: Own::default(),
                    for_each: None,
                    ..context.clone()
                };
                match collapse(chains).as_slice() {
                    // Over a repeated block: its instance of the same key.
                    [one]
                        if matches!(
                            one.head,
                            Head::Resource { key: None, .. } | Head::Module { key: None, .. }
                        ) =>
                    {
                        self.reference(context, one, &Index::OwnKey, rest);
                    }
                    _ => self.references(&outer, chains, &[], &path),
                }
            }
            _ => self.lose(Lost::Each),
        }
    }

    fn local(&mut self, context: &Context<'p>, name: &str) {
        let modules = call_names(&context.modules);
        let plan = self.plan;
        let Some(spelling) = plan
            .evidence
            .and_then(|evidence| evidence.local(&modules, name))
        else {
            return self.lose(Lost::Local(name.to_owned()));
        };
        let local = format!("{}local.{name}", module_prefix(&context.modules));
        self.once(local, &[], |tracer| {
            let how = tracer.how;
            tracer.how = how.max(Confidence::Inferred);
            let chains: Vec<Cow<'_, str>> = spelling
                .chains
                .iter()
                .map(|chain| Cow::Borrowed(chain.as_str()))
                .collect();
            tracer.references(context, &chains, &spelling.tails, &[]);
            tracer.how = how;
        });
    }

    fn module(
        &mut self,
        context: &Context<'p>,
        name: &str,
        key: Option<&Key>,
        next: &Index,
        output: Option<&str>,
        rest: &[String],
    ) {
        let names = context.modules.iter().map(|call| call.name.as_str());
        let plan = self.plan;
        let Some(config) = plan
            .root
            .descend(names)
            .and_then(|parent| parent.calls.get(name))
        else {
            return self.lose(Lost::NoConfiguration);
        };
        let prefix = module_prefix(&context.modules);
        // A module of nothing but outputs has no resource to tell its keys by.
        let none: Instances = [None].into_iter().collect();
        let call_address = format!("{prefix}module.{name}");
        let instances = plan.module_keys.get(&call_address).unwrap_or(&none);
        let (chosen, hop) = self.choose(instances, &call_address, key, next, context);
        let how = self.how;
        for at in chosen {
            let call = Call {
                name: name.to_owned(),
                key: instances.keys[at].clone(),
            };
            let child = Context {
                holder: output.map(|output| Holder::Output(output.to_owned())),
                modules: [&*context.modules, &[call]].concat().into(),
                own: Own::default(),
                for_each: None,
            };
            let child_prefix = module_prefix(&child.modules);
            self.how = how.max(hop);
            match output.and_then(|output| config.module.outputs.get(output).zip(Some(output))) {
                Some((expression, output)) => {
                    self.once(format!("{child_prefix}{output}"), rest, |tracer| {
                        tracer.expression(&child, expression, rest);
                    });
                }
                // The plan lost which output it was.
                None => {
                    self.how = self.how.max(Confidence::Inferred);
                    let mut outputs: Vec<_> = config.module.outputs.iter().collect();
                    outputs.sort_by_key(|(output, _)| *output);
                    for (output, expression) in outputs {
                        self.once(format!("{child_prefix}{output}"), &[], |tracer| {
                            tracer.expression(&child, expression, &[]);
                        });
                    }
                }
            }
        }
        self.how = how;
    }

    fn resource(
        &mut self,
        context: &Context<'p>,
        block: &BlockName<'_>,
        key: Option<&Key>,
        next: &Index,
        attribute: Option<String>,
    ) {
        let siblings = siblings_of(context, block);
        let plan = self.plan;
        let Some((ids, instances)) = plan.siblings.at(&siblings) else {
            // Written with `count = 0` it is nothing; not written, it is a mistake of the plan.
            let names = context.modules.iter().map(|call| call.name.as_str());
            let written = plan
                .root
                .descend(names)
                .is_some_and(|module| module.blocks.contains_key(block));
            if !written || plan.is_partial() {
                self.lose(Lost::Dangling(siblings));
            }
            return;
        };
        let (chosen, hop) = self.choose(instances, &siblings, key, next, context);
        let how = self.how.max(hop);
        self.leaves
            .extend(chosen.into_iter().map(|at| Leaf::Resource {
                id: ids[at],
                attribute: attribute.clone(),
                how,
            }));
    }

    /// Chooses among the instances of a block or call, and notes when the plan may leave out
    /// the one that is meant.
    fn choose(
        &mut self,
        instances: &Instances,
        address: &str,
        key: Option<&Key>,
        next: &Index,
        context: &Context<'p>,
    ) -> (Vec<usize>, Confidence) {
        let (chosen, hop) = instances.choose(key, next, &context.own);
        if !self.plan.may_lack_some_of(instances) {
            return (chosen, hop);
        }
        let meant = match (key, next) {
            (Some(key), _) | (None, Index::Key(key)) => Some(key),
            (None, Index::OwnKey) => context.own.key.as_ref(),
            (None, Index::None) => None,
        };
        if meant.is_some_and(|key| instances.position(key).is_some()) {
            // Another key that is made of the own one may be left out.
            return match (key, next) {
                (None, Index::OwnKey) => (chosen, hop.max(Confidence::Ambiguous)),
                _ => (chosen, hop),
            };
        }
        self.lose(Lost::Dangling(address.to_owned()));
        (chosen, hop.max(Confidence::Ambiguous))
    }

    /// Which of the names behind a reference is an attribute of the resource:
    /// others are members of objects that the expression makes or takes apart.
    fn attribute_among(
        &self,
        context: &Context<'p>,
        block: &BlockName<'_>,
        names: &[String],
    ) -> Option<String> {
        let siblings = self.plan.siblings.at(&siblings_of(context, block));
        let first = siblings.and_then(|(ids, _)| ids.first());
        match first.and_then(|id| self.plan[*id].value.as_ref()) {
            Some(value) => {
                let mut names = names.iter().rev();
                names.find(|name| value.member(name).is_some()).cloned()
            }
            // What is taken last is the attribute, as far as one can tell.
            None => names.last().cloned(),
        }
    }

    /// Follows a variable, local or output, unless what is taken from it was followed before.
    fn once(&mut self, name: String, rest: &[String], follow: impl FnOnce(&mut Self)) {
        if !self.seen.insert(format!("{name}.{}", rest.join("."))) {
            return;
        }
        // Terraform takes no circles, but forged plans have some that take ever more.
        if self.way.contains(&name) {
            return self.lose(Lost::TooDeep);
        }
        self.way.push(name);
        follow(self);
        self.way.pop();
    }

    fn lose(&mut self, why: Lost) {
        self.leaves.push(Leaf::Lost(why));
    }
}

pub(super) fn call_names(modules: &[Call]) -> Vec<String> {
    modules.iter().map(|call| call.name.clone()).collect()
}

/// The address that all instances of a block have in common.
pub(super) fn siblings_of(context: &Context<'_>, block: &BlockName<'_>) -> String {
    let data = if block.data { "data." } else { "" };
    let prefix = module_prefix(&context.modules);
    format!("{prefix}{data}{}.{}", block.type_name, block.name)
}
