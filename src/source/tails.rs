//! What stands behind a reference where the plan ends it: an index that is computed, a splat, the
//! attributes after that.
//!
//! Only what surely comes out of the reference counts. Whatever else an expression does with a value
//! says nothing about it.

use crate::plan::{KeyPart, Pick, Tail};
use hcl_edit::Decorated;
use hcl_edit::expr::{Expression, ForExpr, Traversal, TraversalOperator};
use hcl_edit::template::Element;

/// What is taken from the arguments of a function.
pub(super) struct Taken {
    pub(super) tail: Tail,
    /// From all of them, not the first alone.
    pub(super) all: bool,
}

/// What is taken from a function's arguments when that is taken from its value.
pub(super) fn through(function: &str, taken: Option<&Tail>) -> Option<Taken> {
    let taken = taken?;
    let any = || Tail {
        pick: Some(Pick::Any),
        rest: taken.rest.clone(),
    };
    let (tail, all) = match (function, &taken.pick) {
        // The value is one of the arguments.
        ("try" | "coalesce" | "sensitive" | "nonsensitive" | "tomap", _) => (taken.clone(), true),
        // An element of the first.
        ("one" | "element", None) => (any(), false),
        // Elements of the arguments, in another order.
        ("concat" | "tolist" | "toset" | "values" | "reverse" | "distinct", Some(_)) => {
            (any(), true)
        }
        _ => return None,
    };
    Some(Taken { tail, all })
}

/// What a `for` takes from each element of its collection, when its value is a part of it.
pub(super) fn of_element(each: &ForExpr, taken: Option<&Tail>) -> Option<Tail> {
    let mut rest = match &each.value_expr {
        Expression::Variable(name) if name.as_str() == each.intro.value_var.as_str() => Vec::new(),
        Expression::Traversal(path) => part_of(path, each.intro.value_var.as_str())?,
        _ => return None,
    };
    match taken {
        Some(Tail {
            pick: Some(_),
            rest: more,
        }) => rest.extend(more.iter().cloned()),
        // A name of the new collection's own.
        Some(Tail {
            pick: None,
            rest: more,
        }) if !more.is_empty() => return None,
        _ => {}
    }
    Some(Tail {
        pick: Some(Pick::Any),
        rest,
    })
}

fn part_of(path: &Traversal, name: &str) -> Option<Vec<String>> {
    let root = path.expr.as_variable()?;
    let names: Option<Vec<String>> = path.operators.iter().map(|op| attribute(op)).collect();
    names.filter(|_| root.as_str() == name)
}

fn attribute(operator: &TraversalOperator) -> Option<String> {
    match operator {
        TraversalOperator::GetAttr(name) => Some(name.to_string()),
        _ => None,
    }
}

/// What the rest of a path takes, and then what is taken from its value.
pub(super) fn behind(
    operators: &[Decorated<TraversalOperator>],
    taken: Option<&Tail>,
) -> Option<Tail> {
    let operators: Vec<&TraversalOperator> = operators.iter().map(|op| op.value()).collect();
    let (pick, names) = match operators.as_slice() {
        [] => return taken.cloned(),
        [first, rest @ ..] => match first {
            TraversalOperator::GetAttr(_) => (None, operators.as_slice()),
            TraversalOperator::Index(index) => (Some(pick(index)), rest),
            _ => (Some(Pick::Any), rest),
        },
    };
    let mut tail = Tail {
        pick,
        rest: names.iter().map_while(|op| attribute(op)).collect(),
    };
    match (&names[tail.rest.len()..], taken) {
        ([], Some(Tail { pick: None, rest })) => tail.rest.extend(rest.iter().cloned()),
        // An element of what a splat gives.
        ([], Some(Tail { rest, .. })) if tail.pick == Some(Pick::Any) => {
            tail.rest.extend(rest.iter().cloned());
        }
        // `x.y.*.id[count.index]` picks one after all.
        ([TraversalOperator::Index(index)], None)
            if matches!(operators[0], TraversalOperator::AttrSplat(_)) =>
        {
            tail.pick = Some(self::pick(index));
        }
        _ => {}
    }
    Some(tail)
}

fn pick(index: &Expression) -> Pick {
    match index {
        Expression::Parenthesis(inner) => pick(inner.inner()),
        _ if is_own_key(index) => Pick::Own(vec![KeyPart::Key]),
        Expression::StringTemplate(template) => {
            let part = |element: &Element| match element {
                Element::Literal(text) => Some(KeyPart::Text(text.as_str().to_owned())),
                Element::Interpolation(part) if is_own_key(&part.expr) => Some(KeyPart::Key),
                _ => None,
            };
            let parts: Option<Vec<KeyPart>> = template.iter().map(part).collect();
            parts.map_or(Pick::Computed, Pick::Own)
        }
        // The references behind it tell.
        Expression::Traversal(path) if path.expr.is_variable() => Pick::Any,
        Expression::String(_) | Expression::Number(_) => Pick::Any,
        _ => Pick::Computed,
    }
}

/// Whether it is `each.key` or `count.index`.
fn is_own_key(expression: &Expression) -> bool {
    let Expression::Traversal(path) = expression else {
        return false;
    };
    let root = path.expr.as_variable().map(|name| name.as_str());
    match (root, path.operators.as_slice()) {
        (Some("each"), [only]) => attribute(only.value()).as_deref() == Some("key"),
        (Some("count"), [only]) => attribute(only.value()).as_deref() == Some("index"),
        _ => false,
    }
}
