# Listener rules that no request reaches, that AWS refuses, or that send a client in circles.
# A rule is shadowed where every request it matches is taken by a rule with a lower priority:
# values of one condition are alternatives, conditions must all hold.

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
}

resource "aws_lb" "web" {
  name     = "web"
  internal = true
  subnets  = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_target_group" "web" { #~ health-check-missing
  name     = "web"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d4e5f60001"
}

# Redirects --------------------------------------------------------------------------------------

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect { # another protocol and port: this arrives
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lb_listener" "https_alternative" {
  load_balancer_arn = aws_lb.web.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type = "redirect"

    redirect { #~ redirect-loop
      protocol    = "HTTPS"
      port        = "8443" # this listener's own
      status_code = "HTTP_302"
    }
  }
}

# A request for /login on 443 is already what this asks for.
resource "aws_lb_listener_rule" "secure_login" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 5

  action {
    type = "redirect"

    redirect { #~ redirect-loop
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }

  condition {
    path_pattern { values = ["/login"] }
  }
}

resource "aws_lb_listener_rule" "old_name" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 6

  action {
    type = "redirect"

    redirect { # another host: this arrives
      host        = "www.example.com"
      status_code = "HTTP_301"
    }
  }

  condition {
    host_header { values = ["old.example.com"] }
  }
}

resource "aws_lb_listener_rule" "old_path" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 7

  action {
    type = "redirect"

    redirect { # another path, which the condition does not match
      path        = "/articles"
      status_code = "HTTP_301"
    }
  }

  condition {
    path_pattern { values = ["/blog", "/blog/*"] }
  }
}

# Two rules, one priority: the apply of the second fails -------------------------------------------

resource "aws_lb_listener_rule" "campaign_spring" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 8

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/spring/*"] }
  }
}

resource "aws_lb_listener_rule" "campaign_summer" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 8 #~ rule-priority-duplicate

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/summer/*"] }
  }
}

# The same number on another listener is another matter.
resource "aws_lb_listener_rule" "campaign_winter" {
  listener_arn = aws_lb_listener.https_alternative.arn
  priority     = 8

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/winter/*"] }
  }
}
