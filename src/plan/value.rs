//! The three-valued tree: what a plan says of each value of a resource.
//!
//! `after`, `after_unknown` and `after_sensitive` come in; one tree goes out
//! (plan-format.md section 4).

use super::members::Members;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A value of the plan, with the mark that tells whether it may be printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Value<'a> {
    pub kind: Kind<'a>,
    /// Marked sensitive: never to be printed, in no format.
    pub sensitive: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind<'a> {
    Null,
    Bool(bool),
    Number(f64),
    String(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Map(Members<'a, Value<'a>>),
    /// Known only after apply.
    Unknown,
}

impl<'a> Value<'a> {
    pub const NULL: Value<'static> = Value {
        kind: Kind::Null,
        sensitive: false,
    };

    /// Puts the unknown members into place, as `after_unknown` tells them.
    pub fn mark_unknown(&mut self, unknown: &Value<'a>) {
        match (&mut self.kind, &unknown.kind) {
            (_, Kind::Bool(true)) => self.kind = Kind::Unknown,
            (Kind::Map(members), Kind::Map(marks)) => {
                // Unknown members are left out of objects.
                let left_out = members.meet(marks, Value::mark_unknown);
                if left_out.is_empty() {
                    return;
                }
                members.extend(left_out.into_iter().map(|(name, mark)| {
                    let mut member = Value::NULL;
                    member.mark_unknown(mark);
                    (name.clone(), member)
                }));
            }
            (Kind::List(items), Kind::List(marks)) => {
                for (item, mark) in items.iter_mut().zip(marks) {
                    item.mark_unknown(mark);
                }
            }
            // An object whose known members are all left out.
            (Kind::Null, Kind::Map(marks)) if marks.values().any(Value::marks_anything) => {
                self.kind = Kind::Map(Members::new());
                self.mark_unknown(unknown);
            }
            (Kind::Null, Kind::List(marks)) if marks.iter().any(Value::marks_anything) => {
                self.kind = Kind::List(vec![Value::NULL; marks.len()]);
                self.mark_unknown(unknown);
            }
            _ => {}
        }
    }

    /// Puts the sensitivity marks into place, as `after_sensitive` tells them.
    pub fn mark_sensitive(&mut self, marks: &Value<'a>) {
        match (&mut self.kind, &marks.kind) {
            (_, Kind::Bool(true)) => self.mark_all(),
            (Kind::Map(members), Kind::Map(marks)) => {
                members.meet(marks, Value::mark_sensitive);
            }
            (Kind::List(items), Kind::List(marks)) => {
                for (item, mark) in items.iter_mut().zip(marks) {
                    item.mark_sensitive(mark);
                }
            }
            _ => {}
        }
    }

    fn mark_all(&mut self) {
        self.sensitive = true;
        match &mut self.kind {
            Kind::List(items) => items.iter_mut().for_each(Value::mark_all),
            Kind::Map(members) => members.values_mut().for_each(Value::mark_all),
            _ => {}
        }
    }

    fn marks_anything(&self) -> bool {
        match &self.kind {
            Kind::Bool(mark) => *mark,
            Kind::List(items) => items.iter().any(Value::marks_anything),
            Kind::Map(members) => members.values().any(Value::marks_anything),
            _ => false,
        }
    }

    /// The member of that name; `None` when this is no object or has no such member.
    pub fn member(&self, name: &str) -> Option<&Value<'a>> {
        match &self.kind {
            Kind::Map(members) => members.get(name),
            _ => None,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members of a list; none of anything else.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    pub fn is_unknown(&self) -> bool {
        self.kind == Kind::Unknown
    }

    /// Whether anything in the whole tree is marked sensitive.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
            || match &self.kind {
                Kind::List(items) => items.iter().any(Value::is_sensitive),
                Kind::Map(members) => members.values().any(Value::is_sensitive),
                _ => false,
            }
    }

    /// Whether nothing in the whole tree is unknown.
    pub fn wholly_known(&self) -> bool {
        match &self.kind {
            Kind::Unknown => false,
            Kind::List(items) => items.iter().all(Value::wholly_known),
            Kind::Map(members) => members.values().all(Value::wholly_known),
            _ => true,
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor).map(Value::from)
    }
}

impl<'a> From<Kind<'a>> for Value<'a> {
    fn from(kind: Kind<'a>) -> Self {
        Self {
            kind,
            sensitive: false,
        }
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Kind<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Kind::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Kind::Bool(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Kind::Number(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Kind::Number(value as f64))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Kind::Number(value as f64))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Kind::String(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Kind::String(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Kind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
        Members::deserialize(MapAccessDeserializer::new(members)).map(Kind::Map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Value<'_> {
        serde_json::from_str(json).expect("JSON")
    }

    fn show(value: &Value<'_>) -> String {
        let text = match &value.kind {
            Kind::Null => "null".into(),
            Kind::Bool(value) => value.to_string(),
            Kind::Number(value) => value.to_string(),
            Kind::String(value) => format!("{value:?}"),
            Kind::List(items) => {
                format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(","))
            }
            Kind::Map(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(name, member)| format!("{name}:{}", show(member)))
                    .collect();
                format!("{{{}}}", members.join(","))
            }
            Kind::Unknown => "?".into(),
        };
        if value.sensitive {
            format!("!{text}")
        } else {
            text
        }
    }

    #[track_caller]
    fn check(after: &str, unknown: &str, sensitive: &str, expected: &str) {
        let mut value = parse(after);
        value.mark_unknown(&parse(unknown));
        value.mark_sensitive(&parse(sensitive));
        assert_eq!(show(&value), expected);
    }

    #[test]
    fn merges_the_three_trees() {
        check(r#"{"a":1}"#, "{}", "{}", "{a:1}");
        check(r#"{"a":1}"#, "false", "false", "{a:1}");
        check(r#"{"a":null}"#, r#"{"b":true}"#, "{}", "{a:null,b:?}");
        check(
            r#"{"l":["x",null]}"#,
            r#"{"l":[false,true]}"#,
            "{}",
            r#"{l:["x",?]}"#,
        );
        check(
            r#"{"l":[{"a":1}]}"#,
            r#"{"l":[{"b":true}]}"#,
            "{}",
            "{l:[{a:1,b:?}]}",
        );
        check(r#"{"l":[{"a":1}]}"#, r#"{"l":true}"#, "{}", "{l:?}");
        check("{}", r#"{"o":{"a":true,"b":[]}}"#, "{}", "{o:{a:?,b:null}}");
        check("{}", r#"{"o":{"b":[]}}"#, "{}", "{o:null}");
        check("null", "true", "false", "?");
        check(
            r#"{"a":"s","b":["t"]}"#,
            "{}",
            r#"{"a":true,"b":true}"#,
            r#"{a:!"s",b:![!"t"]}"#,
        );
        check(
            r#"{"a":["s","t"]}"#,
            "{}",
            r#"{"a":[false,true]}"#,
            r#"{a:["s",!"t"]}"#,
        );
    }
}
