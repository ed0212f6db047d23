//! APIs that an OpenAPI `body` describes: what they lead to, and what may be said of them.

use crate::lower::lower;
use frontlint::catalog::Catalog;
use frontlint::config::Config;
use frontlint::engine::judge;
use frontlint::graph::{self, End, Graph};
use frontlint::plan::Plan;
use frontlint::source::{Calls, File, Sources};

const FUNCTIONS: &str = r#"
resource "aws_lambda_function" "orders" { function_name = "orders" }
resource "aws_lambda_function" "verify" { function_name = "verify" }
resource "aws_cognito_user_pool" "pool" { name = "pool" }
"#;

fn sources(hcl: &str) -> Sources {
    let file = File {
        path: "main.tf".into(),
        text: hcl.into(),
    };
    Sources::parse(vec![file], &Calls::new())
}

/// The links of APIs, as `ATTRIBUTE -> TO CONFIDENCE`, with the sources at hand.
fn links(api: &str) -> Vec<String> {
    let hcl = format!("{FUNCTIONS}{api}");
    let sources = sources(&hcl);
    let text = lower(&hcl).expect("a configuration");
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    let plan = reading.with_evidence(&sources).planned;
    let config = Config::default();
    let graph = Graph::build(&plan, &config);
    let mut links: Vec<String> = graph
        .links()
        .iter()
        .filter(|link| graph.address(link.from).contains("_api."))
        .filter_map(|link| {
            let path = link.block.attribute(link.attribute);
            match link.to {
                End::Resource(id) => Some(format!(
                    "{path} -> {} {}",
                    graph.address(id),
                    link.how.name()
                )),
                End::Elsewhere(_) => None,
            }
        })
        .collect();
    links.sort();
    links
}

/// A REST API with one function behind it and another that authorizes.
fn api(call: &str, orders: &str, verify: &str) -> String {
    format!(
        r#"
resource "aws_api_gateway_rest_api" "a" {{
  name = "a"
  body = {call}({{
    openapi = "3.0.1"
    paths = {{ "/orders" = {{ get = {{
      security                          = [{{ custom = [] }}]
      "x-amazon-apigateway-integration" = {{ type = "aws_proxy", uri = {orders} }}
    }} }} }}
    components = {{ securitySchemes = {{ custom = {{
      type                             = "apiKey"
      "x-amazon-apigateway-authorizer" = {{ type = "token", authorizerUri = {verify} }}
    }} }} }}
  }})
}}
"#
    )
}

/// The authorizer counts on from the operations.
const LEADS: [&str; 3] = [
    "body[0].authorizer_uri -> aws_lambda_function.verify exact",
    "body[0].uri -> aws_lambda_function.orders exact",
    "body[1].authorizer_uri -> aws_lambda_function.verify exact",
];

#[test]
fn each_part_of_an_operation_leads_to_its_own() {
    let invoke = |name: &str| {
        format!(
            r#""arn:aws:apigateway:r:lambda:path/2015-03-31/functions/arn:aws:lambda:r:1:function:{name}/invocations""#
        )
    };
    for call in ["jsonencode", "yamlencode"] {
        assert_eq!(
            links(&api(call, &invoke("orders"), &invoke("verify"))),
            LEADS
        );
    }
}

#[test]
fn so_it_does_where_only_the_source_tells() {
    let unknown = |name: &str| format!("aws_lambda_function.{name}.invoke_arn");
    for call in ["jsonencode", "yamlencode"] {
        assert_eq!(
            links(&api(call, &unknown("orders"), &unknown("verify"))),
            LEADS
        );
    }
    let inside = |name: &str| {
        format!(
            r#""arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${{aws_lambda_function.{name}.arn}}/invocations""#
        )
    };
    assert_eq!(
        links(&api("jsonencode", &inside("orders"), &inside("verify"))),
        LEADS
    );
}

#[test]
fn a_here_document_in_yaml() {
    let api = r#"
resource "aws_apigatewayv2_api" "a" {
  protocol_type = "HTTP"
  body          = <<-YAML
    openapi: 3.0.1
    paths:
      /orders:
        get:
          security: [{ jwt: [] }]
          x-amazon-apigateway-integration:
            type: AWS_PROXY
            uri: ${aws_lambda_function.orders.arn}
    components:
      securitySchemes:
        jwt:
          type: oauth2
          x-amazon-apigateway-authorizer:
            type: jwt
            jwtConfiguration: { issuer: "https://${aws_cognito_user_pool.pool.endpoint}" }
  YAML
}
"#;
    let expected = [
        "body[0].integration_uri -> aws_lambda_function.orders exact",
        "body[0].issuer -> aws_cognito_user_pool.pool exact",
        "body[1].jwt_configuration[0].issuer -> aws_cognito_user_pool.pool exact",
    ];
    assert_eq!(links(api), expected);
}

