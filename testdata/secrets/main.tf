# Names and texts that want to be more than text: terminal escapes, line breaks, markup, workflow
# commands, marks that turn the reading direction; and a secret (see terraform.tfvars) that must
# not be seen in any output, though the plan holds it in the clear.

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

variable "secret" {
  type      = string
  sensitive = true
}

locals {
  certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  role        = "arn:aws:iam::123456789012:role/functions"
  subnets     = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  vpc_id      = "vpc-0a1b2c3d4e5f60001"

  # for_each keys, and so parts of addresses
  hostile = {
    "\u001b[31mred\u001b[0m"              = "escape"
    "line\r\nbreak\ttab"                  = "lines"
    "<script>alert(1)</script>"           = "markup"
    "::error file=main.tf,line=1::gotcha" = "command"
    "`whoami` $(whoami) | [x](y) %0A"     = "shell"
    "]]>"                                 = "cdata"
    "\u202egpj.exe\u2066\u200b"           = "direction"
    "quote\"dot.bracket[0]\\"             = "address"
  }
}

resource "aws_lb" "hostile" { #~ lb-access-logs-off, public-alb-without-waf
  for_each = local.hostile

  name    = each.value
  subnets = local.subnets

  # Tags too, their keys as well as their values.
  tags = {
    "<img src=x onerror=alert(1)>" = "]]><!--"
    "\u001b]0;title\u0007"         = "::set-output name=x::y"
    "note"                         = each.key
  }
}

resource "aws_lb_listener" "hostile" {
  for_each = aws_lb.hostile

  load_balancer_arn = each.value.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS-1-2-2017-01" #~ listener-policy-without-forward-secrecy, listener-without-tls13
  certificate_arn   = local.certificate

  default_action {
    type  = "authenticate-oidc"
    order = 1

    authenticate_oidc {
      authorization_endpoint = "https://idp.example.com/authorize"
      client_id              = "shop"
      client_secret          = var.secret
      issuer                 = "https://idp.example.com"
      token_endpoint         = "https://idp.example.com/token"
      user_info_endpoint     = "https://idp.example.com/userinfo"
    }
  }

  default_action {
    type             = "forward"
    order            = 2
    target_group_arn = aws_lb_target_group.web[each.key].arn
  }
}

resource "aws_lb_target_group" "web" { #~ health-check-missing
  for_each = local.hostile

  name     = each.value
  port     = 8080
  protocol = "HTTP"
  vpc_id   = local.vpc_id
}

# Two rules that ask for the secret in a header; the message about them must not repeat it.
resource "aws_lb_listener_rule" "secret_1" {
  listener_arn = aws_lb_listener.hostile["]]>"].arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["]]>"].arn
  }

  condition {
    http_header {
      http_header_name = "X-Secret"
      values           = [var.secret]
    }
  }
}

resource "aws_lb_listener_rule" "secret_2" {
  listener_arn = aws_lb_listener.hostile["]]>"].arn
  priority     = 20 #~ rule-shadowed

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web["]]>"].arn
  }

  condition {
    http_header {
      http_header_name = "X-Secret"
      values           = [var.secret]
    }
  }
}

# The header is sent, but this load balancer does not ask for it.
resource "aws_cloudfront_distribution" "edge" { #~ cloudfront-without-waf
  enabled = true
  comment = "--></style><script>alert(1)</script>"

  origin {
    origin_id   = "::warning::origin"
    domain_name = aws_lb.hostile["<script>alert(1)</script>"].dns_name #~ alb-origin-open, cloudfront-https-origin-name-not-on-certificate

    custom_header {
      name  = "X-Secret"
      value = var.secret
    }

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "::warning::origin"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" # CachingDisabled
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

# Resource names may be any letters, also those that are read from right to left.
resource "aws_lambda_function" "größe_שלום" {
  function_name = "size"
  description   = "\u001b[2J::stop-commands::x\n##vso[task.setvariable variable=x]y"
  filename      = "size.zip"
  handler       = "main.handler"
  runtime       = "python3.9" #~ runtime-deprecated
  role          = local.role

  environment {
    variables = { TOKEN = var.secret } #~ secret-in-environment
  }
}

output "secret" {
  value     = var.secret
  sensitive = true
}
