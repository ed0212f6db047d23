//! What an expression refers to, in the notation of the plan's configuration: each reference is a
//! chain, longest first, such as `aws_lb.a.arn`, `aws_lb.a`.
//!
//! A reference ends where the expression stops being a plain path: at a splat, at an index that
//! is not a literal, at a parenthesis. What the plan loses there is lost here too, so that a
//! reference from the source and one from the plan resolve alike.

use crate::plan::{Spelling, Tail};
use hcl_edit::expr::{Expression, ForExpr, ObjectKey, Traversal, TraversalOperator};
use hcl_edit::template::{Directive, Element, Template};
use std::fmt::Write;

#[path = "tails.rs"]
mod tails;

/// One reference, longest form first.
pub(super) type Chain = Vec<String>;

/// The references of an expression, in the order in which Terraform walks it.
pub(super) fn of(expression: &Expression) -> Vec<Chain> {
    let mut walk = Walk::default();
    walk.expression(expression);
    walk.chains
}

/// An expression with what the plan loses of it.
pub(super) fn spelling(expression: &Expression) -> Spelling {
    let mut walk = Walk::default();
    walk.expression(expression);
    walk.into()
}

/// The same of a template.
pub(super) fn spelling_of_template(template: &Template) -> Spelling {
    let mut walk = Walk::default();
    walk.template(template);
    walk.into()
}

/// The references of a template, as in the strings of Terraform's JSON syntax.
pub(super) fn of_template(template: &Template) -> Vec<Chain> {
    let mut walk = Walk::default();
    walk.template(template);
    walk.chains
}

#[derive(Default)]
struct Walk {
    chains: Vec<Chain>,
    /// For each chain, what is lost behind it.
    tails: Vec<Option<Tail>>,
    /// Names that an enclosing `for` binds: no references.
    bound: Vec<String>,
}

impl From<Walk> for Spelling {
    fn from(walk: Walk) -> Self {
        Self {
            chains: walk.chains.concat(),
            tails: walk.tails,
        }
    }
}

impl Walk {
    fn expression(&mut self, expression: &Expression) {
        self.taken_from(expression, None);
    }

    /// Walks an expression of whose value only a part is taken.
    fn taken_from(&mut self, expression: &Expression, taken: Option<&Tail>) {
        match expression {
            // A lone name is a keyword of a type or an iterator, never an object.
            Expression::Null(_)
            | Expression::Bool(_)
            | Expression::Number(_)
            | Expression::String(_)
            | Expression::Variable(_) => {}
            Expression::Array(array) => array.iter().for_each(|item| self.expression(item)),
            Expression::Object(object) => {
                for (key, value) in object {
                    if let ObjectKey::Expression(key) = key {
                        self.expression(key);
                    }
                    self.expression(value.expr());
                }
            }
            Expression::StringTemplate(template) => self.template(template),
            Expression::HeredocTemplate(heredoc) => self.template(&heredoc.template),
            Expression::Parenthesis(inner) => self.taken_from(inner.inner(), taken),
            Expression::Conditional(choice) => {
                self.expression(&choice.cond_expr);
                self.taken_from(&choice.true_expr, taken);
                self.taken_from(&choice.false_expr, taken);
            }
            Expression::FuncCall(call) => {
                let taken = tails::through(call.name.name.as_str(), taken);
                for (at, item) in call.args.iter().enumerate() {
                    let taken = taken.as_ref().filter(|taken| at == 0 || taken.all);
                    self.taken_from(item, taken.map(|taken| &taken.tail));
                }
            }
            Expression::UnaryOp(operation) => self.expression(&operation.expr),
            Expression::BinaryOp(operation) => {
                self.expression(&operation.lhs_expr);
                self.expression(&operation.rhs_expr);
            }
            Expression::ForExpr(each) => self.for_expression(each, taken),
            Expression::Traversal(path) => self.path(path, taken),
        }
    }

    fn for_expression(&mut self, each: &ForExpr, taken: Option<&Tail>) {
        let element = tails::of_element(each, taken);
        self.taken_from(&each.intro.collection_expr, element.as_ref());
        let names = each.intro.key_var.iter().chain([&each.intro.value_var]);
        self.binding(names.map(|name| name.to_string()), |walk| {
            each.key_expr.iter().for_each(|key| walk.expression(key));
            walk.expression(&each.value_expr);
            each.cond
                .iter()
                .for_each(|cond| walk.expression(&cond.expr));
        });
    }

    fn template(&mut self, template: &Template) {
        for element in template {
            match element {
                Element::Literal(_) => {}
                Element::Interpolation(part) => self.expression(&part.expr),
                Element::Directive(directive) => match &**directive {
                    Directive::If(choice) => {
                        self.expression(&choice.if_expr.cond_expr);
                        self.template(&choice.if_expr.template);
                        choice
                            .else_expr
                            .iter()
                            .for_each(|other| self.template(&other.template));
                    }
                    Directive::For(each) => {
                        let each = &each.for_expr;
                        self.expression(&each.collection_expr);
                        let names = each.key_var.iter().chain([&each.value_var]);
                        self.binding(names.map(|name| name.to_string()), |walk| {
                            walk.template(&each.template);
                        });
                    }
                },
            }
        }
    }

