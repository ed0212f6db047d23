# One distribution with two fronts behind it, a load balancer that only CloudFront can use and
# a REST API that wants the key CloudFront sends, and one whose load balancer is open to all.

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

variable "origin_secret" {
  type      = string
  sensitive = true
}

locals {
  vpc_id      = "vpc-0a1b2c3d4e5f60001"
  subnets     = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
}

# The shop: web ACL at the edge, origins locked ---------------------------------------------------

data "aws_ec2_managed_prefix_list" "cloudfront" {
  name = "com.amazonaws.global.cloudfront.origin-facing"
}

resource "aws_security_group" "shop" {
  name   = "shop"
  vpc_id = local.vpc_id

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    prefix_list_ids = [data.aws_ec2_managed_prefix_list.cloudfront.id]
  }
}

# No web ACL of its own: the one of the distribution is enough, since nobody gets past it.
resource "aws_lb" "shop" {
  name            = "shop"
  subnets         = local.subnets
  security_groups = [aws_security_group.shop.id]

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "shop" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = local.certificate

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "403"
    }
  }
}

resource "aws_lb_listener_rule" "shop" {
  listener_arn = aws_lb_listener.shop.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["shop"].arn
  }

  condition {
    http_header {
      http_header_name = "x-origin-secret"
      values           = [var.origin_secret]
    }
  }
}

resource "aws_api_gateway_rest_api" "catalog" {
  name = "catalog"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

# Not open: the key that the distribution adds is asked for.
resource "aws_api_gateway_method" "catalog" {
  rest_api_id      = aws_api_gateway_rest_api.catalog.id
  resource_id      = aws_api_gateway_rest_api.catalog.root_resource_id
  http_method      = "GET"
  authorization    = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_integration" "catalog" {
  rest_api_id = aws_api_gateway_rest_api.catalog.id
  resource_id = aws_api_gateway_rest_api.catalog.root_resource_id
  http_method = aws_api_gateway_method.catalog.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "catalog" { #~ rest-deployment-without-triggers
  rest_api_id = aws_api_gateway_rest_api.catalog.id
  depends_on  = [aws_api_gateway_integration.catalog]
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.catalog.id
  deployment_id = aws_api_gateway_deployment.catalog.id
  stage_name    = "live"
}

resource "aws_api_gateway_api_key" "cloudfront" {
  name  = "cloudfront"
  value = var.origin_secret
}

resource "aws_api_gateway_usage_plan" "catalog" {
  name = "catalog"

  api_stages {
    api_id = aws_api_gateway_rest_api.catalog.id
    stage  = aws_api_gateway_stage.live.stage_name
  }
}

resource "aws_api_gateway_usage_plan_key" "cloudfront" {
  usage_plan_id = aws_api_gateway_usage_plan.catalog.id
  key_id        = aws_api_gateway_api_key.cloudfront.id
  key_type      = "API_KEY"
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

resource "aws_cloudfront_distribution" "shop" {
  enabled    = true
  aliases    = ["shop.example.com"]
  web_acl_id = aws_wafv2_web_acl.edge.arn

  origin {
    origin_id   = "balancer"
    domain_name = aws_lb.shop.dns_name

    custom_header {
      name  = "X-Origin-Secret" # header names know no case: the rule's x-origin-secret is this one
      value = var.origin_secret
    }

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  origin {
    origin_id   = "api"
    domain_name = "${aws_api_gateway_rest_api.catalog.id}.execute-api.us-east-1.amazonaws.com"
    origin_path = "/${aws_api_gateway_stage.live.stage_name}"

    custom_header {
      name  = "x-api-key"
      value = var.origin_secret
    }

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id         = "balancer"
    viewer_protocol_policy   = "redirect-to-https"
    allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods           = ["GET", "HEAD"]
    cache_policy_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" # CachingDisabled
    origin_request_policy_id = "216adef6-5c7f-47e4-b989-5492eafa07d3" # AllViewer
  }

  ordered_cache_behavior {
    path_pattern           = "/catalog/*"
    target_origin_id       = "api"
    viewer_protocol_policy = "redirect-to-https"
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
    acm_certificate_arn      = local.certificate
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

# The documentation: no web ACL anywhere, and the load balancer answers the whole world ------------

resource "aws_security_group" "docs" {
  name   = "docs"
  vpc_id = local.vpc_id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_lb" "docs" {
  name            = "docs"
  subnets         = local.subnets
  security_groups = [aws_security_group.docs.id]

  access_logs {
    bucket  = "example-logs"
    enabled = false #~ lb-access-logs-off
  }
}

resource "aws_lb_listener" "docs" {
  load_balancer_arn = aws_lb.docs.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-3-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["docs"].arn
  }
}

resource "aws_cloudfront_distribution" "docs" { #~ cloudfront-without-waf
  enabled = true
  aliases = ["docs.example.com"]

  origin {
    origin_id   = "balancer"
    domain_name = aws_lb.docs.dns_name #~ alb-origin-open, cloudfront-https-origin-name-not-on-certificate

    # Nobody asks for this header.
    custom_header {
      name  = "X-Team"
      value = "docs"
    }

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "balancer"
    viewer_protocol_policy = "redirect-to-https"
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
    acm_certificate_arn      = local.certificate
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

resource "aws_lb_target_group" "web" { #~ health-check-missing
  for_each = toset(["shop", "docs"])

  name     = each.value
  port     = 8080
  protocol = "HTTP"
  vpc_id   = local.vpc_id
}
