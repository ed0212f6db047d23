//! Operators.

use super::sym::Sym;
use super::{Scope, Worker};
use crate::plan::term::{Operator, Term};
use std::rc::Rc;

impl Worker<'_> {
    pub(super) fn binary(
        &mut self,
        operator: Operator,
        [left, right]: &[Term; 2],
        scope: &Scope<'_>,
    ) -> Rc<Sym> {
        let left = self.eval(left, scope);
        // One side may settle it.
        match (operator, left.truth()) {
            (Operator::And, Some(false)) | (Operator::Or, Some(true)) => return left,
            _ => {}
        }
        let right = self.eval(right, scope);
        let truth = match operator {
            Operator::And => match (left.truth(), right.truth()) {
                (_, Some(false)) => Some(false),
                (Some(true), other) => other,
                _ => None,
            },
            Operator::Or => match (left.truth(), right.truth()) {
                (_, Some(true)) => Some(true),
                (Some(false), other) => other,
                _ => None,
            },
            Operator::Equal => equal(&left, &right),
            Operator::Unequal => equal(&left, &right).map(|equal| !equal),
            Operator::Less => compared(&left, &right, |left, right| left < right),
            Operator::LessOrEqual => compared(&left, &right, |left, right| left <= right),
            Operator::Greater => compared(&left, &right, |left, right| left > right),
            Operator::GreaterOrEqual => compared(&left, &right, |left, right| left >= right),
            Operator::Plus | Operator::Minus => {
                let numbers = left.number().zip(right.number());
                let number = numbers.map(|(left, right)| match operator {
                    Operator::Plus => left + right,
                    _ => left - right,
                });
                return Rc::new(number.map_or(Sym::Open, Sym::Number));
            }
        };
        Rc::new(truth.map_or(Sym::Open, Sym::Bool))
    }
}

fn equal(left: &Sym, right: &Sym) -> Option<bool> {
    match (left.is_null(), right.is_null()) {
        (Some(true), other) => return other,
        (other, Some(true)) => return other,
        _ => {}
    }
    match (left.text(), right.text()) {
        (Some(left), Some(right)) => Some(left == right),
        _ => match (left, right) {
            (Sym::Tuple(left), Sym::Tuple(right)) if left.len() != right.len() => Some(false),
            (Sym::Tuple(left), Sym::Tuple(right)) if left.is_empty() && right.is_empty() => {
                Some(true)
            }
            (Sym::Tuple(items), Sym::Text(_)) | (Sym::Text(_), Sym::Tuple(items))
                if items.is_empty() =>
            {
                Some(false)
            }
            _ => None,
        },
    }
}

fn compared(left: &Sym, right: &Sym, by: impl Fn(f64, f64) -> bool) -> Option<bool> {
    let (left, right) = left.number().zip(right.number())?;
    Some(by(left, right))
}
