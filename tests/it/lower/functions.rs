//! The functions that examples use, over values that may be unknown.

use super::value::Value;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Calls a function. Errors are without a line: the caller knows it.
pub(super) fn call(name: &str, args: &[Value]) -> Result<Value, String> {
    let wrong = || format!("`{name}` does not take these arguments");
    // These look at the shape only, so that unknown parts stay parts.
    match (name, args) {
        ("concat", _) => return concat(args).ok_or_else(wrong),
        ("merge", _) => return merge(args).ok_or_else(wrong),
        ("toset" | "tolist" | "distinct", [Value::List(items)]) => {
            return Ok(Value::List(list(items, name == "toset", name != "tolist")));
        }
        ("tomap", [value @ Value::Object(_)]) => return Ok(value.clone()),
        ("flatten", [Value::List(items)]) => return Ok(Value::List(flatten(items))),
        ("length", [Value::List(items)]) => return Ok(Value::from(items.len() as f64)),
        ("length", [Value::Object(members)]) => return Ok(Value::from(members.len() as f64)),
        ("keys", [Value::Object(members) | Value::Resource(members)]) => {
            return Ok(Value::List(members.keys().map(Value::text).collect()));
        }
        ("values", [Value::Object(members)]) => {
            return Ok(Value::List(members.values().cloned().collect()));
        }
        ("element", [Value::List(items), index]) => {
            let index = index
                .as_number()
                .filter(|_| !items.is_empty())
                .ok_or_else(wrong)?;
            return Ok(items[index as usize % items.len()].clone());
        }
        ("one", [Value::List(items)]) => {
            return Ok(items.first().cloned().unwrap_or(Value::Null));
        }
        ("lookup", [Value::Object(members), Value::Text(key), default @ ..]) => {
            let found = members.get(key).or(default.first());
            return found
                .cloned()
                .ok_or_else(|| format!("there is no `{key}` to look up"));
        }
        ("coalesce", _) => {
            let empty = |arg: &&Value| matches!(arg, Value::Null) || **arg == Value::text("");
            return args
                .iter()
                .find(|arg| !empty(arg))
                .cloned()
                .ok_or_else(wrong);
        }
        ("sensitive" | "nonsensitive", [value]) => return Ok(value.clone()),
        _ => {}
    }
    if args.iter().any(|arg| arg.known().is_none()) {
        return if KNOWN_ONLY.contains(&name) {
            Ok(Value::Unknown)
        } else {
            Err(unsupported(name))
        };
    }
    known(name, args)
}

const KNOWN_ONLY: &[&str] = &[
    "base64encode",
    "base64sha256",
    "compact",
    "concat",
    "contains",
    "distinct",
    "element",
    "endswith",
    "file",
    "filebase64",
    "filebase64sha256",
    "flatten",
    "format",
    "join",
    "jsondecode",
    "jsonencode",
    "keys",
    "length",
    "lookup",
    "lower",
    "max",
    "md5",
    "merge",
    "min",
    "one",
    "replace",
    "sha1",
    "sha256",
    "split",
    "startswith",
    "templatefile",
    "title",
    "tobool",
    "tolist",
    "tomap",
    "tonumber",
    "toset",
    "tostring",
    "trim",
    "trimprefix",
    "trimspace",
    "trimsuffix",
    "upper",
    "urlencode",
    "values",
    "yamlencode",
];

fn unsupported(name: &str) -> String {
    format!("the function `{name}` is not supported in examples")
}

