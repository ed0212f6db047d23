# What a service needs may stand in a tag: on the function, or on the front for all behind it.
# A listener rule does not inherit what the default action of its listener verifies.

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

locals {
  certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  role        = "arn:aws:iam::123456789012:role/functions"
  subnets     = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  vpc_id      = "vpc-0a1b2c3d4e5f60001"
}

# Orders says that it needs its tokens verified -----------------------------------------------------

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role

  tags = {
    "frontlint:needs" = "jwt path-routing"
  }
}

resource "aws_lb_target_group" "orders" {
  name        = "orders"
  target_type = "lambda"
}

resource "aws_lambda_permission" "orders" {
  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.orders.arn
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = aws_lambda_function.orders.arn
  depends_on       = [aws_lambda_permission.orders]
}

resource "aws_lb" "web" {
  name    = "web"
  subnets = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

# The default action verifies: nothing wrong with this way to orders.
resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type  = "jwt-validation"
    order = 1

    jwt_validation {
      issuer        = "https://idp.example.com/"
      jwks_endpoint = "https://idp.example.com/.well-known/jwks.json"

      additional_claim {
        format = "single-string"
        name   = "aud"
        values = ["orders"]
      }
    }
  }

  default_action {
    type             = "forward"
    order            = 2
    target_group_arn = aws_lb_target_group.orders.arn
  }
}

# Nor with this one.
resource "aws_lb_listener_rule" "verified" {
  listener_arn = aws_lb_listener.web.arn
  priority     = 10

  action {
    type = "jwt-validation"

    jwt_validation {
      issuer        = "https://idp.example.com/"
      jwks_endpoint = "https://idp.example.com/.well-known/jwks.json"

      additional_claim {
        format = "single-string"
        name   = "aud"
        values = ["orders"]
      }
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }

  condition {
    path_pattern { values = ["/orders/v2/*"] }
  }
}

# This one goes to orders past the default action.
resource "aws_lb_listener_rule" "export" { #~ unmet-jwt-on-alb
  listener_arn = aws_lb_listener.web.arn
  priority     = 20

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }

  condition {
    path_pattern { values = ["/orders/export"] }
  }
}

# Nobody needs anything here: the images say nothing, nor does the load balancer.
resource "aws_lb_listener_rule" "images" {
  listener_arn = aws_lb_listener.web.arn
  priority     = 30

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["images"].arn
  }

  condition {
    path_pattern { values = ["/images/*"] }
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

resource "aws_wafv2_web_acl_association" "regional" {
  for_each = { web = aws_lb.web.arn, partner = aws_lb.partner.arn }

  resource_arn = each.value
  web_acl_arn  = aws_wafv2_web_acl.regional.arn
}

# This load balancer says so for whatever is behind it -----------------------------------------------

resource "aws_lb" "partner" {
  name    = "partner"
  subnets = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }

  tags = {
    "frontlint:needs" = "jwt"
  }
}

resource "aws_lb_listener" "partner" { #~ unmet-jwt-on-alb
  load_balancer_arn = aws_lb.partner.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["feeds"].arn
  }
}

# An answer of the load balancer's own needs no token.
resource "aws_lb_listener_rule" "ping" {
  listener_arn = aws_lb_listener.partner.arn
  priority     = 10

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "pong"
      status_code  = "200"
    }
  }

  condition {
    path_pattern { values = ["/ping"] }
  }
}

resource "aws_lb_target_group" "web" { #~ health-check-missing
  for_each = toset(["images", "feeds"])

  name     = each.value
  port     = 8080
  protocol = "HTTP"
  vpc_id   = local.vpc_id
}
