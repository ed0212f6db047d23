//! The HCL of an example → the plan that `terraform show -json` would print for it, in a world
//! where nothing exists yet. So the examples of pages are tested without Terraform.
//!
//! Expressions are evaluated as far as examples go; what a provider adds comes from a table. Which
//! names are blocks follows from the HCL. Module calls are refused. Resources that an example
//! refers to and leaves out count as known after apply.

mod configuration;
mod eval;
mod example;
mod functions;
mod planning;
mod provider;
#[expect(dead_code, reason = "examples are never in the JSON syntax")]
#[path = "../../src/source/references.rs"]
mod references;
mod value;

#[cfg(test)]
mod tests;

use eval::Scope;
use example::{Example, Resource};
use planning::{Instance, Planning};
use serde_json::{Map, Value as Json, json};
use value::Value;

const TERRAFORM: &str = "1.11.4";

/// Lowers an example. Errors name the line.
pub(crate) fn lower(hcl: &str) -> Result<String, String> {
    let body = hcl_edit::parser::parse_body(hcl)
        .map_err(|error| format!("line {}: {}", error.location().line(), error.message()))?;
    let planning = Planning::new(Example::read(hcl, &body)?);

    let mut changes = Vec::new();
    let mut read = Vec::new();
    for (address, resource) in &planning.example.resources {
        let objects = planning.objects(address)?;
        for instance in &objects.instances {
            let mut entry = entry(address, resource, instance);
            if resource.data && !objects.deferred {
                entry.insert("schema_version".into(), 0.into());
                let values = Value::Object(instance.values.clone()).after();
                entry.insert("values".into(), values.unwrap_or_default());
                entry.insert("sensitive_values".into(), json!({}));
                read.push(Json::Object(entry));
                continue;
            }
            let action = if resource.data { "read" } else { "create" };
            let values = Value::Object(instance.values.clone());
            let change = json!({
                "actions": [action],
                "before": null,
                "after": values.after(),
                "after_unknown": values.after_unknown(),
                "before_sensitive": false,
                "after_sensitive": {},
            });
            entry.insert("change".into(), change);
            if resource.data {
                entry.insert("action_reason".into(), "read_because_config_unknown".into());
            }
            changes.push(Json::Object(entry));
        }
    }
    // What nothing refers to has to be right as well.
    for name in planning.example.locals.keys() {
        planning.local(name)?;
    }
    let scope = Scope::new(&planning);

    let mut plan = json!({
        "format_version": "1.2",
        "terraform_version": TERRAFORM,
        "planned_values": { "root_module": {} },
        "resource_changes": changes,
        "configuration": configuration::configuration(&planning.example),
        "applyable": true,
        "complete": true,
        "errored": false,
    });
    let mut variables = Map::new();
    for name in planning.example.variables.keys() {
        let value = planning.variable(name)?.known();
        variables.insert((*name).to_owned(), json!({ "value": value }));
    }
    if !variables.is_empty() {
        plan["variables"] = variables.into();
    }
    if !read.is_empty() {
        plan["prior_state"] = json!({
            "format_version": "1.0",
            "terraform_version": TERRAFORM,
            "values": { "root_module": { "resources": read } },
        });
    }
    let mut outputs = Map::new();
    for (name, body) in &planning.example.outputs {
        let Some(attribute) = body.get_attribute("value") else {
            continue;
        };
        let value = scope.evaluate(&attribute.value)?;
        let mut change = json!({
            "actions": ["create"],
            "before": null,
            "after_unknown": value.after_unknown(),
            "before_sensitive": false,
            "after_sensitive": false,
        });
        if let Some(after) = value.after() {
            change["after"] = after;
        }
        outputs.insert((*name).to_owned(), change);
    }
    if !outputs.is_empty() {
        plan["output_changes"] = outputs.into();
    }
    Ok(plan.to_string())
}

/// What a resource's object has in `resource_changes` and in a state alike.
fn entry(address: &str, resource: &Resource<'_>, instance: &Instance) -> Map<String, Json> {
    let mut entry = Map::new();
    let key = instance
        .index
        .as_ref()
        .map(|index| format!("[{index}]"))
        .unwrap_or_default();
    let mode = if resource.data { "data" } else { "managed" };
    let provider = resource
        .type_name
        .split('_')
        .next()
        .unwrap_or(resource.type_name);
    entry.insert("address".into(), format!("{address}{key}").into());
    entry.insert("mode".into(), mode.into());
    entry.insert("type".into(), resource.type_name.into());
    entry.insert("name".into(), resource.name.into());
    entry.extend(
        instance
            .index
            .clone()
            .map(|index| ("index".to_owned(), index)),
    );
    entry.insert("provider_name".into(), provider_name(provider).into());
    entry
}

fn provider_name(provider: &str) -> String {
    match provider {
        "terraform" => "terraform.io/builtin/terraform".to_owned(),
        _ => format!("registry.terraform.io/hashicorp/{provider}"),
    }
}