    fn binding(&mut self, names: impl Iterator<Item = String>, inner: impl FnOnce(&mut Walk)) {
        let before = self.bound.len();
        self.bound.extend(names);
        inner(self);
        self.bound.truncate(before);
    }

    fn path(&mut self, path: &Traversal, taken: Option<&Tail>) {
        let mut length = 0;
        let plain = path.operators.iter().take(MOST_STEPS);
        let plain = plain.map_while(|operator| {
            let step = Step::plain(operator.value())?;
            length += step.length();
            (length <= LONGEST).then_some(step)
        });
        match &path.expr {
            Expression::Variable(root) => {
                if !self.bound.iter().any(|name| name == root.as_str()) {
                    let steps: Vec<Step> = plain.collect();
                    if let Some(chain) = chain(root.as_str(), &steps) {
                        self.chains.push(chain);
                        let behind = &path.operators[steps.len()..];
                        self.tails.push(tails::behind(behind, taken));
                    }
                }
            }
            other => {
                let tail = tails::behind(&path.operators, taken);
                self.taken_from(other, tail.as_ref());
            }
        }
        // An index that is computed has references of its own, after those of its collection.
        for operator in &path.operators {
            if let TraversalOperator::Index(index) = operator.value() {
                self.expression(index);
            }
        }
    }
}

/// How many steps of a path are listed, and how many bytes of them: each chain repeats its steps,
/// so that longer ones would cost the square of their length. What is behind counts as computed.
const MOST_STEPS: usize = 32;
const LONGEST: usize = 4 << 10;

/// A step of a plain path.
enum Step {
    Name(String),
    Number(u64),
    Key(String),
}

impl Step {
    fn plain(operator: &TraversalOperator) -> Option<Step> {
        match operator {
            TraversalOperator::GetAttr(name) => Some(Step::Name(name.to_string())),
            TraversalOperator::LegacyIndex(index) => Some(Step::Number(*index.value())),
            TraversalOperator::Index(Expression::String(key)) => {
                Some(Step::Key(key.value().clone()))
            }
            TraversalOperator::Index(Expression::Number(index)) => {
                index.value().as_u64().map(Step::Number)
            }
            TraversalOperator::Index(_)
            | TraversalOperator::AttrSplat(_)
            | TraversalOperator::FullSplat(_) => None,
        }
    }

    /// In bytes, roughly.
    fn length(&self) -> usize {
        match self {
            Step::Name(text) | Step::Key(text) => text.len(),
            Step::Number(_) => 1,
        }
    }

    fn is_name(step: Option<&Step>) -> bool {
        matches!(step, Some(Step::Name(_)))
    }

    fn is_index(step: Option<&Step>) -> bool {
        matches!(step, Some(Step::Number(_) | Step::Key(_)))
    }
}

/// The chain of a path, or nothing when no object has such a name.
fn chain(root: &str, steps: &[Step]) -> Option<Chain> {
    let names = steps
        .iter()
        .take_while(|step| Step::is_name(Some(step)))
        .count();
    // How many steps name the object that is referred to, its key included, and how many of
    // them are left when the plan adds the object without its key or output.
    let (subject, parent) = match root {
        "template" | "lazy" | "arg" => return None,
        "self" => (0, None),
        "var" | "local" | "count" | "each" | "path" | "terraform" | "tofu" => (1, None),
        "module" => match (Step::is_index(steps.get(1)), Step::is_name(steps.get(2))) {
            (true, true) => (3, Some(2)),
            (true, false) => (2, Some(1)),
            (false, _) if names > 1 => (2, Some(1)),
            (false, _) => (1, None),
        },
        "data" | "ephemeral" | "resource" | "action" if Step::is_index(steps.get(2)) => {
            (3, Some(2))
        }
        "data" | "ephemeral" | "resource" | "action" => (2, None),
        _ if Step::is_index(steps.get(1)) => (2, Some(1)),
        _ => (1, None),
    };
    let named = match root {
        "self" => 0,
        "data" | "ephemeral" | "resource" | "action" => 2,
        _ => 1,
    };
    if names < named {
        return None;
    }

    let mut text = if root == "resource" {
        String::new()
    } else {
        root.to_owned()
    };
    let mut prefixes = vec![text.clone()];
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Name(name) if text.is_empty() => text.push_str(name),
            Step::Name(name) => text.extend([".", name]),
            // Writing to a string cannot fail.
            Step::Number(index) => drop(write!(text, "[{index}]")),
            Step::Key(key) => quote(&mut text, key, at < subject),
        }
        prefixes.push(text.clone());
    }
    let mut chain: Chain = prefixes[subject..].iter().rev().cloned().collect();
    chain.extend(parent.map(|length: usize| prefixes[length].clone()));
    Some(chain)
}

/// Appends a key in brackets. The key of an instance is quoted as HCL does, which keeps `${` from
/// opening a template; a key further on is not.
fn quote(text: &mut String, key: &str, instance: bool) {
    text.push_str("[\"");
    let mut rest = key.chars().peekable();
    while let Some(char) = rest.next() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '$' | '%' if instance && rest.peek() == Some(&'{') => text.extend([char, char]),
            char if char.is_control() => drop(write!(text, "\\u{:04x}", u32::from(char))),
            char => text.push(char),
        }
    }
    text.push_str("\"]");
}
