//! Terraform for an edit, with the names that the plan's own resources have.

use super::change::Snippet;
use crate::facts::{Front, Fronting, Need, Needed};
use crate::graph::Entry;

/// The names that a snippet refers to.
pub(super) struct Names {
    /// The API, load balancer or URL, as its module calls it.
    pub(super) front: String,
    stage: Option<String>,
    /// A rule, route or method in need of a check, and whether that is a listener.
    guard: Option<String>,
    by_default: bool,
    distribution: Option<String>,
    /// The function, where one answers.
    pub(super) function: Option<String>,
    /// What new resources are called.
    pub(super) label: String,
    /// ` in `module.x``, or nothing for the root module.
    module: String,
}

impl Names {
    /// The names of a front in the plan.
    pub(super) fn of(entry: &Entry<'_>) -> Self {
        let guard = entry.guard();
        Self {
            front: entry.front_name(),
            stage: entry.stage_name(),
            by_default: guard.as_ref().is_some_and(|guard| guard.starts_with("aws_lb_listener.")),
            guard,
            distribution: entry.distribution_name(),
            function: entry.function_name(),
            label: "front".to_owned(),
            module: match entry.module() {
                "" => String::new(),
                module => format!(" in `{module}`"),
            },
        }
    }

    /// The names of a front that is to be made for a service.
    pub(super) fn new(to: Fronting, service: &str, entry: &Entry<'_>) -> Self {
        let (front, stage, guard) = match to.front {
            Front::HttpApi | Front::WebsocketApi => (
                "aws_apigatewayv2_api",
                Some("aws_apigatewayv2_stage"),
                Some("aws_apigatewayv2_route"),
            ),
            Front::RestApi => (
                "aws_api_gateway_rest_api",
                Some("aws_api_gateway_stage"),
                Some("aws_api_gateway_method"),
            ),
            Front::FunctionUrl => ("aws_lambda_function_url", None, None),
            Front::Alb | Front::Nlb | Front::NlbAlb => ("aws_lb", None, None),
        };
        Self {
            front: format!("{front}.{service}"),
            stage: stage.map(|stage| format!("{stage}.{service}")),
            guard: guard.map(|guard| format!("{guard}.{service}")),
            label: service.to_owned(),
            ..Self::of(entry)
        }
    }

    /// Lines that belong into a block.
    fn into(&self, block: &str, text: &str) -> Vec<Snippet> {
        vec![Snippet {
            into: format!("into `{block}`{}", self.module),
            text: text.to_owned(),
        }]
    }

    /// Lines that belong into a rule, route or method.
    fn into_guard(&self, text: &str) -> Vec<Snippet> {
        let guard = self.guard.as_deref();
        guard.map_or_else(Vec::new, |guard| self.into(guard, text))
    }

    /// Resources of their own.
    pub(super) fn new_resources(&self, text: String) -> Vec<Snippet> {
        let into = match self.module.as_str() {
            "" => "new".to_owned(),
            module => format!("new,{module}"),
        };
        vec![Snippet { into, text }]
    }
}

/// The lines for a need on a front, where a few do.
pub(super) fn of(names: &Names, to: Fronting, needed: &Needed) -> Vec<Snippet> {
    if to.cloudfront {
        if let Some(lines) = at_edge(names, to, needed.need) {
            return lines;
        }
    }
    let front = names.front.as_str();
    match (needed.need, to.front) {
        (Need::Jwt, Front::Alb | Front::NlbAlb) => jwt_action(names, needed),
        (Need::Jwt, Front::HttpApi) => jwt_authorizer(names, needed),
        (Need::Waf, Front::Alb) => names.new_resources(web_acl(names, front, "")),
        (Need::RateLimit | Need::PerClientRateLimit, Front::Alb) => {
            names.new_resources(web_acl(names, front, RATE_RULE))
        }
        (Need::Waf, Front::RestApi) => with_stage(names, |stage| web_acl(names, stage, "")),
        (Need::RateLimit, Front::RestApi) => {
            with_stage(names, |stage| method_settings(names, stage))
        }
        (Need::UsageQuota | Need::PerClientRateLimit, Front::RestApi) => {
            with_stage(names, |stage| usage_plan(names, stage))
        }
        (Need::ApiKeys, Front::RestApi) => {
            let mut lines = names.into_guard("api_key_required = true\n");
            lines.extend(with_stage(names, |stage| usage_plan(names, stage)));
            lines
        }
        (Need::RateLimit, Front::HttpApi | Front::WebsocketApi) => {
            let stage = names.stage.as_deref();
            stage.map_or_else(Vec::new, |stage| names.into(stage, ROUTE_SETTINGS))
        }
        (Need::IamAuth, Front::RestApi) => {
            names.into_guard("authorization = \"AWS_IAM\"\n")
        }
        (Need::IamAuth, Front::HttpApi) => {
            names.into_guard("authorization_type = \"AWS_IAM\"\n")
        }
        (Need::IamAuth, Front::FunctionUrl) => {
            names.into(front, "authorization_type = \"AWS_IAM\"\n")
        }
        (Need::Cors, Front::HttpApi) => names.into(front, CORS),
        (Need::Cors, Front::FunctionUrl) => names.into(front, URL_CORS),
        (Need::LongRequest, Front::Alb | Front::NlbAlb) => {
            let seconds = needed.seconds().ceil();
            names.into(front, &format!("idle_timeout = {seconds}\n"))
        }
        (Need::Tracing, Front::RestApi) => with_stage_line(names, "xray_tracing_enabled = true\n"),
        (Need::Streaming, Front::FunctionUrl) => {
            names.into(front, "invoke_mode = \"RESPONSE_STREAM\"\n")
        }
        (Need::Compression, Front::RestApi) => {
            names.into(front, "minimum_compression_size = 1024\n")
        }
        (Need::Private, Front::Alb | Front::Nlb) => names.into(front, "internal = true\n"),
        _ => Vec::new(),
    }
}

