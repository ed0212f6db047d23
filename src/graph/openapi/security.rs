//! Who may call an operation, by what the document says of its security.

use super::text::follow;
use serde_json::Value;

/// What an operation asks of its callers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Security<'d> {
    pub(super) authorization: Authorization,
    pub(super) api_key: bool,
    /// The gateway's extension that describes the authorizer.
    pub(super) authorizer: Option<&'d Value>,
}

/// The ways to authorize that the gateway knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Authorization {
    #[default]
    None,
    Iam,
    /// A function decides.
    Function,
    UserPools,
    Jwt,
    /// Security is asked for, and no one can tell what the gateway makes of it.
    Unclear,
}

/// What one security scheme means to the gateway.
enum Scheme<'d> {
    ApiKey,
    Iam,
    Authorizer(&'d Value),
    Unclear,
}

/// What an operation asks of its callers.
pub(super) fn of<'d>(document: &'d Value, operation: &'d Value) -> Security<'d> {
    let own = &operation["x-amazon-apigateway-auth"];
    match &own["type"] {
        Value::Null if own.is_null() || own.is_object() => {}
        kind if is(kind, "AWS_IAM") => return only(Authorization::Iam),
        kind if is(kind, "NONE") && operation.get("security").is_none() => {
            return only(Authorization::None);
        }
        kind if is(kind, "NONE") => {}
        _ => return only(Authorization::Unclear),
    }
    let Some(own) = operation.get("security") else {
        // What stands at the root holds for every operation in OpenAPI, and
        // the gateway has not always listened to it.
        return match document.get("security") {
            None => Security::default(),
            Some(Value::Array(all)) if all.iter().all(asks_nothing) => Security::default(),
            Some(_) => only(Authorization::Unclear),
        };
    };
    let Value::Array(requirements) = own else {
        return only(Authorization::Unclear);
    };
    if requirements.iter().all(asks_nothing) {
        return Security::default();
    }
    // One of several may be nothing: security is optional then.
    let is_odd = |requirement: &Value| !requirement.is_object() || asks_nothing(requirement);
    if requirements.iter().any(is_odd) {
        return only(Authorization::Unclear);
    }
    let names = requirements.iter().filter_map(Value::as_object);
    let names = names.flat_map(|requirement| requirement.keys());
    together(names.map(|name| scheme(document, name)))
}

fn only(authorization: Authorization) -> Security<'static> {
    Security {
        authorization,
        ..Security::default()
    }
}

fn is(value: &Value, text: &str) -> bool {
    value
        .as_str()
        .is_some_and(|value| value.eq_ignore_ascii_case(text))
}

fn asks_nothing(requirement: &Value) -> bool {
    requirement
        .as_object()
        .is_some_and(|names| names.is_empty())
}

/// The gateway knows one authorizer for an operation, and beside it an API key.
fn together<'d>(schemes: impl Iterator<Item = Scheme<'d>>) -> Security<'d> {
    let mut found = Security::default();
    let mut unclear = false;
    for scheme in schemes {
        match scheme {
            Scheme::ApiKey => found.api_key = true,
            Scheme::Iam => found.authorization = Authorization::Iam,
            Scheme::Authorizer(authorizer) => {
                found.authorization = kind_of(authorizer);
                found.authorizer = Some(authorizer);
            }
            Scheme::Unclear => unclear = true,
        }
    }
    if unclear && found.authorization == Authorization::None {
        found.authorization = Authorization::Unclear;
    }
    found
}

fn scheme<'d>(document: &'d Value, name: &str) -> Scheme<'d> {
    let schemes = document
        .get("securityDefinitions")
        .or_else(|| document.get("components")?.get("securitySchemes"));
    let Some(scheme) = schemes.and_then(|schemes| schemes.get(name)) else {
        return Scheme::Unclear;
    };
    let scheme = follow(document, scheme);
    if let Some(authorizer) = scheme.get("x-amazon-apigateway-authorizer") {
        return Scheme::Authorizer(follow(document, authorizer));
    }
    let is_key = is(&scheme["type"], "apiKey") && is(&scheme["in"], "header");
    match &scheme["x-amazon-apigateway-authtype"] {
        kind if is(kind, "awsSigv4") => Scheme::Iam,
        Value::Null if is_key && is(&scheme["name"], "x-api-key") => Scheme::ApiKey,
        _ => Scheme::Unclear,
    }
}

fn kind_of(authorizer: &Value) -> Authorization {
    let kind = authorizer["type"].as_str().unwrap_or_default();
    match kind.to_ascii_lowercase().as_str() {
        "cognito_user_pools" => Authorization::UserPools,
        "jwt" => Authorization::Jwt,
        // A custom authorizer's type may be left out.
        "token" | "request" | "" => Authorization::Function,
        _ => Authorization::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(security: Value, expected: Authorization, api_key: bool) {
        let mut document = json!({"components": {"securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
            "query": {"type": "apiKey", "in": "query", "name": "key"},
            "iam": {"type": "apiKey", "in": "header", "name": "Authorization", "x-amazon-apigateway-authtype": "awsSigv4"},
            "pool": {"type": "apiKey", "x-amazon-apigateway-authorizer": {"type": "cognito_user_pools"}},
            "function": {"type": "apiKey", "x-amazon-apigateway-authorizer": {"type": "TOKEN"}},
            "jwt": {"type": "oauth2", "x-amazon-apigateway-authorizer": {"type": "jwt"}},
            "again": {"$ref": "#/components/securitySchemes/pool"},
            "bearer": {"type": "http", "scheme": "bearer"},
        }}});
        let mut operation = security;
        if let Some(root) = operation
            .as_object_mut()
            .and_then(|members| members.remove("root"))
        {
            document["security"] = root;
        }
        let found = of(&document, &operation);
        assert_eq!(
            (found.authorization, found.api_key),
            (expected, api_key),
            "{operation}"
        );
    }

    #[test]
    fn what_an_operation_asks_for() {
        use Authorization::{Function, Iam, Jwt, None, Unclear, UserPools};
        check(json!({}), None, false);
        check(json!({"security": []}), None, false);
        check(json!({"security": [{}]}), None, false);
        check(json!({"security": [{"key": []}]}), None, true);
        check(json!({"security": [{"iam": []}]}), Iam, false);
        check(
            json!({"security": [{"pool": ["orders/read"]}]}),
            UserPools,
            false,
        );
        check(json!({"security": [{"again": []}]}), UserPools, false);
        check(
            json!({"security": [{"function": []}, {"key": []}]}),
            Function,
            true,
        );
        check(json!({"security": [{"jwt": [], "key": []}]}), Jwt, true);
        check(
            json!({"x-amazon-apigateway-auth": {"type": "aws_iam"}}),
            Iam,
            false,
        );
        check(
            json!({"x-amazon-apigateway-auth": {"type": "NONE"}, "root": [{"pool": []}]}),
            None,
            false,
        );
        check(
            json!({"x-amazon-apigateway-auth": {"type": 5}}),
            Unclear,
            false,
        );
        // What the gateway makes of these is not known.
        for security in [
            json!({"security": [{"pool": []}, {}]}),
            json!({"security": [{"bearer": []}]}),
            json!({"security": [{"query": []}]}),
            json!({"security": [{"nowhere": []}]}),
            json!({"security": "pool"}),
            json!({"security": ["pool"]}),
            json!({"root": [{"pool": []}]}),
        ] {
            check(security, Unclear, false);
        }
        check(json!({"security": [], "root": [{"pool": []}]}), None, false);
        check(json!({"root": []}), None, false);
    }
}
