# What `advise` says of the case `advice`, done.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "role" {
  type    = string
  default = "arn:aws:iam::123456789012:role/functions"
}

# ---- orders: a rule of a load balancer

variable "vpc" {
  type    = string
  default = "vpc-0123456789abcdef0"
}

variable "subnets" {
  type    = list(string)
  default = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}

variable "certificate" {
  type    = string
  default = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
}

resource "aws_security_group" "alb" {
  name   = "alb"
  vpc_id = var.vpc
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.alb.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.alb.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_lb" "app" {
  name                       = "app"
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.alb.id]
  subnets                    = var.subnets
  drop_invalid_header_fields = true

  access_logs {
    bucket  = "logs-of-example"
    enabled = true
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.app.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = var.certificate

  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "orders" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  action {
    type = "jwt-validation"
    jwt_validation {
      issuer        = "https://login.example.com"
      jwks_endpoint = "https://login.example.com/.well-known/jwks.json"
      additional_claim {
        name   = "aud"
        format = "single-string"
        values = ["orders"]
      }
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }

  condition {
    path_pattern {
      values = ["/orders", "/orders/*"]
    }
  }
}

resource "aws_lb_target_group" "orders" {
  name        = "orders"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = aws_lambda_function.orders.arn
  depends_on       = [aws_lambda_permission.orders]
}

resource "aws_lambda_permission" "orders" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.orders.arn
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}

# ---- catalogue: an HTTP API

resource "aws_apigatewayv2_api" "catalogue" {
  name          = "catalogue"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://www.example.com"]
    allow_methods = ["GET", "POST"]
    allow_headers = ["authorization", "content-type"]
  }
}

resource "aws_apigatewayv2_integration" "catalogue" {
  api_id                 = aws_apigatewayv2_api.catalogue.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.catalogue.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "catalogue" {
  api_id    = aws_apigatewayv2_api.catalogue.id
  route_key = "GET /catalogue"
  target    = "integrations/${aws_apigatewayv2_integration.catalogue.id}"

  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.catalogue_jwt.id
}

resource "aws_apigatewayv2_stage" "catalogue" {
  api_id      = aws_apigatewayv2_api.catalogue.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}

resource "aws_lambda_permission" "catalogue" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.catalogue.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.catalogue.execution_arn}/*/*"
}

resource "aws_lambda_function" "catalogue" {
  function_name = "catalogue"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}

# ---- partners: a REST API

resource "aws_api_gateway_rest_api" "partners" {
  name = "partners"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  parent_id   = aws_api_gateway_rest_api.partners.root_resource_id
  path_part   = "partners"
}

resource "aws_api_gateway_method" "partners" {
  rest_api_id   = aws_api_gateway_rest_api.partners.id
  resource_id   = aws_api_gateway_resource.partners.id
  http_method   = "GET"
  authorization = "AWS_IAM"

  api_key_required = true
}

resource "aws_api_gateway_integration" "partners" {
  rest_api_id             = aws_api_gateway_rest_api.partners.id
  resource_id             = aws_api_gateway_resource.partners.id
  http_method             = aws_api_gateway_method.partners.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.partners.invoke_arn
}

resource "aws_api_gateway_deployment" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id

  triggers = {
    redeployment = sha1(jsonencode([
      aws_api_gateway_resource.partners,
      aws_api_gateway_method.partners,
      aws_api_gateway_integration.partners,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "partners" {
  rest_api_id          = aws_api_gateway_rest_api.partners.id
  deployment_id        = aws_api_gateway_deployment.partners.id
  stage_name           = "live"
  xray_tracing_enabled = true
}

resource "aws_lambda_permission" "partners" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.partners.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.partners.execution_arn}/*/*"
}

resource "aws_lambda_function" "partners" {
  function_name = "partners"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}

# ---- reports: a function URL

resource "aws_lambda_function_url" "reports" {
  function_name      = aws_lambda_function.reports.function_name
  authorization_type = "AWS_IAM"

  invoke_mode = "RESPONSE_STREAM"
}

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}

