# What each security policy admits. The digits after `TLS13-` give the oldest version, not the
# `TLS13` in front; a listener that names no policy gets one of 2016.

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

variable "ssl_policy" {
  type    = string
  default = "ELBSecurityPolicy-TLS-1-2-Ext-2018-06"
}

variable "old_clients" {
  type    = bool
  default = true
}

locals {
  certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  subnets     = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]

  # Which policies are at fault is decided for each instance, the finding is one for the block.
  listeners = {
    8001 = "ELBSecurityPolicy-TLS13-1-2-2021-06"        # 1.2 and 1.3
    8002 = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" # 1.2 and 1.3
    8003 = "ELBSecurityPolicy-TLS13-1-3-2021-06"        # 1.3
    8004 = "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04"   # 1.3
    8005 = "ELBSecurityPolicy-2016-08"                  # 1.0 to 1.2
    8006 = "ELBSecurityPolicy-FS-2018-06"               # 1.0 to 1.2
    8007 = "ELBSecurityPolicy-FS-1-1-2019-08"           # 1.1 and 1.2
    8008 = "ELBSecurityPolicy-TLS-1-1-2017-01"          # 1.1 and 1.2
    8009 = "ELBSecurityPolicy-TLS13-1-0-2021-06"        # 1.0 to 1.3
    8010 = "ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04"   # 1.1 to 1.3
    8011 = "ELBSecurityPolicy-TLS-1-2-2017-01"          # 1.2
    8012 = "ELBSecurityPolicy-FS-1-2-Res-2020-10"       # 1.2
  }
}

resource "aws_lb" "web" {
  name     = "web"
  internal = true
  subnets  = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "table" {
  for_each = local.listeners

  load_balancer_arn = aws_lb.web.arn
  port              = each.key
  protocol          = "HTTPS"
  certificate_arn   = local.certificate
  ssl_policy        = each.value #~ listener-allows-tls10-or-tls11, listener-policy-without-forward-secrecy, listener-without-tls13

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

resource "aws_lb_listener" "modern" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  certificate_arn   = local.certificate
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

# Offers 1.3, as its name says, and 1.0, as its name says too.
resource "aws_lb_listener" "name_trap" {
  load_balancer_arn = aws_lb.web.arn
  port              = 9001
  protocol          = "HTTPS"
  certificate_arn   = local.certificate
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09" #~ listener-allows-tls10-or-tls11

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

# Left out, the policy is ELBSecurityPolicy-2016-08.
resource "aws_lb_listener" "unset" { #~ listener-policy-left-to-default
  load_balancer_arn = aws_lb.web.arn
  port              = 9002
  protocol          = "HTTPS"
  certificate_arn   = local.certificate

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

# The value comes from the default of a variable, or from a choice.
resource "aws_lb_listener" "variable" {
  load_balancer_arn = aws_lb.web.arn
  port              = 9003
  protocol          = "HTTPS"
  certificate_arn   = local.certificate
  ssl_policy        = var.ssl_policy #~ listener-policy-without-forward-secrecy, listener-without-tls13

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

resource "aws_lb_listener" "chosen_old" {
  load_balancer_arn = aws_lb.web.arn
  port              = 9004
  protocol          = "HTTPS"
  certificate_arn   = local.certificate
  ssl_policy        = var.old_clients ? "ELBSecurityPolicy-2016-08" : "ELBSecurityPolicy-TLS13-1-2-2021-06" #~ listener-allows-tls10-or-tls11

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

resource "aws_lb_listener" "chosen_new" {
  load_balancer_arn = aws_lb.web.arn
  port              = 9005
  protocol          = "HTTPS"
  certificate_arn   = local.certificate
  ssl_policy        = var.old_clients ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : "ELBSecurityPolicy-2016-08"

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

# Network load balancer: TLS listeners have a policy, TCP listeners have none --------------------------

resource "aws_lb" "tcp" {
  name               = "tcp"
  load_balancer_type = "network"
  subnets            = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_target_group" "tcp" {
  name     = "tcp"
  port     = 5000
  protocol = "TCP" #~ nlb-tls-to-plain-targets
  vpc_id   = "vpc-0a1b2c3d4e5f60001"
}

resource "aws_lb_listener" "tcp" {
  load_balancer_arn = aws_lb.tcp.arn
  port              = 5000
  protocol          = "TCP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tcp.arn
  }
}

resource "aws_lb_listener" "tls" {
  load_balancer_arn = aws_lb.tcp.arn
  port              = 443
  protocol          = "TLS"
  certificate_arn   = local.certificate
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tcp.arn
  }
}

resource "aws_lb_listener" "tls_old" {
  load_balancer_arn = aws_lb.tcp.arn
  port              = 8443
  protocol          = "TLS"
  certificate_arn   = local.certificate
  ssl_policy        = "ELBSecurityPolicy-FS-1-2-2019-08" #~ listener-without-tls13

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tcp.arn
  }
}

resource "aws_lb_listener" "tls_unset" { #~ listener-policy-left-to-default
  load_balancer_arn = aws_lb.tcp.arn
  port              = 9443
  protocol          = "TLS"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tcp.arn
  }
}
