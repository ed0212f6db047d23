//! What the provider fills in where nothing is written.
//!
//! Before the first apply an attribute that nobody writes is null and its blocks are missing;
//! afterwards the provider spells the same as `""`, `[]`, `{}`, `false`, 0, or as a block that is
//! off. All of it is unset, in any plan, whoever asks.

use super::Node;
use crate::plan::matching::{is_nothing, text};
use crate::plan::value::{Kind, Value};

/// Blocks that the provider fills in for what is off, by the member that tells so.
const OFF: [(&str, &str, &str); 4] = [
    ("stickiness", "enabled", "false"),
    ("mutual_authentication", "mode", "off"),
    ("tracing_config", "mode", "PassThrough"),
    ("deployment_controller", "type", "ECS"),
];

impl<'p> Node<'p> {
    /// What the plan holds under a name, unless the provider alone has filled it in to say that
    /// there is nothing.
    pub(super) fn member(&self, name: &str) -> Option<&'p Value<'p>> {
        let value = self.value.member(name)?;
        (!self.is_filled_in(name, value)).then_some(value)
    }

    pub(super) fn is_filled_in(&self, name: &str, value: &Value<'_>) -> bool {
        if self.in_text {
            return false;
        }
        let written = || self.is_told().then(|| self.writes(name));
        match &value.kind {
            // In sets, providers write "" for what is not set, and so they do in `dynamic` blocks.
            Kind::String(text) => text.is_empty() && written() != Some(true),
            Kind::Map(members) => members.is_empty() && written() != Some(true),
            Kind::Bool(false) | Kind::Number(0.0) => written() == Some(false),
            Kind::List(items) => match items.as_slice() {
                [] => written() == Some(false),
                [block] if self.path.0.is_empty() => {
                    is_off(name, block) && !self.has_expression(name)
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the configuration writes blocks of that name, other than `dynamic` ones. What these
    /// make is off as well, if it says no more than that.
    fn has_expression(&self, name: &str) -> bool {
        self.written
            .iter()
            .any(|written| written.get(name).is_some())
    }
}

/// Whether a block says that there is nothing: none of its members does, or the one that counts
/// says so.
fn is_off(name: &str, block: &Value<'_>) -> bool {
    let Kind::Map(members) = &block.kind else {
        return false;
    };
    let says = |(block, member, off): &(&str, &str, &str)| {
        *block == name
            && members
                .get(member)
                .is_some_and(|value| text(value).is_some_and(|text| text == *off))
    };
    OFF.iter().any(says) || !members.is_empty() && members.values().all(is_nothing)
}
