# Load balancers from a module of the registry. Its code is not part of this repository (here
# registry/alb stands for it while planning), so what is wrong in it is reported at the call.

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

variable "balancers" {
  type = map(object({
    ssl_policy = string
    protected  = bool
  }))

  default = {
    shop = { ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06", protected = true }
    docs = { ssl_policy = "ELBSecurityPolicy-TLS-1-2-2017-01", protected = false }
  }
}

locals {
  certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
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

# Neither writes access logs; the policy is old and the web ACL absent in docs only.
module "alb" { #~ lb-access-logs-off, listener-policy-without-forward-secrecy, listener-without-tls13, public-alb-without-waf
  source   = "terraform-aws-modules/alb/aws"
  version  = "~> 10.0"
  for_each = var.balancers

  name              = each.key
  subnets           = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  security_groups   = ["sg-0a1b2c3d4e5f60001"]
  associate_web_acl = each.value.protected
  web_acl_arn       = aws_wafv2_web_acl.regional.arn

  listeners = {
    http = {
      port     = 80
      protocol = "HTTP"
      redirect = { port = "443", protocol = "HTTPS", status_code = "HTTP_301" }
    }
    https = {
      port            = 443
      protocol        = "HTTPS"
      ssl_policy      = each.value.ssl_policy
      certificate_arn = local.certificate
      fixed_response  = { content_type = "text/plain", status_code = "404" }
    }
  }
}

# The same module once more, with nothing wrong.
module "internal" {
  source  = "terraform-aws-modules/alb/aws"
  version = "~> 10.0"

  name            = "internal"
  internal        = true
  subnets         = ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"]
  security_groups = ["sg-0a1b2c3d4e5f60001"]
  access_logs     = { bucket = "example-logs", enabled = true }

  listeners = {
    https = {
      port            = 443
      protocol        = "HTTPS"
      ssl_policy      = "ELBSecurityPolicy-TLS13-1-3-2021-06"
      certificate_arn = local.certificate
      fixed_response  = { content_type = "text/plain", status_code = "404" }
    }
  }
}

# Rules of our own on the listeners of the module.
resource "aws_lb_target_group" "web" { #~ health-check-missing
  for_each = var.balancers

  name     = each.key
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d4e5f60001"
}

resource "aws_lb_listener_rule" "web" {
  for_each = module.alb

  listener_arn = each.value.listeners["https"].arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web[each.key].arn
  }

  condition {
    host_header { values = ["${each.key}.example.com"] }
  }
}