fn known(name: &str, args: &[Value]) -> Result<Value, String> {
    use Value::{List, Text};
    let wrong = || format!("`{name}` does not take these arguments");
    let text = |value: &Value| value.as_text().ok_or_else(wrong);
    Ok(match (name, args) {
        ("jsonencode", [value]) => Text(value.known().ok_or_else(wrong)?.to_string()),
        ("yamlencode", [value]) => {
            let mut text = String::new();
            yaml(&value.known().ok_or_else(wrong)?, 0, &mut text);
            Text(text)
        }
        ("jsondecode", [Text(json)]) => {
            Value::from_json(serde_json::from_str(json).map_err(|error| error.to_string())?)
        }
        ("tostring", [value]) => value.as_text().map_or(Value::Null, Text),
        ("tonumber", [value]) => value.as_number().map_or(Value::Null, Value::from),
        ("tobool", [value]) => match value.as_text() {
            Some(text) => Value::from(text == "true"),
            None => Value::Null,
        },
        ("lower", [value]) => Text(text(value)?.to_lowercase()),
        ("upper" | "title", [value]) => Text(text(value)?.to_uppercase()),
        ("trimspace", [value]) => Text(text(value)?.trim().to_owned()),
        ("trimprefix", [value, Text(start)]) => {
            let value = text(value)?;
            Value::text(value.strip_prefix(start.as_str()).unwrap_or(&value))
        }
        ("trimsuffix", [value, Text(end)]) => {
            let value = text(value)?;
            Value::text(value.strip_suffix(end.as_str()).unwrap_or(&value))
        }
        ("trim", [value, Text(chars)]) => {
            Value::text(text(value)?.trim_matches(|char| chars.contains(char)))
        }
        ("startswith", [value, Text(start)]) => Value::from(text(value)?.starts_with(start)),
        ("endswith", [value, Text(end)]) => Value::from(text(value)?.ends_with(end)),
        // A pattern between slashes would be a regular expression.
        ("replace", [value, Text(from), Text(to)]) if !from.starts_with('/') || from.len() == 1 => {
            Text(text(value)?.replace(from, to))
        }
        ("split", [Text(by), Text(value)]) => List(value.split(by).map(Value::text).collect()),
        ("join", [Text(by), List(items)]) => Text(
            items
                .iter()
                .map(text)
                .collect::<Result<Vec<_>, _>>()?
                .join(by),
        ),
        ("compact", [List(items)]) => List(
            items
                .iter()
                .filter(|item| item.is_set() && **item != Value::text(""))
                .cloned()
                .collect(),
        ),
        ("contains", [List(items), value]) => Value::from(items.contains(value)),
        ("format", [Text(pattern), values @ ..]) => {
            Text(format(pattern, values).ok_or_else(wrong)?)
        }
        ("min" | "max", _) => {
            let numbers = args
                .iter()
                .map(Value::as_number)
                .collect::<Option<Vec<f64>>>();
            let pick = if name == "min" { f64::min } else { f64::max };
            Value::from(
                numbers
                    .and_then(|all| all.into_iter().reduce(pick))
                    .ok_or_else(wrong)?,
            )
        }
        // Nothing depends on what files and hashes hold, only on their being known.
        (
            "file" | "filebase64" | "filebase64sha256" | "templatefile" | "base64encode"
            | "base64sha256" | "md5" | "sha1" | "sha256" | "urlencode",
            [value, ..],
        ) => Value::text(format!("{name} of {}", text(value)?)),
        _ if KNOWN_ONLY.contains(&name) => return Err(wrong()),
        _ => return Err(unsupported(name)),
    })
}

/// Block style with quoted keys, as Terraform writes it.
fn yaml(value: &Json, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let items: Vec<(String, &Json)> = match value {
        Json::Array(items) if !items.is_empty() => {
            items.iter().map(|item| ("-".to_owned(), item)).collect()
        }
        Json::Object(members) if !members.is_empty() => {
            let members = members.iter();
            members
                .map(|(key, value)| (format!("{key:?}:"), value))
                .collect()
        }
        plain => return text.push_str(&format!("{plain}\n")),
    };
    for (head, value) in items {
        let is_block = match value {
            Json::Array(items) => !items.is_empty(),
            Json::Object(members) => !members.is_empty(),
            _ => false,
        };
        text.push_str(&format!(
            "{indent}{head}{}",
            if is_block { "\n" } else { " " }
        ));
        yaml(value, depth + 1, text);
    }
}

fn concat(args: &[Value]) -> Option<Value> {
    let mut all = Vec::new();
    for arg in args {
        match arg {
            Value::Unknown => return Some(Value::Unknown),
            Value::List(items) => all.extend(items.iter().cloned()),
            _ => return None,
        }
    }
    Some(Value::List(all))
}

fn merge(args: &[Value]) -> Option<Value> {
    let mut all = BTreeMap::new();
    for arg in args {
        match arg {
            Value::Unknown => return Some(Value::Unknown),
            Value::Null => {}
            Value::Object(members) => all.extend(members.clone()),
            _ => return None,
        }
    }
    Some(Value::Object(all))
}

fn list(items: &[Value], sort: bool, unique: bool) -> Vec<Value> {
    let mut all = items.to_vec();
    if sort {
        all.sort_by_key(Value::as_text);
    }
    let mut kept: Vec<Value> = Vec::new();
    for item in all {
        if !unique || item == Value::Unknown || !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

fn flatten(items: &[Value]) -> Vec<Value> {
    let inner = |item: &Value| match item {
        Value::List(items) => flatten(items),
        other => vec![other.clone()],
    };
    items.iter().flat_map(inner).collect()
}

fn format(pattern: &str, values: &[Value]) -> Option<String> {
    let mut values = values.iter();
    let mut result = String::new();
    let mut rest = pattern.chars();
    while let Some(char) = rest.next() {
        if char != '%' {
            result.push(char);
            continue;
        }
        let mut width = String::new();
        let verb = loop {
            match rest.next()? {
                digit @ '0'..='9' => width.push(digit),
                verb => break verb,
            }
        };
        let text = match verb {
            '%' => "%".to_owned(),
            'q' => format!("{:?}", values.next()?.as_text()?),
            's' | 'd' | 'v' | 't' => values.next()?.as_text()?,
            _ => return None,
        };
        let zeros = width.starts_with('0');
        let width = width.parse().unwrap_or_default();
        result.push_str(&if zeros {
            format!("{text:0>width$}")
        } else {
            format!("{text:>width$}")
        });
    }
    Some(result)
}
