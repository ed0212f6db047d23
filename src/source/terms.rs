//! Expressions of Terraform's own syntax → terms that can be worked out.

use super::text::Span;
use super::tree::{self, Block, Body, Named};
use super::{Sources, json, scan};
use crate::plan::{Address, Loop, Operator, Site, Stand, Standing, Template, Term};
use hcl_edit::expr::{BinaryOperator, Expression, ForExpr, ObjectKey, Traversal};
use hcl_edit::expr::{TraversalOperator, UnaryOperator};
use hcl_edit::template::Element;

/// Blocks of one path beyond these are not told apart.
const MOST: usize = 200;

impl Sources {
    pub(super) fn term_at(&self, module: &[String], site: &Site<'_>) -> Option<Term> {
        let known = self.known(module)?;
        let span = match site {
            Site::Local(name) => *known.values.get(&Named::Local((*name).to_owned()))?,
            Site::Output(name) => *known.values.get(&Named::Output((*name).to_owned()))?,
            Site::Argument { call, name } => {
                tree::attribute(&known.calls.get(*call)?.body, &[(name, None)])?.written
            }
            Site::Resource { block, path } => {
                let address = tree::address(block.data, &block.type_name, &block.name);
                tree::attribute(&known.resources.get(&address)?.body, path)?.written
            }
        };
        self.term(span)
    }

    /// The blocks that may have made a block at a path of names.
    pub(super) fn templates_at(&self, block: &Address, path: &[&str]) -> Option<Vec<Template>> {
        let module = self.known(&block.call_names())?;
        let address = tree::address(block.data, &block.type_name, &block.name);
        let mut found = Vec::new();
        self.collect(&module.resources.get(&address)?.body, path, &[], &mut found)?;
        Some(found)
    }

    /// Where the blocks at a path of names stand, in the order of the source.
    pub(super) fn standings_at(&self, block: &Address, path: &[&str]) -> Vec<Standing> {
        let address = tree::address(block.data, &block.type_name, &block.name);
        let module = self.known(&block.call_names());
        let mut found = Vec::new();
        if let Some(block) = module.and_then(|module| module.resources.get(&address)) {
            stand(&block.body, path, &Standing::default(), &mut found);
        }
        found
    }

    fn collect(
        &self,
        body: &Body,
        path: &[&str],
        around: &[(String, Term)],
        found: &mut Vec<Template>,
    ) -> Option<()> {
        let Some((name, rest)) = path.split_first() else {
            let attributes = body.attributes.iter();
            let attributes = attributes
                .map(|attribute| Some((attribute.name.clone(), self.term(attribute.written)?)));
            found.push(Template {
                repeated: around.to_vec(),
                attributes: attributes.collect::<Option<_>>()?,
            });
            return (found.len() <= MOST).then_some(());
        };
        // What is written like an attribute is no block here.
        if body
            .attribute(name)
            .is_some_and(|attribute| !attribute.has_blocks())
        {
            return None;
        }
        for block in body.blocks_named(name) {
            let mut inner = around.to_vec();
            inner.extend(self.repetition(block)?);
            self.collect(&block.body, rest, &inner, found)?;
        }
        Some(())
    }

    /// What repeats a block; `None` when that cannot be told.
    fn repetition(&self, block: &Block) -> Option<Option<(String, Term)>> {
        match (&block.dynamic, &block.repeated) {
            (None, _) => Some(None),
            (Some(_), Some((iterator, for_each))) => {
                Some(Some((iterator.clone(), self.term(*for_each)?)))
            }
            (Some(_), None) => None,
        }
    }

    pub(super) fn term(&self, span: Span) -> Option<Term> {
        let file = self.files.get(span.file)?;
        let text = file.whole.get(span.start..span.end)?;
        if file.is_json() {
            let node = scan::read(text).ok()?;
            return Some(json::expression::term(text, &node));
        }
        let expression = hcl_edit::parser::parse_expr(text).ok()?;
        Some(of(&expression))
    }
}

fn stand(body: &Body, path: &[&str], around: &Standing, found: &mut Vec<Standing>) {
    let Some((name, rest)) = path.split_first() else {
        return found.push(around.clone());
    };
    let blocks = body.blocks_named(name);
    let mut fixed = 0;
    let mut dynamic = blocks.iter().filter(|one| one.dynamic.is_none()).count();
    for block in &blocks {
        if found.len() > MOST {
            return;
        }
        let is_dynamic = block.dynamic.is_some();
        let next = if is_dynamic { &mut dynamic } else { &mut fixed };
        let mut standing = around.clone();
        standing.0.push(Stand {
            at: *next,
            is_dynamic,
        });
        *next += 1;
        stand(&block.body, rest, &standing, found);
    }
}

