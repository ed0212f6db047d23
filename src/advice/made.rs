//! Terraform for a front that is new: a distribution before one that stays, or an API
//! or URL for a function.

use super::change::Snippet;
use super::snippet::Names;
use crate::facts::{Backend, Front, FrontStack};

/// What a front that is made anew has to have from the start.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Whether the distribution keeps answers.
    pub(super) caches: bool,
    /// Whether a function URL asks for signatures.
    pub(super) signed: bool,
}

/// A distribution before a front.
pub(super) fn before(names: &Names, to: FrontStack, wanted: Wanted) -> Vec<Snippet> {
    if !to.cloudfront {
        return Vec::new();
    }
    let front = &names.front;
    let host = match to.front {
        Front::HttpApi | Front::WebsocketApi => {
            format!("replace({front}.api_endpoint, \"/^[a-z]+:///\", \"\")")
        }
        Front::FunctionUrl => {
            format!("replace(replace({front}.function_url, \"https://\", \"\"), \"/\", \"\")")
        }
        // A VPC origin, or a domain with a certificate: more than a few lines.
        Front::RestApi | Front::Alb | Front::Nlb | Front::NlbAlb => return Vec::new(),
    };
    names.new_resources(distribution(names, &host, to.front, wanted))
}

fn distribution(names: &Names, host: &str, front: Front, wanted: Wanted) -> String {
    let name = &names.label;
    let (policy, managed) = match wanted.caches {
        true => ("cached", "Managed-CachingOptimized"),
        false => ("uncached", "Managed-CachingDisabled"),
    };
    let (control, lock) = match front {
        Front::FunctionUrl => (
            format!(
                "\n    origin_access_control_id = aws_cloudfront_origin_access_control.{name}.id\n"
            ),
            access_control(names),
        ),
        _ => (String::new(), String::new()),
    };
    format!(
        "\
data \"aws_cloudfront_cache_policy\" \"{policy}\" {{
  name = \"{managed}\"
}}

data \"aws_cloudfront_origin_request_policy\" \"all\" {{
  name = \"Managed-AllViewerExceptHostHeader\"
}}

resource \"aws_cloudfront_distribution\" \"{name}\" {{
  enabled = true
  origin {{
    origin_id   = \"{name}\"
    domain_name = {host}
{control}
    custom_origin_config {{
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = \"https-only\"
      origin_ssl_protocols   = [\"TLSv1.2\"]
    }}
  }}
  default_cache_behavior {{
    target_origin_id         = \"{name}\"
    viewer_protocol_policy   = \"redirect-to-https\"
    allowed_methods          = [\"DELETE\", \"GET\", \"HEAD\", \"OPTIONS\", \"PATCH\", \"POST\", \"PUT\"]
    cached_methods           = [\"GET\", \"HEAD\"]
    cache_policy_id          = data.aws_cloudfront_cache_policy.{policy}.id
    origin_request_policy_id = data.aws_cloudfront_origin_request_policy.all.id
  }}
  restrictions {{
    geo_restriction {{
      restriction_type = \"none\"
    }}
  }}
  viewer_certificate {{
    cloudfront_default_certificate = true
  }}
}}
{lock}"
    )
}

/// What makes a function URL take requests of the distribution alone, once it asks
/// for signatures.
fn access_control(names: &Names) -> String {
    let name = &names.label;
    let Some(function) = &names.function else {
        return String::new();
    };
    let permission = |resource: &str, action: &str, by_url: &str| {
        format!(
            "
resource \"aws_lambda_permission\" \"{resource}\" {{
  statement_id  = \"{resource}\"
  action        = \"{action}\"
  function_name = {function}.function_name
  principal     = \"cloudfront.amazonaws.com\"
  source_arn    = aws_cloudfront_distribution.{name}.arn{by_url}
}}
"
        )
    };
    let control = format!(
        "
resource \"aws_cloudfront_origin_access_control\" \"{name}\" {{
  name                              = \"{name}\"
  origin_access_control_origin_type = \"lambda\"
  signing_behavior                  = \"always\"
  signing_protocol                  = \"sigv4\"
}}
"
    );
    control
        + &permission(&format!("{name}_url"), "lambda:InvokeFunctionUrl", "")
        + &permission(
            &format!("{name}_function"),
            "lambda:InvokeFunction",
            "\n\n  invoked_via_function_url = true",
        )
}

