//! What an operation of a REST API says that requests must hold.

use super::Gateway;
use super::operation::{Reader, is_left_out, text};
use super::text::follow;
use crate::plan::{Kind, Value};
use serde_json::Value as Json;
use std::borrow::Cow;

const VALIDATOR: &str = "x-amazon-apigateway-request-validator";

impl Reader<'_> {
    /// Sets what the operation declares, and which validator compares requests
    /// with that; parameters may be declared for all operations of a path.
    pub(super) fn input(&mut self, of_path: &Json) {
        if self.source.gateway != Gateway::Rest {
            return;
        }
        let own = self.operation.get(VALIDATOR);
        let validator = own.or_else(|| self.source.document.get(VALIDATOR));
        if let Some(validator) = validator {
            self.put(
                "request_validator_id",
                validator.as_str().map_or(Kind::Unknown, text),
            );
        }
        let mut required = Vec::new();
        let mut models = Vec::new();
        let lists = [of_path, &self.operation["parameters"]];
        for parameter in lists.into_iter().filter_map(Json::as_array).flatten() {
            let parameter = follow(self.source.document, parameter);
            let place = match parameter["in"].as_str() {
                Some("query") => "querystring",
                Some("header") => "header",
                Some("body") => {
                    models.extend(model(&parameter["schema"]));
                    continue;
                }
                _ => continue,
            };
            if parameter["required"] == true
                && let Some(name) = parameter["name"]
                    .as_str()
                    .filter(|_| !is_left_out(&parameter["name"]))
            {
                let name = format!("method.request.{place}.{name}");
                required.push((Cow::Owned(name), Value::from(Kind::Bool(true))));
            }
        }
        let body = follow(self.source.document, &self.operation["requestBody"]);
        let contents = body["content"].as_object().into_iter().flatten();
        models.extend(contents.filter_map(|(_, content)| model(&content["schema"])));
        if !required.is_empty() {
            self.put(
                "required_parameters",
                Kind::Map(required.into_iter().collect()),
            );
        }
        if !models.is_empty() {
            self.put("request_models", Kind::Map(models.into_iter().collect()));
        }
    }
}

/// The name of a model; one that stands in place has none.
fn model(schema: &Json) -> Option<(Cow<'static, str>, Value<'static>)> {
    let name = match schema["$ref"].as_str() {
        Some(reference) => reference.rsplit('/').next().unwrap_or(reference),
        None if schema.as_object().is_some_and(|schema| !schema.is_empty()) => "inline",
        None => return None,
    };
    Some((Cow::Owned(name.to_owned()), Value::from(text(name))))
}