/// The same for what the distribution does.
fn at_edge(names: &Names, to: Fronting, need: Need) -> Option<Vec<Snippet>> {
    let new = format!("aws_cloudfront_distribution.{}", names.label);
    let distribution = names.distribution.as_deref().unwrap_or(&new);
    let acl = |rule| {
        let line = format!("web_acl_id = aws_wafv2_web_acl.{}_edge.arn\n", names.label);
        let mut lines = names.new_resources(edge_acl(names, rule));
        lines.extend(names.into(distribution, &line));
        lines
    };
    let own_rate = matches!(to.front, Front::RestApi | Front::HttpApi | Front::WebsocketApi);
    Some(match need {
        Need::Waf => acl(""),
        Need::RateLimit if !own_rate => acl(RATE_RULE),
        Need::Http3 => names.into(distribution, "http_version = \"http2and3\"\n"),
        _ => return None,
    })
}

fn with_stage(names: &Names, text: impl Fn(&str) -> String) -> Vec<Snippet> {
    let stage = names.stage.as_deref();
    stage.map_or_else(Vec::new, |stage| names.new_resources(text(stage)))
}

fn with_stage_line(names: &Names, line: &str) -> Vec<Snippet> {
    let stage = names.stage.as_deref();
    stage.map_or_else(Vec::new, |stage| names.into(stage, line))
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

const URL_CORS: &str = "\
cors {
  allow_origins = [\"https://www.example.com\"]
  allow_methods = [\"GET\", \"POST\"]
}
";

/// A text of the configuration, as HCL writes it.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    let text = text.replace("${", "$${").replace("%{", "%%{");
    format!("\"{}\"", text.replace(['\n', '\r'], " "))
}

/// The audience that tokens must be for.
fn audience(needed: &Needed) -> String {
    quoted(needed.audience().unwrap_or("https://api.example.com"))
}

fn jwt_action(names: &Names, needed: &Needed) -> Vec<Snippet> {
    let Some(guard) = &names.guard else {
        return Vec::new();
    };
    let block = if names.by_default {
        "default_action"
    } else {
        "action"
    };
    vec![Snippet {
        into: format!(
            "into `{guard}`{}, before the action that forwards",
            names.module
        ),
        text: format!(
            "\
{block} {{
  type = \"jwt-validation\"
  jwt_validation {{
    issuer        = \"https://login.example.com\"
    jwks_endpoint = \"https://login.example.com/.well-known/jwks.json\"
    additional_claim {{
      name   = \"aud\"
      format = \"single-string\"
      values = [{}]
    }}
  }}
}}
",
            audience(needed)
        ),
    }]
}

fn jwt_authorizer(names: &Names, needed: &Needed) -> Vec<Snippet> {
    let mut lines = names.new_resources(format!(
        "\
resource \"aws_apigatewayv2_authorizer\" \"jwt\" {{
  api_id           = {}.id
  name             = \"jwt\"
  authorizer_type  = \"JWT\"
  identity_sources = [\"$request.header.Authorization\"]
  jwt_configuration {{
    issuer   = \"https://login.example.com\"
    audience = [{}]
  }}
}}
",
        names.front,
        audience(needed)
    ));
    lines.extend(names.into_guard(
        "\
authorization_type = \"JWT\"
authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
",
    ));
    lines
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
  }";

fn acl(name: &str, scope: &str, rule: &str) -> String {
    format!(
        "\
resource \"aws_wafv2_web_acl\" \"{name}\" {{
  name  = \"{name}\"
{scope}
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
    metric_name                = \"{name}\"
    sampled_requests_enabled   = true
  }}
}}
"
    )
}

fn edge_acl(names: &Names, rule: &str) -> String {
    let scope = "  scope = \"CLOUDFRONT\"\n  # web ACLs of this scope stand in us-east-1\n  region = \"us-east-1\"";
    acl(&format!("{}_edge", names.label), scope, rule)
}

fn web_acl(names: &Names, resource: &str, rule: &str) -> String {
    let name = &names.label;
    let acl = acl(name, "  scope = \"REGIONAL\"", rule);
    format!(
        "{acl}
resource \"aws_wafv2_web_acl_association\" \"{name}\" {{
  resource_arn = {resource}.arn
  web_acl_arn  = aws_wafv2_web_acl.{name}.arn
}}
"
    )
}

fn method_settings(names: &Names, stage: &str) -> String {
    format!(
        "\
resource \"aws_api_gateway_method_settings\" \"all\" {{
  rest_api_id = {}.id
  stage_name  = {stage}.stage_name
  method_path = \"*/*\"
  settings {{
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }}
}}
",
        names.front
    )
}

fn usage_plan(names: &Names, stage: &str) -> String {
    format!(
        "\
resource \"aws_api_gateway_usage_plan\" \"clients\" {{
  name = \"clients\"
  api_stages {{
    api_id = {}.id
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
",
        names.front
    )
}
