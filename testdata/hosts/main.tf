# Hosts of rules and the names on certificates: of a module, by validation, added to the listener, of
# another stack; and conditions that no request meets.

provider "aws" {
  region = "eu-central-1"
}

locals {
  tenants = { anna = "anna.example.org", bert = "bert.example.net" }
}

module "certificate" {
  source = "./certificate"
  domain = "example.com"
  others = ["*.example.com", "example.org"]
}

resource "aws_acm_certificate" "tenants" {
  domain_name       = "*.example.org"
  validation_method = "DNS"
}

resource "aws_lb" "shop" {
  name     = "shop"
  internal = true
  subnets  = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_target_group" "shop" {
  name     = "shop"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0123456789abcdef0"

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = module.certificate.arn

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_certificate" "tenants" {
  listener_arn    = aws_lb_listener.https.arn
  certificate_arn = aws_acm_certificate.tenants.arn
}

resource "aws_lb_listener_rule" "shop" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  condition {
    host_header {
      values = ["example.com", "shop.example.com", "de.shop.example.com"] #~ host-rule-not-on-certificate
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

# One of the two is on a certificate.
resource "aws_lb_listener_rule" "tenants" {
  for_each     = local.tenants
  listener_arn = aws_lb_listener.https.arn
  priority     = 20 + length(each.key) + index(keys(local.tenants), each.key)

  condition {
    host_header {
      values = [each.value] #~ host-rule-not-on-certificate
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

# Two conditions where one with two values was meant, and addresses that nobody has ----------------------

resource "aws_lb_listener_rule" "either" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 40

  condition {
    host_header {
      values = ["shop.example.com"]
    }
  }

  condition {
    host_header {
      values = ["www.example.com"] #~ conditions-contradict
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

resource "aws_lb_listener_rule" "office" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 50

  condition {
    source_ip {
      values = ["2001:db8:12::/48"] #~ conditions-contradict
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

# Behind a distribution clients see the certificate of that ------------------------------------------------

resource "aws_lb" "media" {
  name     = "media"
  internal = true
  subnets  = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_target_group" "media" {
  name     = "media"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0123456789abcdef0"

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "media" {
  load_balancer_arn = aws_lb.media.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = aws_acm_certificate.tenants.arn

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "media" {
  listener_arn = aws_lb_listener.media.arn
  priority     = 10

  condition {
    host_header {
      values = ["media.example.com"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.media.arn
  }
}

resource "aws_cloudfront_vpc_origin" "media" {
  vpc_origin_endpoint_config {
    name                   = "media"
    arn                    = aws_lb.media.arn
    http_port              = 80
    https_port             = 443
    origin_protocol_policy = "https-only"

    origin_ssl_protocols {
      items    = ["TLSv1.2"]
      quantity = 1
    }
  }
}

resource "aws_cloudfront_distribution" "media" {
  enabled    = true
  aliases    = ["media.example.com"]
  web_acl_id = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/0123"

  origin {
    origin_id   = "media"
    domain_name = "origin.example.org"

    vpc_origin_config {
      vpc_origin_id = aws_cloudfront_vpc_origin.media.id
    }
  }

  default_cache_behavior {
    target_origin_id       = "media"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/media"
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}
