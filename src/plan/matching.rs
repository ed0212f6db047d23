//! Matches repeated blocks of the values with those of the configuration.
//!
//! The configuration has the blocks that are written out and leaves out `dynamic` ones. Each that
//! is written out made one of the values; which of them, its constants tell.

use super::expression::{Expression, Expressions};
use super::value::{Kind, Value};
use std::collections::{BTreeSet, HashMap};

/// What one of the values comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The block at that position among those that are written out.
    Written(usize),
    /// A `dynamic` block.
    Dynamic,
    /// One of these positions; whether a `dynamic` block is possible as well.
    OneOf(Vec<usize>, bool),
}

/// More pairs than these are not compared one by one.
const MOST: usize = 40_000;

/// For each of the values, what it comes from.
pub(super) fn origins(written: &[&Expressions<'_>], items: &[Value<'_>]) -> Vec<Origin> {
    match (written, items) {
        ([], _) => vec![Origin::OneOf(Vec::new(), true); items.len()],
        ([_], [_]) => vec![Origin::Written(0)],
        _ => by_member(written, items).unwrap_or_else(|| by_constants(written, items)),
    }
}

/// By a member that names each block: the values of sets are not in the order of the source.
fn by_member(written: &[&Expressions<'_>], items: &[Value<'_>]) -> Option<Vec<Origin>> {
    let by = |member: &str| {
        let mut places = HashMap::new();
        for (at, block) in written.iter().enumerate() {
            let Some(Expression::Constant(value)) = block.get(member) else {
                return None;
            };
            if places.insert(text(value)?, at).is_some() {
                return None;
            }
        }
        let mut found = BTreeSet::new();
        let origin = |item: &Value<'_>| {
            let place = item.member(member).and_then(text);
            match place.and_then(|own| places.get(&own)) {
                Some(at) => found.insert(*at).then_some(Origin::Written(*at)),
                None if item.member(member).is_some_and(Value::is_unknown) => None,
                None => Some(Origin::Dynamic),
            }
        };
        let origins: Option<Vec<Origin>> = items.iter().map(origin).collect();
        origins.filter(|_| found.len() == written.len())
    };
    written.first()?.names().find_map(by)
}

/// By all that is constant in each block.
fn by_constants(written: &[&Expressions<'_>], items: &[Value<'_>]) -> Vec<Origin> {
    let may_be_dynamic = items.len() > written.len();
    let is_as_many = items.len() == written.len();
    let all: Vec<usize> = (0..written.len()).collect();
    let untold = |at: usize| match is_as_many {
        true => Origin::Written(at),
        false => Origin::OneOf(all.clone(), may_be_dynamic),
    };
    let Some(pairs) = Pairs::of(written, items) else {
        return (0..items.len()).map(untold).collect();
    };
    let told = |at: usize| {
        if let Some(block) = pairs.told[at] {
            return Origin::Written(block);
        }
        let open = pairs.fitting.iter().enumerate();
        let open = open.filter(|(_, fitting)| fitting.contains(&at));
        let open: Vec<usize> = open.map(|(block, _)| block).collect();
        match open.is_empty() && may_be_dynamic {
            true => Origin::Dynamic,
            false if is_as_many && open.contains(&at) => Origin::Written(at),
            false => Origin::OneOf(open, may_be_dynamic),
        }
    };
    (0..items.len()).map(told).collect()
}

/// Which values fit each block, and those of which no other block is possible.
struct Pairs {
    /// Of the blocks that are not told yet.
    fitting: Vec<BTreeSet<usize>>,
    told: Vec<Option<usize>>,
}

impl Pairs {
    /// `None` where they cannot be compared: too many, or values in another spelling.
    fn of(written: &[&Expressions<'_>], items: &[Value<'_>]) -> Option<Self> {
        if written.len().saturating_mul(items.len()) > MOST {
            return None;
        }
        let fitting = written.iter().map(|block| {
            let items = items.iter().enumerate();
            let fitting = items.filter(|(_, item)| fits(block, item));
            fitting.map(|(at, _)| at).collect()
        });
        let mut pairs = Self {
            fitting: fitting.collect(),
            told: vec![None; items.len()],
        };
        if pairs.fitting.iter().any(BTreeSet::is_empty) {
            return None;
        }
        while let Some((block, at)) = pairs.next() {
            pairs.told[at] = Some(block);
            pairs.fitting[block].clear();
            for others in &mut pairs.fitting {
                if others.remove(&at) && others.is_empty() {
                    return None;
                }
            }
        }
        Some(pairs)
    }

    /// A block that only one value fits.
    fn next(&self) -> Option<(usize, usize)> {
        let mut blocks = self.fitting.iter().enumerate();
        blocks.find_map(|(block, fitting)| match fitting.len() {
            1 => Some((block, *fitting.first()?)),
            _ => None,
        })
    }
}

/// Whether nothing that a block writes out speaks against a value.
fn fits(block: &Expressions<'_>, value: &Value<'_>) -> bool {
    block.iter().all(|(name, expression)| {
        let own = value.member(name).unwrap_or(&Value::NULL);
        match expression {
            _ if own.is_unknown() || value.is_unknown() => true,
            Expression::Constant(constant) => agrees(constant, own),
            Expression::Blocks(inner) => match &own.kind {
                Kind::List(items) => inner
                    .iter()
                    .all(|block| items.iter().any(|item| fits(block, item))),
                Kind::Map(_) => inner.iter().all(|block| fits(block, own)),
                _ => inner.is_empty(),
            },
            Expression::References(_) | Expression::Opaque => true,
        }
    })
}

