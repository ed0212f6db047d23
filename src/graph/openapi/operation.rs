//! The operations of a document → blocks with the attributes that the resources
//! have which say the same: a method or route together with its integration.

use super::Gateway;
use super::security::{Authorization, Security, of as security_of};
use super::text::follow;
use crate::plan::{Draft, Expression, Expressions, Kind, Members, Value, has_hole};
use serde_json::Value as Json;
use std::borrow::Cow;

/// An operation: what is known of it, and the expressions of what is not.
pub(super) struct Operation {
    pub(super) value: Value<'static>,
    pub(super) expressions: Expressions<'static>,
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];
const ANY: &str = "x-amazon-apigateway-any-method";

/// A document, and how it came about.
#[derive(Clone, Copy)]
pub(super) struct Source<'d> {
    pub(super) document: &'d Json,
    pub(super) gateway: Gateway,
    /// Where it is not the text of the plan: what was left out of it.
    pub(super) draft: Option<&'d Draft>,
}

/// The operations of a document; `None` when there are more than `most`, or some
/// stand elsewhere.
pub(super) fn operations(source: Source<'_>, most: usize) -> Option<Vec<Operation>> {
    let mut found = Vec::new();
    let paths = source.document.get("paths").and_then(Json::as_object)?;
    for (path, item) in paths {
        if item.get("$ref").is_some() || is_left_out(item) {
            return None;
        }
        // Extensions may stand beside the paths.
        if !path.starts_with('/') && !has_hole(path) {
            continue;
        }
        for (name, operation) in item.as_object().into_iter().flatten() {
            let method = match name.to_ascii_lowercase() {
                lower if lower == ANY => "ANY".to_owned(),
                lower if METHODS.contains(&lower.as_str()) => lower.to_ascii_uppercase(),
                _ => continue,
            };
            if found.len() >= most || is_left_out(operation) {
                return None;
            }
            let mut reader = Reader::of(source, follow(source.document, operation));
            reader.read(&method, path);
            reader.input(&item["parameters"]);
            found.push(reader.finish());
        }
    }
    Some(found)
}

pub(super) fn is_left_out(value: &Json) -> bool {
    value.as_str().is_some_and(has_hole)
}

/// Reads one object of a document into a block.
pub(super) struct Reader<'d> {
    pub(super) source: Source<'d>,
    pub(super) operation: &'d Json,
    members: Members<'static, Value<'static>>,
    expressions: Expressions<'static>,
}

impl<'d> Reader<'d> {
    pub(super) fn of(source: Source<'d>, operation: &'d Json) -> Self {
        Self {
            source,
            operation,
            members: Members::new(),
            expressions: Expressions::new(),
        }
    }

    /// Sets a nested block.
    pub(super) fn block(&mut self, name: &'static str, inner: Operation) {
        let name = Cow::Borrowed(name);
        let written = Expression::Blocks(vec![inner.expressions]);
        self.expressions.insert(name.clone(), written);
        self.members
            .insert(name, Value::from(Kind::List(vec![inner.value])));
    }

    pub(super) fn finish(self) -> Operation {
        Operation {
            value: Value::from(Kind::Map(self.members)),
            expressions: self.expressions,
        }
    }

    fn read(&mut self, method: &str, path: &str) {
        let security = security_of(self.source.document, self.operation);
        let authorization = self.authorization(&security);
        self.put("path", text(path));
        match self.source.gateway {
            Gateway::Rest => {
                self.put("http_method", text(method));
                self.put("authorization", authorization);
                self.put("api_key_required", Kind::Bool(security.api_key));
            }
            Gateway::Http => {
                let is_default = path == "/$default" || self.operation["isDefaultRoute"] == true;
                let key = match is_default {
                    true => "$default".to_owned(),
                    false => format!("{method} {path}"),
                };
                self.put("route_key", Kind::String(key.into()));
                self.put("authorization_type", authorization);
            }
        }
        if let Some(authorizer) = security.authorizer {
            self.authorizer(authorizer);
        }
        if let Some(integration) = self.operation.get("x-amazon-apigateway-integration") {
            self.integration(follow(self.source.document, integration));
        }
    }