resource "aws_apigatewayv2_authorizer" "catalogue_jwt" {
  api_id           = aws_apigatewayv2_api.catalogue.id
  name             = "catalogue-jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["https://api.example.com"]
  }
}

resource "aws_wafv2_web_acl" "orders" { #~ web-acl-logging-off
  name  = "orders"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "known-bad-inputs"
    priority = 10
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }
  rule {
    name     = "rate"
    priority = 20
    action {
      block {}
    }
    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "orders"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "orders" {
  resource_arn = aws_lb.app.arn
  web_acl_arn  = aws_wafv2_web_acl.orders.arn
}

resource "aws_api_gateway_usage_plan" "partners" {
  name = "partners"
  api_stages {
    api_id = aws_api_gateway_rest_api.partners.id
    stage  = aws_api_gateway_stage.partners.stage_name
  }
  quota_settings {
    limit  = 100000
    period = "MONTH"
  }
  throttle_settings {
    rate_limit  = 10
    burst_limit = 20
  }
}

resource "aws_api_gateway_api_key" "partners" {
  name = "partners"
}

resource "aws_api_gateway_usage_plan_key" "partners" {
  key_id        = aws_api_gateway_api_key.partners.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.partners.id
}

resource "aws_api_gateway_method_settings" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  stage_name  = aws_api_gateway_stage.partners.stage_name
  method_path = "*/*"
  settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}

resource "aws_wafv2_web_acl" "partners" { #~ web-acl-logging-off
  name  = "partners"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "known-bad-inputs"
    priority = 10
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "partners"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "partners" {
  resource_arn = aws_api_gateway_stage.partners.arn
  web_acl_arn  = aws_wafv2_web_acl.partners.arn
}

data "aws_cloudfront_cache_policy" "uncached" {
  name = "Managed-CachingDisabled"
}

data "aws_cloudfront_origin_request_policy" "all" {
  name = "Managed-AllViewerExceptHostHeader"
}

resource "aws_cloudfront_distribution" "reports" {
  enabled = true
  origin {
    origin_id   = "reports"
    domain_name = replace(replace(aws_lambda_function_url.reports.function_url, "https://", ""), "/", "")

    origin_access_control_id = aws_cloudfront_origin_access_control.reports.id

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  default_cache_behavior {
    target_origin_id         = "reports"
    viewer_protocol_policy   = "redirect-to-https"
    allowed_methods          = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    cached_methods           = ["GET", "HEAD"]
    cache_policy_id          = data.aws_cloudfront_cache_policy.uncached.id
    origin_request_policy_id = data.aws_cloudfront_origin_request_policy.all.id
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    cloudfront_default_certificate = true #~ cloudfront-default-certificate
  }

  web_acl_id = aws_wafv2_web_acl.reports_edge.arn

  http_version = "http2and3"
}

resource "aws_cloudfront_origin_access_control" "reports" {
  name                              = "reports"
  origin_access_control_origin_type = "lambda"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_lambda_permission" "reports_url" {
  statement_id  = "reports_url"
  action        = "lambda:InvokeFunctionUrl"
  function_name = aws_lambda_function.reports.function_name
  principal     = "cloudfront.amazonaws.com"
  source_arn    = aws_cloudfront_distribution.reports.arn
}

resource "aws_lambda_permission" "reports_function" {
  statement_id  = "reports_function"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.reports.function_name
  principal     = "cloudfront.amazonaws.com"
  source_arn    = aws_cloudfront_distribution.reports.arn

  invoked_via_function_url = true
}

resource "aws_wafv2_web_acl" "reports_edge" { #~ web-acl-logging-off
  name  = "reports_edge"
  scope = "CLOUDFRONT"
  # web ACLs of this scope stand in us-east-1
  region = "us-east-1"
  default_action {
    allow {}
  }
  rule {
    name     = "known-bad-inputs"
    priority = 10
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "reports_edge"
    sampled_requests_enabled   = true
  }
}
