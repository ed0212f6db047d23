//! What counts as met: settings, wherever on the way they are, and what leaves it open.

use super::{advised, plan};

/// How a need stands: `met`, `unmet` or `open`.
fn stands(hcl: &str, backend: &str, need: &str) -> &'static str {
    let config =
        format!("[[service]]\nname = \"it\"\nbackend = \"{backend}\"\nneeds = [\"{need}\"]\n");
    advised(hcl, &config, |all| {
        let [advice] = all.as_slice() else {
            panic!("{} services", all.len());
        };
        match (advice.unmet().is_empty(), advice.undecided().is_empty()) {
            (false, _) => "unmet",
            (true, false) => "open",
            (true, true) => "met",
        }
    })
}

#[track_caller]
fn check(name: &str, change: &[(&str, &str)], need: &str, expected: &str) {
    let hcl = change.iter().fold(plan(name), |hcl, (from, to)| {
        assert!(hcl.contains(from), "{name}: {from}");
        hcl.replacen(from, to, 1)
    });
    let backend = match name {
        "alb-ecs" | "nlb-ecs" | "http-api-to-ecs" => "aws_ecs_service.shop",
        "websocket-api" => "aws_lambda_function.chat",
        _ => "aws_lambda_function.orders",
    };
    assert_eq!(stands(&hcl, backend, need), expected, "{need} of {name}");
}

/// A plan with resources behind it.
fn with(more: &'static str) -> [(&'static str, &'static str); 1] {
    [("\n\nresource", more)]
}

#[test]
fn an_http_api_verifies_where_its_routes_say_so() {
    let route = "route_key = \"GET /orders\"";
    let verified =
        "route_key = \"GET /orders\"\n  authorization_type = \"JWT\"\n  authorizer_id = \"a\"";
    let by_function = "route_key = \"GET /orders\"\n  authorization_type = \"CUSTOM\"";
    check("http-api", &[], "jwt", "unmet");
    check("http-api", &[(route, verified)], "jwt", "met");
    check("http-api", &[(route, by_function)], "jwt", "open");
    check("http-api", &[(route, by_function)], "lambda-auth", "met");
    check("http-api", &[(route, verified)], "iam-auth", "unmet");
    let options = "route_key = \"OPTIONS /orders\"";
    check("http-api", &[(route, options)], "jwt", "unmet");
}

#[test]
fn rates_are_those_of_stages_and_web_acls() {
    let stage = "auto_deploy = true";
    let limited =
        "auto_deploy = true\n  default_route_settings {\n    throttling_rate_limit = 10\n  }";
    check("http-api", &[], "rate-limit", "unmet");
    check("http-api", &[(stage, limited)], "rate-limit", "met");
    check("alb-ecs", &[], "rate-limit", "unmet");
    let guarded = "\n\nresource \"aws_wafv2_web_acl_association\" \"a\" {\n  resource_arn = aws_lb.web.arn\n  web_acl_arn = \"arn:aws:wafv2:us-east-1:1:regional/webacl/a/b\"\n}\n\nresource";
    check("alb-ecs", &with(guarded), "waf", "met");
    check("alb-ecs", &with(guarded), "rate-limit", "open");
    let counted = "\n\nresource \"aws_wafv2_web_acl_association\" \"a\" {\n  resource_arn = aws_lb.web.arn\n  web_acl_arn = aws_wafv2_web_acl.a.arn\n}\n\nresource \"aws_wafv2_web_acl\" \"a\" {\n  name = \"a\"\n  scope = \"REGIONAL\"\n  rule {\n    name = \"r\"\n    priority = 1\n    statement {\n      rate_based_statement {\n        limit = 100\n      }\n    }\n  }\n}\n\nresource";
    check("alb-ecs", &with(counted), "rate-limit", "met");
}

