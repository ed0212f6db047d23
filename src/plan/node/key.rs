//! The key of a block: what tells it from others of its name, in any plan of its resource.

use super::{Attr, Node};
use crate::plan::expression::Expression;
use crate::plan::leaf::Leaf;
use crate::plan::value::{Kind, Value};

/// Members that name a block among those beside it; the first that it has counts. Several
/// together name what has no name.
const NAMING: [&[&str]; 20] = [
    &["origin_id"],
    &["path_pattern"],
    &["name"],
    &["sid"],
    &["id"],
    &["rule_name"],
    &["priority"],
    &["order"],
    &["http_header_name"],
    &["header"],
    &["header_name"],
    &["key"],
    &["event_type"],
    &["lb_port"],
    &["container_name", "container_port"],
    &["identifier"],
    &["subnet_id"],
    &["from_port", "to_port", "protocol"],
    &["cidr_block"],
    &["arn"],
];

/// No key is longer.
const LONGEST: usize = 100;

impl Node<'_> {
    /// The key of this block, and of each around it: in the order of the path.
    pub(super) fn block_keys(&self) -> Vec<Option<String>> {
        let mut keys = vec![None; self.path.0.len()];
        let mut node = Some(self);
        while let Some(block) = node {
            if let Some(key) = block.path.0.len().checked_sub(1) {
                keys[key] = block.key();
            }
            node = block.parent();
        }
        keys
    }

    /// What names this block before and after an apply, and with whatever else stands beside it:
    /// never its position, nor what only the provider fills in, nor a secret.
    fn key(&self) -> Option<String> {
        let parts = |members: &&[&str]| -> Option<String> {
            let parts: Option<Vec<String>> = members.iter().map(|name| self.naming(name)).collect();
            Some(parts?.join("/"))
        };
        let mut key = NAMING.iter().find_map(parts)?;
        if let Some((end, _)) = key.char_indices().nth(LONGEST) {
            key.truncate(end);
        }
        Some(key)
    }

    /// A member as a part of a key. What comes from another resource is known only after apply;
    /// it is the reference that stays.
    fn naming(&self, member: &str) -> Option<String> {
        let value = match self.attr(member) {
            Attr::Known(value) => scalar(value).filter(|_| !self.is_sensitive(member)),
            Attr::Unknown | Attr::Unset => None,
        };
        match self.expressions(member).as_slice() {
            [] if self.is_written() => None,
            [Expression::Constant(constant)] => scalar(constant),
            [expression @ Expression::References(chains)]
                if self.comes_from_a_resource(expression) =>
            {
                chains.first().map(|chain| chain.to_string())
            }
            several if several.iter().any(|one| self.comes_from_a_resource(one)) => None,
            _ => value,
        }
    }

    fn comes_from_a_resource(&self, expression: &Expression<'_>) -> bool {
        let plan = self.plan;
        let leaves = plan.trace(self.id, expression);
        leaves.iter().any(|leaf| match leaf {
            Leaf::Resource { id, .. } => !plan[*id].read,
            Leaf::Constant(_) | Leaf::Variable(_) | Leaf::Lost(_) => false,
        })
    }
}

/// A scalar as a text; none of what stands for nothing.
fn scalar(value: &Value<'_>) -> Option<String> {
    match &value.kind {
        Kind::String(text) if !text.is_empty() => Some(text.to_string()),
        Kind::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
