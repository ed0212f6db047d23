//! Expressions of the configuration: constants, references, blocks
//! (plan-format.md section 6).

use super::members::Members;
use super::skeleton::Unread;
use super::value::{Kind, Value};
use std::borrow::Cow;

/// What the configuration says of one argument or one nested block type.
#[derive(Clone, Debug)]
pub enum Expression<'a> {
    /// Written as a literal. `Value` carries no sensitivity mark here.
    Constant(Value<'a>),
    /// Refers to other objects; the plan's own flat list of reference chains.
    References(Vec<Cow<'a, str>>),
    /// Written, but calls a function of nothing: `jsonencode({})`.
    Opaque,
    /// Nested blocks in the order of the source.
    Blocks(Vec<Expressions<'a>>),
}

/// The arguments of a block by name.
pub type Expressions<'a> = Members<'a, Expression<'a>>;

impl<'a> Expression<'a> {
    /// Reads one expression node; what cannot be read counts as opaque.
    pub(super) fn read(raw: Unread<'a>) -> Self {
        serde_json::from_str(raw.get()).map_or(Self::Opaque, Self::from_value)
    }

    /// Reads the arguments of a block.
    pub(super) fn read_all(raw: Option<Unread<'a>>) -> Expressions<'a> {
        let value = raw.and_then(|raw| serde_json::from_str::<Value<'a>>(raw.get()).ok());
        value.map(block).unwrap_or_default()
    }

    /// Whether it is written as zero or as an empty collection.
    pub(super) fn is_nothing(&self) -> bool {
        let Self::Constant(value) = self else {
            return false;
        };
        match &value.kind {
            Kind::Number(number) => *number == 0.0,
            Kind::List(items) => items.is_empty(),
            Kind::Map(members) => members.is_empty(),
            _ => false,
        }
    }

    fn from_value(value: Value<'a>) -> Self {
        match value.kind {
            Kind::List(items) => Self::Blocks(items.into_iter().map(block).collect()),
            Kind::Map(mut members) => {
                // An argument may itself be called `references`: the type decides. Of the JSON
                // syntax the text of the expression stands beside them as if it were a constant.
                if let Some(Kind::List(items)) = members.get("references").map(|value| &value.kind)
                    && items.iter().all(|item| item.as_str().is_some())
                {
                    return Self::References(references(items));
                }
                match members.remove("constant_value") {
                    Some(constant) if is_template(&constant) => Self::Opaque,
                    Some(constant) => Self::Constant(constant),
                    None if members.is_empty() => Self::Opaque,
                    None => Self::Blocks(vec![block(Kind::Map(members).into())]),
                }
            }
            _ => Self::Opaque,
        }
    }
}

/// Whether a constant is, or holds, what the JSON syntax writes for an expression that refers to
/// nothing: `"${jsonencode({})}"`. What it comes to is not in the configuration.
fn is_template(constant: &Value<'_>) -> bool {
    match &constant.kind {
        Kind::String(text) => text.contains("${") || text.contains("%{"),
        Kind::List(items) => items.iter().any(is_template),
        Kind::Map(members) => members
            .iter()
            .any(|(name, member)| name.contains("${") || is_template(member)),
        _ => false,
    }
}

fn references<'a>(items: &[Value<'a>]) -> Vec<Cow<'a, str>> {
    items
        .iter()
        .filter_map(|item| match &item.kind {
            Kind::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

fn block(value: Value<'_>) -> Expressions<'_> {
    match value.kind {
        Kind::Map(members) => members
            .into_iter()
            .map(|(name, member)| (name, Expression::from_value(member)))
            .collect(),
        _ => Members::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let raw: Unread<'_> = serde_json::from_str(json).expect("JSON");
        let shown = match Expression::read(raw) {
            Expression::Constant(_) => "constant".to_owned(),
            Expression::References(list) => list.join(" "),
            Expression::Opaque => "opaque".into(),
            Expression::Blocks(blocks) => format!("{} blocks", blocks.len()),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn tells_arguments_from_blocks() {
        check(r#"{"constant_value":null}"#, "constant");
        check(r#"{"references":["a.b.c","a.b"]}"#, "a.b.c a.b");
        check("{}", "opaque");
        check("[{},{}]", "2 blocks");
        check(r#"{"references":{"constant_value":1}}"#, "1 blocks");
        check(
            r#"{"references":{"constant_value":"a"},"name":{}}"#,
            "1 blocks",
        );
        check(r#"{"name":{"constant_value":1}}"#, "1 blocks");
    }

    #[test]
    fn reads_what_the_json_syntax_writes() {
        check(
            r#"{"constant_value":"${a.b.c}","references":["a.b.c","a.b"]}"#,
            "a.b.c a.b",
        );
        check(
            r#"{"constant_value":[{"to":"${a.b.c}"}],"references":["a.b.c","a.b"]}"#,
            "a.b.c a.b",
        );
        check(r#"{"constant_value":"${jsonencode({})}"}"#, "opaque");
        check(r#"{"constant_value":{"a":["${uuid()}"]}}"#, "opaque");
        check(r#"{"constant_value":{"a":["$context.path"]}}"#, "constant");
    }
}
