//! What a text is made of: the literal parts of a template and the references
//! between them, which a plan mixes up.

use super::references;
use crate::plan::Part;
use hcl_edit::expr::{Expression, FuncCall, Traversal, TraversalOperator};
use hcl_edit::template::Element;

/// The parts of an expression that is a reference or a template of references;
/// `None` for anything that computes.
pub(super) fn of(expression: &Expression) -> Option<Vec<Part>> {
    match expression {
        Expression::String(text) => Some(vec![Part::Text(text.value().clone())]),
        Expression::Traversal(path) => Some(vec![value(expression, path)]),
        Expression::Parenthesis(inner) => of(inner.inner()),
        // A list of one text says no more than that text.
        Expression::Array(list) if list.len() == 1 => of(list.get(0)?),
        Expression::FuncCall(call) => of_call(call),
        Expression::StringTemplate(template) => of_elements(template.iter()),
        _ => None,
    }
}

/// The parts of a template.
pub(super) fn of_elements<'e>(elements: impl Iterator<Item = &'e Element>) -> Option<Vec<Part>> {
    let parts = elements.map(|element| match element {
        Element::Literal(text) => Some(vec![Part::Text(text.value().clone())]),
        Element::Interpolation(inner) => of(&inner.expr),
        Element::Directive(_) => None,
    });
    let parts: Option<Vec<Vec<Part>>> = parts.collect();
    parts.map(|parts| parts.concat())
}

/// Functions that pass their first argument on, unless there is nothing in it.
fn of_call(call: &FuncCall) -> Option<Vec<Part>> {
    let arguments: Vec<&Expression> = call.args.iter().collect();
    match (call.name.name.as_str(), arguments.as_slice()) {
        ("one" | "tostring", [first]) | ("try" | "coalesce", [first, Expression::Null(_)]) => {
            of(first)
        }
        ("try" | "coalesce", [first, Expression::String(text)]) if text.value().is_empty() => {
            of(first)
        }
        ("join", [Expression::String(text), list]) if text.value().is_empty() => of(list),
        _ => None,
    }
}

fn value(expression: &Expression, path: &Traversal) -> Part {
    let names = path.operators.iter().rev();
    let mut names = names.map_while(|operator| match operator.value() {
        TraversalOperator::GetAttr(name) => Some(name.to_string()),
        _ => None,
    });
    Part::Value {
        chains: references::of(expression).concat(),
        attribute: names.next(),
    }
}
