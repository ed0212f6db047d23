use super::*;
use crate::plan::{Kind, Value};
use std::time::{Duration, Instant};

fn show(value: &Value<'_>) -> String {
    match &value.kind {
        Kind::String(text) => text.to_string(),
        Kind::Number(number) => number.to_string(),
        Kind::Bool(value) => value.to_string(),
        Kind::Unknown => "?".into(),
        Kind::List(items) => items.iter().map(show).collect::<Vec<_>>().join(","),
        Kind::Map(members) => {
            let members = members
                .iter()
                .map(|(name, value)| format!("{name}={}", show(value)));
            members.collect::<Vec<_>>().join(" ")
        }
        Kind::Null => "null".into(),
    }
}

fn read(text: &str, gateway: Gateway) -> Result<Vec<String>, Unread> {
    let body = Body::read(text, gateway, None)?;
    Ok(body
        .operations
        .iter()
        .map(|operation| show(&operation.value))
        .collect())
}

#[track_caller]
fn check(gateway: Gateway, text: &str, expected: &[&str]) {
    let found = read(text, gateway).expect("a document");
    assert_eq!(found, expected);
}

#[test]
fn a_rest_api() {
    check(
        Gateway::Rest,
        r#"{
            "swagger": "2.0",
            "paths": {
                "/orders": {
                    "parameters": [],
                    "get": {
                        "security": [{"pool": []}, {"key": []}],
                        "x-amazon-apigateway-integration": {
                            "type": "aws_proxy",
                            "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:orders/invocations",
                            "timeoutInMillis": 5000
                        }
                    },
                    "options": {"x-amazon-apigateway-integration": {"type": "mock"}}
                },
                "/own": {
                    "x-amazon-apigateway-any-method": {
                        "x-amazon-apigateway-integration": {
                            "type": "aws",
                            "uri": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:orders:live/invocations",
                            "requestParameters": {"integration.request.header.X-Amz-Invocation-Type": "'Event'"}
                        }
                    }
                },
                "x-other": {"get": {}}
            },
            "securityDefinitions": {
                "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
                "pool": {"type": "apiKey", "x-amazon-apigateway-authorizer": {
                    "type": "cognito_user_pools",
                    "providerARNs": ["arn:aws:cognito-idp:eu-west-1:1:userpool/p"]
                }}
            }
        }"#,
        &[
            "api_key_required=true authorization=COGNITO_USER_POOLS http_method=GET path=/orders \
             provider_arns=arn:aws:cognito-idp:eu-west-1:1:userpool/p timeout_milliseconds=5000 type=AWS_PROXY \
             uri=arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:orders/invocations",
            "api_key_required=false authorization=NONE http_method=OPTIONS path=/orders type=MOCK",
            "api_key_required=false authorization=NONE http_method=ANY path=/own \
             request_parameters=integration.request.header.X-Amz-Invocation-Type='Event' type=AWS uri=orders:live",
        ],
    );
}

#[test]
fn an_http_api() {
    check(
        Gateway::Http,
        "
openapi: 3.0.1
paths:
  /orders/{id}:
    get:
      security:
        - jwt: [orders/read]
      x-amazon-apigateway-integration:
        $ref: '#/components/x-amazon-apigateway-integrations/orders'
  /$default:
    x-amazon-apigateway-any-method:
      isDefaultRoute: true
      x-amazon-apigateway-integration: {type: HTTP_PROXY, uri: 'https://example.com', timeoutInMillis: '10000'}
  /bare:
    get: {}
components:
  securitySchemes:
    jwt:
      type: oauth2
      x-amazon-apigateway-authorizer:
        type: jwt
        jwtConfiguration: {issuer: 'https://login.example.com', audience: [orders]}
  x-amazon-apigateway-integrations:
    orders: {type: AWS_PROXY, uri: 'arn:aws:lambda:eu-west-1:1:function:orders', payloadFormatVersion: '2.0'}
",
        &[
            "authorization_type=NONE integration_type=HTTP_PROXY integration_uri=https://example.com path=/$default \
             route_key=$default timeout_milliseconds=10000",
            "authorization_type=NONE path=/bare route_key=GET /bare",
            "authorization_type=JWT integration_type=AWS_PROXY \
             integration_uri=arn:aws:lambda:eu-west-1:1:function:orders issuer=https://login.example.com \
             path=/orders/{id} route_key=GET /orders/{id}",
        ],
    );
}

#[test]
fn members_of_other_types_are_unknown() {
    check(
        Gateway::Rest,
        r##"{"openapi": 3, "paths": {
            "/a": {"get": {"security": 7, "x-amazon-apigateway-integration": {"type": 1, "uri": [], "timeoutInMillis": {}}}},
            "/b": {"get": "text", "post": null, "put": {"x-amazon-apigateway-integration": 5}},
            "/c": 5,
            "/d": {"get": {"$ref": "#/nowhere"}}
        }}"##,
        &[
            "api_key_required=false authorization=? http_method=GET path=/a timeout_milliseconds=? type=? uri=?",
            "api_key_required=false authorization=NONE http_method=GET path=/b",
            "api_key_required=false authorization=NONE http_method=POST path=/b",
            "api_key_required=false authorization=NONE http_method=PUT path=/b type=?",
            "api_key_required=false authorization=NONE http_method=GET path=/d",
        ],
    );
}

#[track_caller]
fn refuses(text: &str, why: Unread) {
    let start = Instant::now();
    assert_eq!(read(text, Gateway::Rest), Err(why));
    let took = start.elapsed();
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[test]
fn what_is_no_document_is_refused() {
    for text in [
        "",
        "{",
        "[]",
        "5",
        "null",
        "hello",
        "openapi: 3.0.1",
        "paths: {}",
        "openapi: 3.0.1\npaths: []",
    ] {
        refuses(text, Unread::Unreadable);
    }
    // The rest stands in another file.
    refuses(
        "openapi: 3.0.1\npaths:\n  /a: {$ref: other.yaml}",
        Unread::Unreadable,
    );
    refuses(&"[".repeat(100_000), Unread::Unreadable);
    let deep = format!(
        "{{\"openapi\": 1, \"paths\": {}1{}}}",
        "{\"a\":".repeat(50_000),
        "}".repeat(50_000)
    );
    refuses(&deep, Unread::Unreadable);
}

#[test]
fn large_documents_end_soon() {
    refuses(&"x".repeat(10 * 1024 * 1024), Unread::TooLarge);
    let description = "x".repeat(10 * 1024 * 1024);
    refuses(
        &format!("{{\"openapi\": \"3.0.1\", \"info\": \"{description}\", \"paths\": {{}}}}"),
        Unread::TooLarge,
    );
    let paths: Vec<String> = (0..MOST + 1)
        .map(|at| format!("\"/{at}\":{{\"get\":{{}}}}"))
        .collect();
    refuses(
        &format!(
            "{{\"openapi\": \"3.0.1\", \"paths\": {{{}}}}}",
            paths.join(",")
        ),
        Unread::Unreadable,
    );
    let yaml: String = (0..MOST + 1)
        .map(|at| format!("  /{at}: {{get: {{}}}}\n"))
        .collect();
    refuses(
        &format!("openapi: 3.0.1\npaths:\n{yaml}"),
        Unread::Unreadable,
    );
    // As large as may be, and of one operation.
    let start = Instant::now();
    let padding = "- padding\n".repeat(300_000);
    let text = format!("x-padding:\n{padding}openapi: 3.0.1\npaths: {{/a: {{get: {{}}}}}}\n");
    assert_eq!(
        read(&text, Gateway::Rest).map(|operations| operations.len()),
        Ok(1)
    );
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}