    fn authorization(&self, security: &Security<'_>) -> Kind<'static> {
        let name = match (security.authorization, self.source.gateway) {
            // An HTTP API takes no API keys.
            (Authorization::None, Gateway::Http) if security.api_key => return Kind::Unknown,
            (Authorization::Unclear, _) => return Kind::Unknown,
            (Authorization::None, _) => "NONE",
            (Authorization::Iam, _) => "AWS_IAM",
            (Authorization::UserPools, Gateway::Rest) => "COGNITO_USER_POOLS",
            (Authorization::Jwt, Gateway::Http) => "JWT",
            // What else an authorizer verifies is its own affair.
            _ => "CUSTOM",
        };
        text(name)
    }

    fn authorizer(&mut self, authorizer: &Json) {
        self.copy(authorizer, "authorizerUri", "authorizer_uri", invoked);
        self.copy(&authorizer["jwtConfiguration"], "issuer", "issuer", text);
        self.list(authorizer, "providerARNs", "provider_arns");
    }

    /// Sets an attribute that is a list of texts.
    pub(super) fn list(&mut self, from: &Json, member: &str, name: &'static str) {
        let Some(items) = from[member].as_array() else {
            return;
        };
        let left_out: Vec<&Json> = items.iter().filter(|item| is_left_out(item)).collect();
        if !left_out.is_empty() {
            let all: String = left_out.into_iter().filter_map(Json::as_str).collect();
            return self.put(name, text(&all));
        }
        let items = items.iter();
        let items = items.map(|item| Value::from(item.as_str().map_or(Kind::Unknown, text)));
        self.put(name, Kind::List(items.collect()));
    }

    fn integration(&mut self, integration: &Json) {
        let (kind, uri, role) = match self.source.gateway {
            Gateway::Rest => ("type", "uri", "credentials"),
            Gateway::Http => ("integration_type", "integration_uri", "credentials_arn"),
        };
        self.copy(integration, "credentials", role, text);
        let upper = |text: &str| Kind::String(text.to_ascii_uppercase().into());
        // An integration in a form that nobody can read is one all the same.
        self.put(kind, Kind::Unknown);
        self.copy(integration, "type", kind, upper);
        self.copy(integration, "uri", uri, invoked);
        self.copy(integration, "connectionType", "connection_type", upper);
        self.copy(integration, "connectionId", "connection_id", text);
        if let Some(tls) = integration.get("tlsConfig") {
            let name = tls["serverNameToVerify"]
                .as_str()
                .filter(|name| !has_hole(name));
            let name = Value::from(name.map_or(Kind::Unknown, text));
            let block = [(Cow::Borrowed("server_name_to_verify"), name)];
            let block = block.into_iter().collect();
            self.put(
                "tls_config",
                Kind::List(vec![Value::from(Kind::Map(block))]),
            );
        }
        self.copy(integration, "integrationTarget", "integration_target", text);
        if let Some(milliseconds) = integration.get("timeoutInMillis") {
            let number = milliseconds.as_f64();
            let number = number.or_else(|| milliseconds.as_str()?.parse().ok());
            self.put(
                "timeout_milliseconds",
                number.map_or(Kind::Unknown, Kind::Number),
            );
        }
        match &integration["requestParameters"] {
            Json::Null => {}
            Json::Object(parameters) => {
                let members = parameters.iter().map(|(name, value)| {
                    let value = value.as_str().filter(|value| !has_hole(value));
                    (
                        Cow::Owned(name.clone()),
                        Value::from(value.map_or(Kind::Unknown, text)),
                    )
                });
                self.put("request_parameters", Kind::Map(members.collect()));
            }
            _ => self.put("request_parameters", Kind::Unknown),
        }
    }

    /// Sets an attribute; one of which something is left out is unknown, and what
    /// it refers to is kept.
    pub(super) fn put(&mut self, name: &'static str, kind: Kind<'static>) {
        let left_out = match (&kind, self.source.draft) {
            (Kind::String(text), Some(draft)) => draft.references(text),
            _ => None,
        };
        let kind = match left_out {
            Some(references) => {
                let references = references.into_iter().map(Cow::Owned).collect();
                self.expressions
                    .insert(Cow::Borrowed(name), Expression::References(references));
                Kind::Unknown
            }
            None => kind,
        };
        self.members.insert(Cow::Borrowed(name), Value::from(kind));
    }

    pub(super) fn copy(
        &mut self,
        from: &Json,
        member: &str,
        name: &'static str,
        kind: impl Fn(&str) -> Kind<'static>,
    ) {
        if let Some(value) = from.get(member) {
            self.put(name, value.as_str().map_or(Kind::Unknown, kind));
        }
    }
}

pub(super) fn text(text: &str) -> Kind<'static> {
    Kind::String(Cow::Owned(text.to_owned()))
}

/// A URI. The gateway itself fills in `${AWS::Region}` and `${AWS::AccountId}`: with
/// these it can only be a function of the same account, so its name says it all.
pub(super) fn invoked(uri: &str) -> Kind<'static> {
    let own = uri.contains("${AWS::");
    let name = uri.split_once(":function:").map(|(_, name)| name);
    match name.filter(|_| own) {
        Some(name) => text(name.split('/').next().unwrap_or(name)),
        None => text(uri),
    }
}
