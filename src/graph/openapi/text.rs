//! The text of a body → a tree, whether it is JSON or YAML.

use super::Unread;
use super::yaml;
use serde_json::Value;

/// The longest definition that API Gateway imports is 6 MB.
const LONGEST: usize = 6 * 1024 * 1024;

/// The tree of an OpenAPI or Swagger document.
pub(super) fn parse(text: &str) -> Result<Value, Unread> {
    if text.len() > LONGEST {
        return Err(Unread::TooLarge);
    }
    let json = serde_json::from_str(text).ok();
    // Flow style looks like JSON and is not.
    let document = json
        .or_else(|| yaml::parse(text))
        .ok_or(Unread::Unreadable)?;
    let is_openapi = document
        .get("openapi")
        .or(document.get("swagger"))
        .is_some();
    let has_paths = document.get("paths").is_some_and(Value::is_object);
    match is_openapi && has_paths {
        true => Ok(document),
        false => Err(Unread::Unreadable),
    }
}

/// The value that a `$ref` into the same document stands for, or the value itself.
pub(super) fn follow<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let Some(Value::String(reference)) = value.get("$ref") else {
        return value;
    };
    let inside = reference.strip_prefix('#');
    let found = inside.and_then(|pointer| document.pointer(pointer));
    found.unwrap_or(&Value::Null)
}