/// Whether a value may be what is written, in the spelling of provider and service.
fn agrees(constant: &Value<'_>, value: &Value<'_>) -> bool {
    match (&constant.kind, &value.kind) {
        // The provider decides.
        (Kind::Null, _) | (_, Kind::Unknown) => true,
        (Kind::List(written), Kind::List(items)) => {
            let texts = |items: &[Value<'_>]| {
                let texts: Option<Vec<String>> = items.iter().map(lower).collect();
                texts.map(|mut texts| {
                    texts.sort();
                    texts
                })
            };
            match (texts(written), texts(items)) {
                (Some(written), Some(items)) => written == items,
                _ => true,
            }
        }
        (Kind::Map(written), Kind::Map(_)) => written.iter().all(|(name, member)| {
            let own = value.member(name).unwrap_or(&Value::NULL);
            agrees(member, own)
        }),
        _ => match (lower(constant), lower(value)) {
            (Some(constant), Some(value)) => constant == value,
            _ => is_nothing(constant) || !is_nothing(value),
        },
    }
}

/// Whether a value is one of those that stand for none.
pub(super) fn is_nothing(value: &Value<'_>) -> bool {
    match &value.kind {
        Kind::Null | Kind::Bool(false) => true,
        Kind::Number(number) => *number == 0.0,
        Kind::String(text) => text.is_empty(),
        Kind::List(items) => items.is_empty(),
        Kind::Map(members) => members.is_empty(),
        Kind::Bool(true) | Kind::Unknown => false,
    }
}

fn lower(value: &Value<'_>) -> Option<String> {
    text(value).map(|text| text.to_lowercase())
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

#[cfg(test)]
mod tests {
    use super::super::skeleton::Unread;
    use super::*;

    /// For each value the position of its block, `d` for a `dynamic` one, `?` with the
    /// positions that are left, and `d` among them where that may be.
    #[track_caller]
    fn check(blocks: &str, items: &str, expected: &str) {
        let raw: Unread<'_> = serde_json::from_str(blocks).expect("JSON");
        let Expression::Blocks(blocks) = Expression::read(raw) else {
            panic!("blocks");
        };
        let blocks: Vec<_> = blocks.iter().collect();
        let items: Vec<Value<'_>> = serde_json::from_str(items).expect("values");
        let shown = origins(&blocks, &items).into_iter().map(|one| match one {
            Origin::Written(at) => at.to_string(),
            Origin::Dynamic => "d".into(),
            Origin::OneOf(open, dynamic) => {
                let open: String = open.iter().map(usize::to_string).collect();
                format!("?{open}{}", if dynamic { "d" } else { "" })
            }
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_member_that_names_each() {
        let two = r#"[{"id":{"constant_value":"a"},"to":{"constant_value":"x"}},
                      {"id":{"constant_value":"b"},"to":{"constant_value":"x"}}]"#;
        check(two, r#"[{"id":"b"},{"id":"a"}]"#, "1 0");
        check(two, r#"[{"id":"b"},{"id":"c"},{"id":"a"}]"#, "1 d 0");
        let one = r#"[{"path":{"constant_value":"/b"},"at":{"constant_value":"lb"}}]"#;
        let three = r#"[{"path":"/a","at":"lb"},{"path":"/b","at":"lb"},{"path":"/c","at":"lb"}]"#;
        check(one, three, "d 0 d");
        check("[]", r#"[{"id":"b"}]"#, "?d");
    }

    #[test]
    fn all_constants_together() {
        let two = r#"[{"id":{"references":["var.a"]},"to":{"constant_value":1},"tls":{"constant_value":false}},
                      {"id":{"references":["var.b"]},"to":{"constant_value":1},"tls":{"constant_value":true}}]"#;
        let three =
            r#"[{"id":"p","to":2},{"id":"q","to":1,"tls":true},{"id":"r","to":1,"tls":null}]"#;
        check(two, three, "d 1 0");
        // One of two that are alike stays open.
        let three =
            r#"[{"id":"p","to":1,"tls":true},{"id":"q","to":1,"tls":true},{"id":"r","to":1}]"#;
        check(two, three, "?1d ?1d 0");
        let nested = r#"[{"on":[{"kind":{"constant_value":"GET"}}]}]"#;
        let values = r#"[{"on":[{"kind":"PUT"}]},{"on":[{"kind":"PUT"},{"kind":"get"}]}]"#;
        check(nested, values, "d 0");
    }

    #[test]
    fn what_is_not_told() {
        // As many as are written: in their order.
        let two = r#"[{"id":{"references":["var.a"]}},{"id":{"references":["var.b"]}}]"#;
        check(two, r#"[{"id":"x"},{"id":"y"}]"#, "0 1");
        check(
            two,
            r#"[{"id":"x"},{"id":"y"},{"id":"z"}]"#,
            "?01d ?01d ?01d",
        );
        check(two, r#"[{"id":"x"}]"#, "?01");
        // In another spelling than the source's.
        let one = r#"[{"text":{"constant_value":"{ }"}}]"#;
        check(one, r#"[{"text":"{}"},{"text":"[]"}]"#, "?0d ?0d");
    }
}
