//! What a provider adds to a plan: defaults, and what it leaves unknown.

use super::value::Value;
use std::collections::BTreeMap;

type Members = BTreeMap<String, Value>;

const AWS: &str = include_str!("aws.txt");

/// A type's name without the old alias of load balancers.
fn canonical(type_name: &str) -> String {
    type_name.replacen("aws_alb", "aws_lb", 1)
}

/// Fills in what the provider plans for all that is not set.
pub(super) fn fill(type_name: &str, members: &mut Members) {
    let section = format!("[{}]", canonical(type_name));
    let lines = AWS.lines().skip_while(|line| *line != section).skip(1);
    for line in lines.take_while(|line| !line.starts_with('[')) {
        let Some((path, rule)) = line.split_once(" = ") else {
            continue;
        };
        let (json, condition) = rule.split_once(" if ").unwrap_or((rule, ""));
        if !holds(condition, members) {
            continue;
        }
        let value = match json {
            "?" | "whole" => Value::Unknown,
            json => Value::from_json(serde_json::from_str(json).expect("the table holds JSON")),
        };
        let path: Vec<&str> = path.split('.').collect();
        match path.as_slice() {
            ["**", path @ ..] => anywhere(members, path, &value),
            path => set(
                members,
                path,
                &value,
                if json == "whole" { partly } else { unset },
            ),
        }
    }
}

fn holds(condition: &str, members: &Members) -> bool {
    let Some((attribute, values)) = condition.split_once(" = ") else {
        return true;
    };
    match members.get(attribute) {
        Some(Value::Text(text)) => values.split(", ").any(|value| value == text),
        _ => false,
    }
}

fn unset(value: Option<&Value>) -> bool {
    !value.is_some_and(Value::is_set)
}

fn partly(value: Option<&Value>) -> bool {
    value.is_some_and(|value| value.known().is_none())
}

/// Sets a value in all blocks on a path where what is there asks for it.
fn set(members: &mut Members, path: &[&str], value: &Value, asks: fn(Option<&Value>) -> bool) {
    match path {
        [] => {}
        [name] => {
            if asks(members.get(*name)) {
                members.insert((*name).to_owned(), value.clone());
            }
        }
        [block, rest @ ..] => {
            members
                .get_mut(*block)
                .into_iter()
                .flat_map(blocks)
                .for_each(|inner| {
                    set(inner, rest, value, asks);
                });
        }
    }
}

fn anywhere(members: &mut Members, path: &[&str], value: &Value) {
    set(members, path, value, unset);
    members
        .values_mut()
        .flat_map(blocks)
        .for_each(|inner| anywhere(inner, path, value));
}

fn blocks(value: &mut Value) -> impl Iterator<Item = &mut Members> {
    let items = match value {
        Value::List(items) => items.as_mut_slice(),
        _ => &mut [],
    };
    items.iter_mut().filter_map(|item| match item {
        Value::Object(members) => Some(members),
        _ => None,
    })
}

/// An attribute of a data source that was read, by its name.
pub(super) fn invented(type_name: &str, name: &str, attribute: &str, members: &Members) -> Value {
    let region = "eu-central-1";
    let plain = |text: &str| Value::text(text);
    match (type_name, attribute) {
        ("aws_caller_identity", "account_id" | "id") => plain("123456789012"),
        ("aws_region", "name" | "region" | "id") => plain(region),
        ("aws_partition", "partition" | "id") => plain("aws"),
        ("aws_partition", "dns_suffix") => plain("amazonaws.com"),
        ("aws_iam_policy_document", "json" | "minified_json") => policy(members),
        (_, "ids" | "names" | "arns" | "zone_ids") => Value::List(
            [1, 2]
                .map(|at| Value::text(format!("{name}-{at}")))
                .to_vec(),
        ),
        (_, attribute) if attribute == "arn" || attribute.ends_with("_arn") => {
            let kind = type_name.trim_start_matches("aws_");
            Value::text(format!("arn:aws:{kind}:{region}:123456789012:{name}"))
        }
        (kind, attribute) => Value::text(format!("{kind}-{name}-{attribute}")),
    }
}

/// The document of `aws_iam_policy_document`, as far as lints look at it.
fn policy(members: &Members) -> Value {
    use serde_json::{Map, Value as Json};
    let Some(Value::List(statements)) = members.get("statement") else {
        return Value::text("{}");
    };
    let json = |members: &Members, name: &str| members.get(name).and_then(Value::known);
    // One value stands alone, as the provider writes it.
    let short = |value: Json| match value {
        Json::Array(mut items) if items.len() == 1 => items.remove(0),
        other => other,
    };
    let mut written = Vec::new();
    for statement in statements {
        let Value::Object(statement) = statement else {
            continue;
        };
        let mut result = Map::new();
        let effect = json(statement, "effect").unwrap_or_else(|| "Allow".into());
        result.insert("Effect".into(), effect);
        let plain = [
            ("Sid", "sid"),
            ("Action", "actions"),
            ("NotAction", "not_actions"),
            ("Resource", "resources"),
            ("NotResource", "not_resources"),
        ];
        for (key, name) in plain {
            result.extend(json(statement, name).map(|value| (key.to_owned(), short(value))));
        }
        for (key, name) in [
            ("Principal", "principals"),
            ("NotPrincipal", "not_principals"),
        ] {
            let mut all = Map::new();
            for block in statement.get(name).cloned().iter_mut().flat_map(blocks) {
                let kind = block
                    .get("type")
                    .and_then(Value::as_text)
                    .unwrap_or_default();
                all.extend(json(block, "identifiers").map(|value| (kind, short(value))));
            }
            let anyone = all.get("*").is_some_and(|value| value == "*");
            if anyone {
                result.insert(key.into(), "*".into());
            } else if !all.is_empty() {
                result.insert(key.into(), all.into());
            }
        }
        let mut conditions: Map<String, Json> = Map::new();
        for block in statement
            .get("condition")
            .cloned()
            .iter_mut()
            .flat_map(blocks)
        {
            let part = |name| block.get(name).and_then(Value::as_text).unwrap_or_default();
            let test = conditions
                .entry(part("test"))
                .or_insert_with(|| Map::new().into());
            if let (Json::Object(test), Some(values)) = (test, json(block, "values")) {
                test.insert(part("variable"), short(values));
            }
        }
        if !conditions.is_empty() {
            result.insert("Condition".into(), conditions.into());
        }
        written.push(Json::Object(result));
    }
    let document = serde_json::json!({ "Version": "2012-10-17", "Statement": written });
    Value::text(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for line in AWS.lines().filter(|line| !line.starts_with(['#', '['])) {
            let rule = line.split_once(" = ").map(|(_, rule)| rule);
            let json = rule.map(|rule| rule.split_once(" if ").map_or(rule, |(json, _)| json));
            let valid = json.is_some_and(|json| {
                ["?", "whole"].contains(&json)
                    || serde_json::from_str::<serde_json::Value>(json).is_ok()
            });
            assert!(line.is_empty() || valid, "{line}");
        }
    }
}
