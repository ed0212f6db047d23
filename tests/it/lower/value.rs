//! Values as a plan knows them: known, null, or known only after apply.

use serde_json::{Map, Number, Value as Json};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Unknown,
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Value>),
    Object(BTreeMap<String, Value>),
    /// A resource's attributes: one that is not there is known after apply.
    Resource(BTreeMap<String, Value>),
}

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    pub(super) fn from_json(json: Json) -> Value {
        match json {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(value),
            Json::Number(value) => Value::Number(value),
            Json::String(value) => Value::Text(value),
            Json::Array(items) => Value::List(items.into_iter().map(Value::from_json).collect()),
            Json::Object(members) => Value::Object(
                members
                    .into_iter()
                    .map(|(key, value)| (key, Value::from_json(value)))
                    .collect(),
            ),
        }
    }

    /// The value in JSON, unless some of it is unknown.
    pub(super) fn known(&self) -> Option<Json> {
        Some(match self {
            Value::Unknown => return None,
            Value::Null => Json::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(value) => Json::Number(value.clone()),
            Value::Text(value) => value.as_str().into(),
            Value::List(items) => items.iter().map(Value::known).collect::<Option<_>>()?,
            Value::Object(members) | Value::Resource(members) => {
                let member = |(key, value): (&String, &Value)| Some((key.clone(), value.known()?));
                Json::Object(members.iter().map(member).collect::<Option<_>>()?)
            }
        })
    }

    /// What `after` shows: members that are unknown are left out, elements are null.
    pub(super) fn after(&self) -> Option<Json> {
        Some(match self {
            Value::List(items) => items
                .iter()
                .map(|item| item.after().unwrap_or(Json::Null))
                .collect(),
            Value::Object(members) | Value::Resource(members) => {
                let member = |(key, value): (&String, &Value)| Some((key.clone(), value.after()?));
                Json::Object(members.iter().filter_map(member).collect())
            }
            other => return other.known(),
        })
    }

    /// What `after_unknown` shows: scalars that are known are left out of objects.
    pub(super) fn after_unknown(&self) -> Json {
        match self {
            Value::Unknown => true.into(),
            Value::List(items) => items.iter().map(Value::after_unknown).collect(),
            Value::Object(members) | Value::Resource(members) => {
                let all = members
                    .iter()
                    .map(|(key, value)| (key.clone(), value.after_unknown()));
                Json::Object(
                    all.filter(|(_, value)| value != false)
                        .collect::<Map<_, _>>(),
                )
            }
            _ => false.into(),
        }
    }

    /// As a template or a conversion writes it; `None` where that makes no sense.
    pub(super) fn as_text(&self) -> Option<String> {
        match self {
            Value::Text(value) => Some(value.clone()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Number(value) => Some(value.to_string()),
            _ => None,
        }
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Value::Number(value) => value.as_f64(),
            Value::Text(value) => value.parse().ok(),
            _ => None,
        }
    }

    pub(super) fn is_set(&self) -> bool {
        !matches!(self, Value::Null)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        // A whole number prints without a fraction, as Terraform does.
        if value.fract() == 0.0 && value.abs() < 1e15 {
            Value::Number((value as i64).into())
        } else {
            Number::from_f64(value).map_or(Value::Null, Value::Number)
        }
    }
}