/// AWS refuses them when they are applied, so that nothing is filtered.
#[test]
fn an_association_that_cannot_be_guards_nothing() {
    let associated = |acl: &str, what: &str| {
        let more = format!(
            "\n\nresource \"aws_wafv2_web_acl_association\" \"a\" {{\n  resource_arn = {what}\n  \
             web_acl_arn = \"arn:aws:wafv2:us-east-1:123456789012:{acl}/webacl/a/b\"\n}}\n\nresource"
        );
        let more: &'static str = more.leak();
        with(more)
    };
    let api = "\"arn:aws:apigateway:us-east-1::/restapis/a1b2c3\"";
    let stage = "aws_api_gateway_stage.live.arn";
    check("rest-api", &associated("regional", stage), "waf", "met");
    check("rest-api", &associated("global", stage), "waf", "unmet");
    check("rest-api", &associated("regional", api), "waf", "unmet");
    check(
        "rest-api",
        &associated("regional", "aws_api_gateway_rest_api.orders.arn"),
        "waf",
        "unmet",
    );
    check(
        "alb-ecs",
        &associated("global", "aws_lb.web.arn"),
        "waf",
        "unmet",
    );
    check(
        "alb-ecs",
        &associated("global", "aws_lb.web.arn"),
        "rate-limit",
        "unmet",
    );
    let api = "aws_apigatewayv2_api.orders.arn";
    check("http-api", &associated("regional", api), "waf", "unmet");
}

#[test]
fn quotas_are_for_callers_with_keys() {
    let planned = "\n\nresource \"aws_api_gateway_usage_plan\" \"p\" {\n  name = \"p\"\n  api_stages {\n    api_id = aws_api_gateway_rest_api.orders.id\n    stage = \"live\"\n  }\n  quota_settings {\n    limit = 1\n    period = \"DAY\"\n  }\n}\n\nresource";
    let keys = (
        "authorization = \"NONE\"",
        "authorization = \"NONE\"\n  api_key_required = true",
    );
    check("rest-api", &[], "usage-quota", "unmet");
    check("rest-api", &with(planned), "usage-quota", "unmet");
    check("rest-api", &[with(planned)[0], keys], "usage-quota", "met");
    check("rest-api", &[keys], "api-keys", "met");
}

#[test]
fn whatever_is_behind_an_api_counts() {
    check("http-api-to-ecs", &[], "health-checks", "met");
    check("http-api-to-ecs", &[], "sticky-sessions", "unmet");
    check("http-api-to-ecs", &[], "websocket", "unmet");
    check("http-api-to-ecs", &[], "long-request", "unmet");
}

#[test]
fn a_websocket_api_asks_on_connect() {
    let connect = "route_key = \"$connect\"";
    let asked = "route_key = \"$connect\"\n  authorization_type = \"AWS_IAM\"";
    check("websocket-api", &[], "iam-auth", "unmet");
    check("websocket-api", &[(connect, asked)], "iam-auth", "met");
    check("websocket-api", &[], "sticky-sessions", "met");
}

#[test]
fn times_are_those_of_all_on_the_way() {
    let patient = (
        "load_balancer_type = \"application\"",
        "load_balancer_type = \"application\"\n  idle_timeout = 120",
    );
    check("alb-ecs", &[], "long-request", "met");
    check("alb-function", &[patient], "long-request", "unmet");
    let function = (
        "handler       = \"index.handler\"",
        "handler = \"index.handler\"\n  timeout = 100",
    );
    check("alb-function", &[patient, function], "long-request", "met");
    check("function-url", &[function], "long-request", "met");
}

#[test]
fn tls_is_that_of_each_listener() {
    let policy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
    check("alb-ecs", &[], "tls13-only", "unmet");
    check(
        "alb-ecs",
        &[(policy, "ELBSecurityPolicy-TLS13-1-3-2021-06")],
        "tls13-only",
        "met",
    );
    check(
        "alb-ecs",
        &[(policy, "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04")],
        "fips-tls",
        "met",
    );
    check("http-api", &[], "tls13-only", "unmet");
    check("rest-api", &[], "tls13-only", "unmet");
    let own = (
        "name = \"orders\"",
        "name = \"orders\"\n  security_policy = \"SecurityPolicy_TLS13_1_3_2025_09\"",
    );
    check("rest-api", &[own], "tls13-only", "met");
}

#[test]
fn what_other_stacks_may_add_is_left_open() {
    check("nlb-ecs", &[], "static-ip", "open");
    check("http-api", &[], "cors", "unmet");
    check("function-url", &[], "cors", "open");
    check("alb-ecs", &[], "custom-domain", "met");
    check("http-api", &[], "custom-domain", "unmet");
}
