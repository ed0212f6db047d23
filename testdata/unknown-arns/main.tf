# Before the first apply no ARN is known, and some settings are not either. What is written is
# covered, and what is not known is not reported; the one finding can be proven.

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

variable "blue_is_live" {
  type    = bool
  default = true
}

locals {
  subnets = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]

  # Blue and green swap places, and each has a web ACL either way. The plan's JSON only says
  # `local.live` and `local.idle`, so from the JSON alone no load balancer of this module can
  # be judged. The source at hand says that these two are meant, and no other.
  live = var.blue_is_live ? aws_lb.blue.arn : aws_lb.green.arn
  idle = var.blue_is_live ? aws_lb.green.arn : aws_lb.blue.arn

  # An output of a module, inside an object, inside a local.
  edge = {
    balancer = module.front.load_balancer.arn
    acl      = aws_wafv2_web_acl.regional.arn
  }

  handler = aws_lambda_function.handler.arn
}

# Stands for whatever hands settings over during the apply: its output is unknown until then.
resource "terraform_data" "settings" {
  input = {
    ssl_policy         = "ELBSecurityPolicy-2016-08"
    access_logs        = false
    runtime            = "nodejs16.x"
    authorization_type = "NONE"
    origin             = "origin.example.com"
  }
}

# Load balancers and their web ACL -------------------------------------------------------------

module "front" {
  source = "./front"

  subnets    = local.subnets
  ssl_policy = terraform_data.settings.output.ssl_policy # unknown: no listener finding
}

resource "aws_lb" "blue" {
  name    = "blue"
  subnets = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = terraform_data.settings.output.access_logs # unknown: not reported as off
  }
}

resource "aws_lb" "green" {
  name    = "green"
  subnets = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

# Not one of the two that the locals above choose from: the source proves that it has none.
resource "aws_lb" "status" { #~ public-alb-without-waf
  name    = "status"
  subnets = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_wafv2_web_acl" "regional" { #~ web-acl-logging-off, web-acl-without-rules
  name  = "regional"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "regional"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "front" {
  resource_arn = local.edge.balancer
  web_acl_arn  = local.edge.acl
}

resource "aws_wafv2_web_acl_association" "live" {
  resource_arn = local.live
  web_acl_arn  = local.edge.acl
}

resource "aws_wafv2_web_acl_association" "idle" {
  resource_arn = local.idle
  web_acl_arn  = local.edge.acl
}

# A function whose permission and attachment name it through one local ----------------------------

resource "aws_lambda_function" "handler" {
  function_name = "handler"
  filename      = "handler.zip"
  handler       = "index.handler"
  runtime       = terraform_data.settings.output.runtime # unknown: not reported as deprecated
  role          = "arn:aws:iam::123456789012:role/handler"
}

resource "aws_lb_target_group" "handler" {
  name        = "handler"
  target_type = "lambda"
}

resource "aws_lambda_permission" "handler" {
  action        = "lambda:InvokeFunction"
  function_name = local.handler
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.handler.arn
}

resource "aws_lb_target_group_attachment" "handler" {
  target_group_arn = aws_lb_target_group.handler.arn
  target_id        = local.handler
  depends_on       = [aws_lambda_permission.handler]
}

# AWS chooses the priorities of these two: nobody can say that they collide.
resource "aws_lb_listener_rule" "unnumbered" {
  for_each = toset(["/a/*", "/b/*"])

  listener_arn = module.front.listener_arn

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.handler.arn
  }

  condition {
    path_pattern { values = [each.value] }
  }
}

# Other fronts -----------------------------------------------------------------------------------

resource "aws_apigatewayv2_api" "orders" { #~ api-v2-without-deployment
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "orders" { #~ api-v2-route-without-integration
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "GET /orders"
  authorization_type = terraform_data.settings.output.authorization_type # unknown: not reported as open
}

resource "aws_wafv2_web_acl" "edge" { #~ web-acl-logging-off, web-acl-without-rules
  name  = "edge"
  scope = "CLOUDFRONT"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "edge"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudfront_distribution" "edge" {
  enabled    = true
  web_acl_id = aws_wafv2_web_acl.edge.arn # unknown, but not unset

  origin {
    origin_id   = "elsewhere"
    domain_name = terraform_data.settings.output.origin # may be anything

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "elsewhere"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6" # CachingOptimized
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true #~ cloudfront-default-certificate
  }
}