/// What nobody can read still names what it leads to.
#[test]
fn a_body_that_is_not_read_leads_to_what_it_names() {
    let api = r#"
resource "aws_apigatewayv2_api" "a" {
  protocol_type = "HTTP"
  body          = templatefile("api.yaml", { function = aws_lambda_function.orders.arn })
}
"#;
    assert_eq!(links(api), ["body -> aws_lambda_function.orders exact"]);
}

/// What `rest-method-open` says of a body, and how often it leaves it open.
fn said(body: &str) -> (Vec<String>, usize) {
    said_of(
        &format!(
            "{FUNCTIONS}\nresource \"aws_api_gateway_rest_api\" \"a\" {{\n  body = {body}\n}}\n"
        ),
        "{}",
    )
}

fn said_of(hcl: &str, sensitive: &str) -> (Vec<String>, usize) {
    let text = lower(hcl).expect("a configuration");
    let marks = format!("\"after_sensitive\":{sensitive}");
    let text = text.replace("\"after_sensitive\":{}", &marks);
    let sources = sources(hcl);
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    let reading = reading.with_evidence(&sources);
    let catalog = Catalog::builtin();
    let verdict = judge(&reading, &catalog, &Config::default(), &sources);
    let lint = "rest-method-open";
    let found = verdict.findings.iter().map(|located| &located.finding);
    let found = found.filter(|finding| finding.lint == lint);
    let open = verdict.undecided.iter().filter(|open| open.lint == lint);
    (
        found.map(|finding| finding.message.clone()).collect(),
        open.count(),
    )
}

const BEHIND: &str =
    r#""x-amazon-apigateway-integration" = { type = "http_proxy", uri = "https://example.com" }"#;

#[test]
fn one_finding_names_the_operations() {
    let paths: Vec<String> = (0..5)
        .map(|at| format!(r#""/{at}" = {{ get = {{ {BEHIND} }} }}"#))
        .collect();
    let (found, open) = said(&format!(
        r#"jsonencode({{ openapi = "3.0.1", paths = {{ {} }} }})"#,
        paths.join("\n")
    ));
    assert_eq!(open, 0);
    let [only] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert!(
        only.contains("`GET /0`, `GET /1`, `GET /2` and 2 more"),
        "{only}"
    );
}

#[test]
fn names_in_a_sensitive_body_are_not_said() {
    for integration in [
        BEHIND.to_owned(),
        BEHIND.replace(
            "\"https://example.com\"",
            "aws_lambda_function.orders.invoke_arn",
        ),
    ] {
        let body = format!(
            "jsonencode({{\n openapi = \"3.0.1\"\n paths = {{ \"/canary\" = {{ get = {{ {integration} }} }} }}\n }})"
        );
        let hcl = format!(
            "{FUNCTIONS}\nresource \"aws_api_gateway_rest_api\" \"a\" {{\n  body = {body}\n}}\n"
        );
        let (found, _) = said_of(&hcl, "{\"body\":true}");
        let [only] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(
            only.contains("an operation") && !only.contains("canary"),
            "{only}"
        );
    }
}

/// What a part left out may hold is not guessed.
#[test]
fn what_is_left_out_may_ask_for_anything() {
    let unknown = "aws_lambda_function.orders.arn";
    for operation in [
        unknown.to_owned(),
        format!("{{ security = {unknown}, {BEHIND} }}"),
        format!(r#"{{ "x-amazon-apigateway-auth" = {unknown}, {BEHIND} }}"#),
        format!("{{ security = [{unknown}], {BEHIND} }}"),
        format!(r#"{{ "x-amazon-apigateway-integration" = {unknown} }}"#),
    ] {
        let body = format!(
            "jsonencode({{\n openapi = \"3.0.1\"\n paths = {{ \"/a\" = {{ get = {operation} }} }}\n }})"
        );
        assert_eq!(said(&body), (Vec::new(), 1), "{body}");
    }
    let body = format!("jsonencode({{\n openapi = \"3.0.1\"\n paths = {unknown}\n }})");
    assert_eq!(said(&body), (Vec::new(), 1));
}