/// A new front for a function; others take more than a few lines.
pub(super) fn front(
    names: &Names,
    to: FrontStack,
    backend: Backend,
    wanted: Wanted,
) -> Vec<Snippet> {
    let function = names
        .function
        .as_deref()
        .filter(|_| backend == Backend::Function);
    let Some(function) = function else {
        return Vec::new();
    };
    let text = match to.front {
        Front::HttpApi => http_api(names, function),
        Front::RestApi => rest_api(names, function),
        Front::FunctionUrl => function_url(names, function, wanted),
        Front::WebsocketApi | Front::Alb | Front::Nlb | Front::NlbAlb => return Vec::new(),
    };
    names.new_resources(text)
}

fn http_api(names: &Names, function: &str) -> String {
    let name = &names.label;
    format!(
        "\
resource \"aws_apigatewayv2_api\" \"{name}\" {{
  name          = \"{name}\"
  protocol_type = \"HTTP\"
}}

resource \"aws_apigatewayv2_integration\" \"{name}\" {{
  api_id                 = aws_apigatewayv2_api.{name}.id
  integration_type       = \"AWS_PROXY\"
  integration_uri        = {function}.invoke_arn
  payload_format_version = \"2.0\"
}}

resource \"aws_apigatewayv2_route\" \"{name}\" {{
  api_id    = aws_apigatewayv2_api.{name}.id
  route_key = \"$default\"
  target    = \"integrations/${{aws_apigatewayv2_integration.{name}.id}}\"
}}

resource \"aws_apigatewayv2_stage\" \"{name}\" {{
  api_id      = aws_apigatewayv2_api.{name}.id
  name        = \"$default\"
  auto_deploy = true
}}

resource \"aws_lambda_permission\" \"{name}_api\" {{
  statement_id  = \"{name}-api\"
  action        = \"lambda:InvokeFunction\"
  function_name = {function}.function_name
  principal     = \"apigateway.amazonaws.com\"
  source_arn    = \"${{aws_apigatewayv2_api.{name}.execution_arn}}/*/*\"
}}
"
    )
}

fn rest_api(names: &Names, function: &str) -> String {
    let name = &names.label;
    format!(
        "\
resource \"aws_api_gateway_rest_api\" \"{name}\" {{
  name = \"{name}\"
  endpoint_configuration {{
    types = [\"REGIONAL\"]
  }}
}}

resource \"aws_api_gateway_resource\" \"{name}\" {{
  rest_api_id = aws_api_gateway_rest_api.{name}.id
  parent_id   = aws_api_gateway_rest_api.{name}.root_resource_id
  path_part   = \"{{proxy+}}\"
}}

resource \"aws_api_gateway_method\" \"{name}\" {{
  rest_api_id   = aws_api_gateway_rest_api.{name}.id
  resource_id   = aws_api_gateway_resource.{name}.id
  http_method   = \"ANY\"
  authorization = \"NONE\"
}}

resource \"aws_api_gateway_integration\" \"{name}\" {{
  rest_api_id             = aws_api_gateway_rest_api.{name}.id
  resource_id             = aws_api_gateway_resource.{name}.id
  http_method             = aws_api_gateway_method.{name}.http_method
  type                    = \"AWS_PROXY\"
  integration_http_method = \"POST\"
  uri                     = {function}.invoke_arn
}}

resource \"aws_api_gateway_deployment\" \"{name}\" {{
  rest_api_id = aws_api_gateway_rest_api.{name}.id
  triggers = {{
    redeployment = sha1(jsonencode([
      aws_api_gateway_resource.{name},
      aws_api_gateway_method.{name},
      aws_api_gateway_integration.{name},
    ]))
  }}
  lifecycle {{
    create_before_destroy = true
  }}
}}

resource \"aws_api_gateway_stage\" \"{name}\" {{
  rest_api_id   = aws_api_gateway_rest_api.{name}.id
  deployment_id = aws_api_gateway_deployment.{name}.id
  stage_name    = \"live\"
}}

resource \"aws_lambda_permission\" \"{name}_api\" {{
  statement_id  = \"{name}-api\"
  action        = \"lambda:InvokeFunction\"
  function_name = {function}.function_name
  principal     = \"apigateway.amazonaws.com\"
  source_arn    = \"${{aws_api_gateway_rest_api.{name}.execution_arn}}/*/*\"
}}
"
    )
}

fn function_url(names: &Names, function: &str, wanted: Wanted) -> String {
    let name = &names.label;
    let authorization = if wanted.signed { "AWS_IAM" } else { "NONE" };
    format!(
        "\
resource \"aws_lambda_function_url\" \"{name}\" {{
  function_name      = {function}.function_name
  authorization_type = \"{authorization}\"
}}
"
    )
}
