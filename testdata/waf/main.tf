# Web ACLs and what they guard: scopes and regions, associations through modules and for_each, rules
# in the web ACL, in resources of their own and in a group.

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "edge"
  region = "us-east-1"
}

variable "region" {
  default = "eu-central-1"
}

locals {
  subnets = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
  stages  = { live = "live", test = "test" }
}

# Right: one regional web ACL for two load balancers, its rules and logs apart -------------------------

module "rules" {
  source = "./rules"
  scope  = "REGIONAL"
}

resource "aws_wafv2_web_acl" "regional" {
  name  = "regional"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "ours"
    priority = 10

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = module.rules.group_arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "ours"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "regional"
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_rule_group_association" "known_bad_inputs" {
  web_acl_arn = aws_wafv2_web_acl.regional.arn
  rule_name   = "known-bad-inputs"
  priority    = 20

  managed_rule_group {
    name        = "AWSManagedRulesKnownBadInputsRuleSet"
    vendor_name = "AWS"
  }
}

# Two rules of one priority, of which one is a resource of its own.
resource "aws_wafv2_web_acl_rule" "countries" {
  web_acl_arn = aws_wafv2_web_acl.regional.arn
  name        = "countries"
  priority    = 10 #~ web-acl-priority-duplicate

  action {
    block {}
  }

  statement {
    geo_match_statement {
      country_codes = ["KP"]
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "countries"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "waf" {
  name = "aws-waf-logs-regional"
}

resource "aws_wafv2_web_acl_logging_configuration" "regional" {
  resource_arn            = aws_wafv2_web_acl.regional.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]
}

resource "aws_lb" "web" {
  for_each = toset(["shop", "partners"])

  name    = each.key
  subnets = local.subnets

  access_logs {
    bucket  = "logs-of-load-balancers"
    enabled = true
  }
}

resource "aws_wafv2_web_acl_association" "web" {
  for_each = aws_lb.web

  resource_arn = each.value.arn
  web_acl_arn  = aws_wafv2_web_acl.regional.arn
}

# Wrong: the shop has another one already.
resource "aws_wafv2_web_acl_association" "again" {
  resource_arn = aws_lb.web["shop"].arn #~ resource-has-two-acls
  web_acl_arn  = aws_wafv2_web_acl.regional.arn
}

# Stages of a REST API ---------------------------------------------------------------------------------

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_rest_api.orders.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  resource_id = aws_api_gateway_rest_api.orders.root_resource_id
  http_method = aws_api_gateway_method.orders.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  depends_on  = [aws_api_gateway_integration.orders]

  triggers = {
    integrations = sha1(jsonencode(aws_api_gateway_integration.orders))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "orders" {
  for_each = local.stages

  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.orders.id
  stage_name    = each.value
}

# Right, by the stage's ARN put together from that of its API.
resource "aws_wafv2_web_acl_association" "stage" {
  for_each = local.stages

  resource_arn = "${aws_api_gateway_rest_api.orders.arn}/stages/${each.key}"
  web_acl_arn  = aws_wafv2_web_acl.regional.arn
  depends_on   = [aws_api_gateway_stage.orders]
}

# Wrong: the API itself.
resource "aws_wafv2_web_acl_association" "api" {
  resource_arn = aws_api_gateway_rest_api.orders.arn #~ association-to-api-instead-of-stage
  web_acl_arn  = aws_wafv2_web_acl.regional.arn
}

# What cannot have a web ACL ---------------------------------------------------------------------------

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "events" {
  api_id      = aws_apigatewayv2_api.events.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_wafv2_web_acl_association" "events" {
  resource_arn = aws_apigatewayv2_api.events.arn #~ association-unsupported-resource
  web_acl_arn  = aws_wafv2_web_acl.regional.arn
}

# At the edge ------------------------------------------------------------------------------------------

module "edge_rules" {
  source    = "./rules"
  scope     = "CLOUDFRONT"
  providers = { aws = aws.edge }
}

resource "aws_wafv2_web_acl" "edge" { #~ web-acl-logging-off
  provider = aws.edge
  name     = "edge"
  scope    = "CLOUDFRONT"

  default_action {
    allow {}
  }

  rule {
    name     = "ours"
    priority = 1

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = module.edge_rules.group_arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "ours"
      sampled_requests_enabled   = true
    }
  }

  # Wrong: the group is a regional one.
  rule {
    name     = "theirs"
    priority = 2

    override_action {
      none {}
    }

    statement {
      rule_group_reference_statement {
        arn = module.rules.group_arn #~ rule-references-other-scope
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "theirs"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "edge"
    sampled_requests_enabled   = true
  }
}

# Wrong: made where the provider is by default.
resource "aws_wafv2_ip_set" "offices" {
  name               = "offices"
  scope              = "CLOUDFRONT" #~ cloudfront-scope-outside-us-east-1
  ip_address_version = "IPV4"
  addresses          = ["192.0.2.0/24"]
}

# Right, by the region of its own.
resource "aws_wafv2_ip_set" "partners" {
  region             = "us-east-1"
  name               = "partners"
  scope              = "CLOUDFRONT"
  ip_address_version = "IPV4"
  addresses          = ["198.51.100.0/24"]
}

# Wrong: the web ACL is for load balancers and the like.
resource "aws_cloudfront_distribution" "blog" {
  enabled    = true
  web_acl_id = aws_wafv2_web_acl.regional.arn #~ web-acl-scope-mismatch

  origin {
    origin_id   = "site"
    domain_name = "blog.s3.eu-central-1.amazonaws.com"

    s3_origin_config {
      origin_access_identity = "origin-access-identity/cloudfront/E1EXAMPLE"
    }
  }

  default_cache_behavior { #~ hsts-missing-on-cdn
    target_origin_id       = "site"
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
    acm_certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}
