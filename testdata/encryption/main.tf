# Where plain HTTP and missing certificates get around TLS: distributions, listeners, API domains.

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
  subnets     = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  vpc_id      = "vpc-0a1b2c3d4e5f60001"
  balancers   = toset(["shop", "plain"])
}

resource "aws_lb" "main" { #~ public-alb-without-https-listener
  for_each = local.balancers
  name     = each.key
  subnets  = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_target_group" "main" {
  for_each = local.balancers
  name     = each.key
  port     = 8080
  protocol = "HTTP"
  vpc_id   = local.vpc_id

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "redirect" {
  for_each          = aws_lb.main
  load_balancer_arn = each.value.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main["shop"].arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main["shop"].arn
  }
}

# Past the redirect, but for the proofs of a certificate.

resource "aws_lb_listener_rule" "plain" {
  for_each     = { "/legacy/*" = 10, "/.well-known/acme-challenge/*" = 20 }
  listener_arn = aws_lb_listener.redirect["shop"].arn
  priority     = each.value

  action {
    type             = "forward" #~ http-listener-rule-forwards
    target_group_arn = aws_lb_target_group.main["shop"].arn
  }

  condition {
    path_pattern {
      values = [each.key]
    }
  }
}

# The load balancer's own name, which no certificate bears: right only where the viewer's is passed on.


module "by_own_name" {
  source = "./cdn"
  origin = aws_lb.main["shop"].dns_name
}

module "with_host" {
  source         = "./cdn"
  origin         = aws_lb.main["shop"].dns_name
  request_policy = "216adef6-5c7f-47e4-b989-5492eafa07d3" # AllViewer
}

module "nobody_listens" {
  source         = "./cdn"
  origin         = aws_lb.main["plain"].dns_name
  request_policy = "216adef6-5c7f-47e4-b989-5492eafa07d3" # AllViewer
}

module "plain" {
  source          = "./cdn"
  origin          = aws_lb.main["shop"].dns_name
  origin_protocol = "http-only"
}

# Certificates of clients: asked for on one listener, and on one domain.

resource "aws_lb_trust_store" "partners" {
  name                             = "partners"
  ca_certificates_bundle_s3_bucket = "example-trust"
  ca_certificates_bundle_s3_key    = "partners.pem"
}

resource "aws_lb" "partners" { #~ public-alb-without-waf
  name    = "partners"
  subnets = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_target_group" "partners" {
  name     = "partners"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = local.vpc_id

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "partners" {
  load_balancer_arn = aws_lb.partners.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = local.certificate

  mutual_authentication {
    mode            = "verify"
    trust_store_arn = aws_lb_trust_store.partners.arn
  }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.partners.arn
  }
}

resource "aws_lb_listener" "forgotten" { #~ mtls-listener-not-on-every-path
  load_balancer_arn = aws_lb.partners.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.partners.arn
  }
}

resource "aws_apigatewayv2_api" "api" {
  for_each      = toset(["open", "closed"])
  name          = each.key
  protocol_type = "HTTP"

  disable_execute_api_endpoint = each.key == "closed" ? true : null #~ mtls-domain-with-open-execute-api
}

resource "aws_apigatewayv2_domain_name" "api" {
  for_each    = aws_apigatewayv2_api.api
  domain_name = "${each.key}.example.com"

  domain_name_configuration {
    certificate_arn = local.certificate
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }

  mutual_tls_authentication {
    truststore_uri = "s3://example-trust/partners.pem"
  }
}

resource "aws_apigatewayv2_stage" "api" {
  for_each    = aws_apigatewayv2_api.api
  api_id      = each.value.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_apigatewayv2_api_mapping" "api" {
  for_each    = aws_apigatewayv2_api.api
  api_id      = each.value.id
  domain_name = aws_apigatewayv2_domain_name.api[each.key].id
  stage       = aws_apigatewayv2_stage.api[each.key].id
}
