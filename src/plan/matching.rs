//! Matches repeated blocks of the values with those of the configuration.

use super::expression::{Expression, Expressions};
use super::value::{Kind, Value};
use std::collections::HashMap;

/// A candidate block of the configuration, and its place in the source.
#[derive(Clone)]
pub(super) struct Written<'p> {
    pub(super) expressions: &'p Expressions<'p>,
    pub(super) ordinals: Vec<Option<usize>>,
}

/// How values of repeated blocks are matched with the blocks of the source.
/// Sets are not in source order, so a member that names each block comes first.
pub(super) enum Identity {
    By(String, HashMap<String, usize>),
    Position,
}

impl Identity {
    pub(super) fn of(written: &[Written<'_>]) -> Self {
        let Some(first) = written.first() else {
            return Self::Position;
        };
        first
            .expressions
            .names()
            .find_map(|member| {
                let mut places = HashMap::new();
                for (at, block) in written.iter().enumerate() {
                    let Some(Expression::Constant(value)) = block.expressions.get(member) else {
                        return None;
                    };
                    if places.insert(Self::text(value)?, at).is_some() {
                        return None;
                    }
                }
                Some(Self::By(member.to_string(), places))
            })
            .unwrap_or(Self::Position)
    }

    /// A scalar as a text to compare by: sets may hold `443` where `"443"` is written.
    pub(super) fn text(value: &Value<'_>) -> Option<String> {
        match &value.kind {
            Kind::String(text) => Some(text.to_string()),
            Kind::Number(number) => Some(number.to_string()),
            Kind::Bool(value) => Some(value.to_string()),
            _ => None,
        }
    }
}
