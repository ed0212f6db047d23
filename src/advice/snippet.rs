//! Terraform for an edit, with the names that the plan's own resources have.
//!
//! New resources stand by themselves; what belongs inside an existing block is
//! given as that block.

use crate::facts::{Front, Fronting, Need, Needed};
use crate::graph::Entry;

/// The lines for a need on a front, where a few do.
pub(super) fn of(entry: &Entry<'_>, to: Fronting, needed: &Needed) -> Option<String> {
    let front = entry.front_name();
    let text = match (needed.need, entry.fronting.front) {
        (Need::Jwt, Front::Alb | Front::NlbAlb) => jwt_action(needed),
        (Need::Jwt, Front::HttpApi) => jwt_authorizer(&front, needed),
        (Need::Waf, Front::Alb) if !to.cloudfront => web_acl(&format!("{front}.arn"), ""),
        (Need::RateLimit | Need::PerClientRateLimit, Front::Alb) if !to.cloudfront => {
            web_acl(&format!("{front}.arn"), RATE_RULE)
        }
        (Need::Waf, Front::RestApi) if !to.cloudfront => {
            let stage = entry.stage_name()?;
            web_acl(&format!("{stage}.arn"), "")
        }
        (Need::RateLimit, Front::RestApi) => {
            let stage = entry.stage_name()?;
            method_settings(&front, &stage)
        }
        (Need::UsageQuota | Need::PerClientRateLimit, Front::RestApi) => {
            let stage = entry.stage_name()?;
            usage_plan(&front, &stage)
        }
        (Need::RateLimit, Front::HttpApi | Front::WebsocketApi) => ROUTE_SETTINGS.to_owned(),
        (Need::Cors, Front::HttpApi) => CORS.to_owned(),
        (Need::LongRequest, Front::Alb | Front::NlbAlb) => {
            format!("idle_timeout = {}\n", needed.seconds().ceil())
        }
        (Need::Tracing, Front::RestApi) => "xray_tracing_enabled = true\n".to_owned(),
        (Need::Streaming, Front::FunctionUrl) => "invoke_mode = \"RESPONSE_STREAM\"\n".to_owned(),
        (Need::Streaming, Front::RestApi) => "response_transfer_mode = \"STREAM\"\n".to_owned(),
        (Need::Private, Front::Alb | Front::Nlb) => "internal = true\n".to_owned(),
        (Need::Grpc, Front::Alb) => "protocol_version = \"GRPC\"\n".to_owned(),
        (Need::Http3, _) if to.cloudfront => "http_version = \"http2and3\"\n".to_owned(),
        _ => return None,
    };
    Some(text)
}

const ROUTE_SETTINGS: &str = "\
default_route_settings {
  throttling_rate_limit  = 100
  throttling_burst_limit = 200
}
";

const CORS: &str = "\
cors_configuration {
  allow_origins = [\"https://www.example.com\"]
  allow_methods = [\"GET\", \"POST\"]
  allow_headers = [\"authorization\", \"content-type\"]
}
";

/// The claim by which tokens tell whom they are for.
fn audience(needed: &Needed) -> &str {
    needed.audience().unwrap_or("orders")
}

fn jwt_action(needed: &Needed) -> String {
    format!(
        "\
action {{
  type  = \"jwt-validation\"
  order = 1
  jwt_validation {{
    issuer        = \"https://login.example.com\"
    jwks_endpoint = \"https://login.example.com/.well-known/jwks.json\"
    additional_claim {{
      name   = \"aud\"
      format = \"single-string\"
      values = [{:?}]
    }}
  }}
}}
",
        audience(needed)
    )
}

fn jwt_authorizer(api: &str, needed: &Needed) -> String {
    format!(
        "\
resource \"aws_apigatewayv2_authorizer\" \"jwt\" {{
  api_id           = {api}.id
  name             = \"jwt\"
  authorizer_type  = \"JWT\"
  identity_sources = [\"$request.header.Authorization\"]
  jwt_configuration {{
    issuer   = \"https://login.example.com\"
    audience = [{:?}]
  }}
}}

# in each route
authorization_type = \"JWT\"
authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
",
        audience(needed)
    )
}

const RATE_RULE: &str = "
  rule {
    name     = \"rate\"
    priority = 20
    action {
      block {}
    }
    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = \"IP\"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = \"rate\"
      sampled_requests_enabled   = true
    }
  }
";

fn web_acl(resource: &str, rule: &str) -> String {
    format!(
        "\
resource \"aws_wafv2_web_acl\" \"front\" {{
  name  = \"front\"
  scope = \"REGIONAL\"
  default_action {{
    allow {{}}
  }}
  rule {{
    name     = \"known-bad-inputs\"
    priority = 10
    override_action {{
      none {{}}
    }}
    statement {{
      managed_rule_group_statement {{
        vendor_name = \"AWS\"
        name        = \"AWSManagedRulesKnownBadInputsRuleSet\"
      }}
    }}
    visibility_config {{
      cloudwatch_metrics_enabled = true
      metric_name                = \"known-bad-inputs\"
      sampled_requests_enabled   = true
    }}
  }}{rule}
  visibility_config {{
    cloudwatch_metrics_enabled = true
    metric_name                = \"front\"
    sampled_requests_enabled   = true
  }}
}}

resource \"aws_wafv2_web_acl_association\" \"front\" {{
  resource_arn = {resource}
  web_acl_arn  = aws_wafv2_web_acl.front.arn
}}
"
    )
}

fn method_settings(api: &str, stage: &str) -> String {
    format!(
        "\
resource \"aws_api_gateway_method_settings\" \"all\" {{
  rest_api_id = {api}.id
  stage_name  = {stage}.stage_name
  method_path = \"*/*\"
  settings {{
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }}
}}
"
    )
}

fn usage_plan(api: &str, stage: &str) -> String {
    format!(
        "\
resource \"aws_api_gateway_usage_plan\" \"clients\" {{
  name = \"clients\"
  api_stages {{
    api_id = {api}.id
    stage  = {stage}.stage_name
  }}
  quota_settings {{
    limit  = 100000
    period = \"MONTH\"
  }}
  throttle_settings {{
    rate_limit  = 10
    burst_limit = 20
  }}
}}

resource \"aws_api_gateway_api_key\" \"client\" {{
  name = \"client\"
}}

resource \"aws_api_gateway_usage_plan_key\" \"client\" {{
  key_id        = aws_api_gateway_api_key.client.id
  key_type      = \"API_KEY\"
  usage_plan_id = aws_api_gateway_usage_plan.clients.id
}}
"
    )
}
