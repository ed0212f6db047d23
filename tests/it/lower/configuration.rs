//! The configuration as a plan shows it: constants and references, never structure.

use super::eval::Scope;
use super::example::{Example, Resource, arguments};
use super::provider_name;
use super::references;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Body};
use serde_json::{Map, Value as Json, json};

/// Blocks that the AWS provider's schema calls attributes: they collapse into one expression.
const ATTRIBUTES_AS_BLOCKS: [(&str, [&str; 2]); 3] = [
    ("aws_security_group", ["ingress", "egress"]),
    ("aws_default_security_group", ["ingress", "egress"]),
    ("aws_route_table", ["route", "route"]),
];

pub(super) fn configuration(example: &Example<'_>) -> Json {
    let resources: Vec<Json> = example
        .resources
        .iter()
        .map(|(at, it)| resource(at, it))
        .collect();
    let mut root = Map::new();
    let outputs: Map<String, Json> = example
        .outputs
        .iter()
        .map(|(name, body)| {
            let value = body
                .get_attribute("value")
                .map(|value| expression(&value.value));
            (
                (*name).to_owned(),
                json!({ "expression": value.unwrap_or_else(|| json!({})) }),
            )
        })
        .collect();
    let variables: Map<String, Json> = example
        .variables
        .iter()
        .map(|(name, body)| ((*name).to_owned(), variable(body)))
        .collect();
    for (key, part) in [("outputs", outputs), ("variables", variables)] {
        if !part.is_empty() {
            root.insert(key.into(), part.into());
        }
    }
    if !resources.is_empty() {
        root.insert("resources".into(), resources.into());
    }
    json!({ "provider_config": providers(example), "root_module": root })
}

fn resource(address: &str, resource: &Resource<'_>) -> Json {
    let mut result = Map::new();
    let mode = if resource.data { "data" } else { "managed" };
    result.insert("address".into(), address.into());
    result.insert("mode".into(), mode.into());
    result.insert("type".into(), resource.type_name.into());
    result.insert("name".into(), resource.name.into());
    let provider = match resource.expression("provider") {
        Some(Expression::Variable(name)) => name.to_string(),
        Some(path) => references::of(path)
            .concat()
            .first()
            .cloned()
            .unwrap_or_default(),
        None => local_name(resource.type_name).to_owned(),
    };
    result.insert("provider_config_key".into(), provider.into());
    result.insert("schema_version".into(), 0.into());
    let expressions = body(resource.body, resource.type_name);
    if !expressions.is_empty() {
        result.insert("expressions".into(), expressions.into());
    }
    for (name, key) in [
        ("count", "count_expression"),
        ("for_each", "for_each_expression"),
    ] {
        let shown = resource.expression(name).map(expression);
        // An expression with neither a constant nor a reference leaves no trace here.
        result.extend(
            shown
                .filter(|shown| *shown != json!({}))
                .map(|shown| (key.to_owned(), shown)),
        );
    }
    if let Some(Expression::Array(items)) = resource.expression("depends_on") {
        let last = |item| references::of(item).concat().last().cloned();
        let all: Vec<Json> = items.iter().filter_map(last).map(Json::from).collect();
        result.insert("depends_on".into(), all.into());
    }
    result.into()
}

/// `type_name` is empty inside nested blocks.
fn body(body: &Body, type_name: &str) -> Map<String, Json> {
    let mut result = Map::new();
    let (attributes, blocks) = arguments(body);
    for Attribute { key, value, .. } in attributes {
        result.insert(key.to_string(), expression(value));
    }
    let collapse = ATTRIBUTES_AS_BLOCKS
        .iter()
        .find(|(name, _)| *name == type_name);
    for block in blocks {
        let name = block.ident.as_str();
        if name == "dynamic" {
            continue;
        }
        let inner = self::body(&block.body, "");
        if name == "timeouts" {
            result.insert(name.into(), inner.into());
        } else if collapse.is_some_and(|(_, names)| names.contains(&name)) {
            let shown = result.entry(name).or_insert_with(|| json!({}));
            collapse_into(shown, inner);
        } else if let Json::Array(all) = result.entry(name).or_insert_with(|| json!([])) {
            all.push(inner.into());
        }
    }
    result
}

/// Adds a block's references to those of the attribute that it stands for.
fn collapse_into(shown: &mut Json, inner: Map<String, Json>) {
    let references = |value: &Json| value.get("references").and_then(Json::as_array).cloned();
    let mut all = references(shown).unwrap_or_default();
    all.extend(inner.values().filter_map(references).flatten());
    if !all.is_empty() {
        *shown = json!({ "references": all });
        return;
    }
    let constant = |(key, value): (String, Json)| Some((key, value.get("constant_value")?.clone()));
    let inner: Option<Map<String, Json>> = inner.into_iter().map(constant).collect();
    if let Some(inner) = inner {
        let mut blocks = shown
            .get("constant_value")
            .and_then(Json::as_array)
            .cloned()
            .unwrap_or_default();
        blocks.push(inner.into());
        *shown = json!({ "constant_value": blocks });
    }
}

pub(super) fn expression(expression: &Expression) -> Json {
    let references = references::of(expression).concat();
    if !references.is_empty() {
        return json!({ "references": references });
    }
    match Scope::constant()
        .evaluate(expression)
        .ok()
        .and_then(|value| value.known())
    {
        Some(value) => json!({ "constant_value": value }),
        None => json!({}),
    }
}

fn variable(body: &Body) -> Json {
    let mut result = Map::new();
    for key in ["default", "description", "sensitive"] {
        let value = body
            .get_attribute(key)
            .map(|part| Scope::constant().evaluate(&part.value));
        let value = value.and_then(Result::ok).and_then(|value| value.known());
        result.extend(value.map(|value| (key.to_owned(), value)));
    }
    result.into()
}

fn local_name(type_name: &str) -> &str {
    type_name.split('_').next().unwrap_or(type_name)
}

fn providers(example: &Example<'_>) -> Json {
    let mut result = Map::new();
    for (name, body) in &example.providers {
        let alias = body
            .get_attribute("alias")
            .and_then(|alias| alias.value.as_str());
        let mut expressions = self::body(body, "");
        expressions.remove("alias");
        expressions.remove("version");
        let version = body.get_attribute("version");
        let version = version.and_then(|version| version.value.as_str());
        let mut config = Map::new();
        config.insert("name".into(), (*name).into());
        config.insert("full_name".into(), provider_name(name).into());
        config.extend(version.map(|version| ("version_constraint".to_owned(), version.into())));
        config.extend(alias.map(|alias| ("alias".to_owned(), alias.into())));
        if !expressions.is_empty() {
            config.insert("expressions".into(), expressions.into());
        }
        let key = alias.map_or((*name).to_owned(), |alias| format!("{name}.{alias}"));
        result.insert(key, config.into());
    }
    for resource in example.resources.values() {
        let name = local_name(resource.type_name);
        result
            .entry(name)
            .or_insert_with(|| json!({ "name": name, "full_name": provider_name(name) }));
    }
    result.into()
}