pub(super) fn of(expression: &Expression) -> Term {
    let boxed = |expression: &Expression| Box::new(of(expression));
    match expression {
        Expression::Null(_) => Term::Null,
        Expression::Bool(value) => Term::Bool(*value.value()),
        Expression::Number(value) => value.value().as_f64().map_or(Term::Open, Term::Number),
        Expression::String(text) => Term::Text(text.value().clone()),
        Expression::Variable(name) => Term::Name(name.to_string()),
        Expression::Array(items) => Term::Tuple(items.iter().map(of).collect()),
        Expression::Object(object) => {
            let members = object.iter().map(|(key, value)| {
                let key = match key {
                    ObjectKey::Ident(name) => Term::Text(name.to_string()),
                    ObjectKey::Expression(key) => of(key),
                };
                (key, of(value.expr()))
            });
            Term::Object(members.collect())
        }
        Expression::StringTemplate(template) => Term::Template(of_elements(template.iter())),
        Expression::Parenthesis(inner) => of(inner.inner()),
        Expression::Conditional(choice) => Term::Choice(Box::new([
            of(&choice.cond_expr),
            of(&choice.true_expr),
            of(&choice.false_expr),
        ])),
        Expression::UnaryOp(operation) => match *operation.operator.value() {
            UnaryOperator::Not => Term::Not(boxed(&operation.expr)),
            UnaryOperator::Neg => match of(&operation.expr) {
                Term::Number(number) => Term::Number(-number),
                _ => Term::Open,
            },
        },
        Expression::BinaryOp(operation) => match operator(*operation.operator.value()) {
            Some(operator) => {
                let sides = [of(&operation.lhs_expr), of(&operation.rhs_expr)];
                Term::Binary(operator, Box::new(sides))
            }
            None => Term::Open,
        },
        Expression::FuncCall(call) => {
            let name = call.name.name.to_string();
            let arguments = call.args.iter().map(of).collect();
            match call.name.namespace.is_empty() {
                true => Term::Call(name, arguments, call.args.expand_final()),
                false => Term::Open,
            }
        }
        Expression::ForExpr(each) => of_loop(each),
        Expression::Traversal(path) => of_path(path),
        Expression::HeredocTemplate(_) => Term::Open,
    }
}

/// The parts of a template.
pub(super) fn of_elements<'e>(elements: impl Iterator<Item = &'e Element>) -> Vec<Term> {
    let parts = elements.map(|element| match element {
        Element::Literal(text) => Term::Text(text.value().clone()),
        Element::Interpolation(inner) => of(&inner.expr),
        Element::Directive(_) => Term::Open,
    });
    parts.collect()
}

fn operator(operator: BinaryOperator) -> Option<Operator> {
    Some(match operator {
        BinaryOperator::And => Operator::And,
        BinaryOperator::Or => Operator::Or,
        BinaryOperator::Eq => Operator::Equal,
        BinaryOperator::NotEq => Operator::Unequal,
        BinaryOperator::Less => Operator::Less,
        BinaryOperator::LessEq => Operator::LessOrEqual,
        BinaryOperator::Greater => Operator::Greater,
        BinaryOperator::GreaterEq => Operator::GreaterOrEqual,
        BinaryOperator::Plus => Operator::Plus,
        BinaryOperator::Minus => Operator::Minus,
        BinaryOperator::Mul | BinaryOperator::Div | BinaryOperator::Mod => return None,
    })
}

fn of_loop(each: &ForExpr) -> Term {
    if each.grouping {
        return Term::Open;
    }
    let key = each.intro.key_var.as_ref().map(|name| name.to_string());
    Term::For(Box::new(Loop {
        names: (key, each.intro.value_var.to_string()),
        collection: of(&each.intro.collection_expr),
        key: each.key_expr.as_ref().map(of),
        value: of(&each.value_expr),
        condition: each.cond.as_ref().map(|condition| of(&condition.expr)),
    }))
}

fn of_path(path: &Traversal) -> Term {
    let mut term = of(&path.expr);
    let mut operators = path
        .operators
        .iter()
        .map(|operator| operator.value())
        .peekable();
    while let Some(operator) = operators.next() {
        term = match operator {
            TraversalOperator::GetAttr(name) => Term::Member(Box::new(term), name.to_string()),
            TraversalOperator::Index(index) => Term::Element(Box::new(term), Box::new(of(index))),
            TraversalOperator::LegacyIndex(index) => {
                let index = Term::Number(*index.value() as f64);
                Term::Element(Box::new(term), Box::new(index))
            }
            TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                let mut names = Vec::new();
                while let Some(TraversalOperator::GetAttr(name)) = operators.peek() {
                    names.push(name.to_string());
                    operators.next();
                }
                Term::Splat(Box::new(term), names)
            }
        };
    }
    term
}
