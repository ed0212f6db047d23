# Indexes, splats and `for`: the plan shows `x[each.key]` and `x["${each.key}-int"]` alike, and loses
# which attribute stands behind them. The source tells.

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
  sites = toset(["web", "api"])
}

# Two balancers a site, whose keys are made of the site's.
resource "aws_lb" "this" { #~ lb-access-logs-off
  for_each = toset(flatten([for site in local.sites : [site, "${site}-int"]]))

  name               = each.key
  load_balancer_type = "application"
  internal           = true
  subnets            = ["subnet-0a", "subnet-0b"]
}

resource "aws_lb_target_group" "this" { #~ health-check-missing
  for_each = local.sites

  name     = each.key
  port     = 80
  protocol = "HTTP"
  vpc_id   = "vpc-0a"
}

resource "aws_lb_listener" "internal" {
  for_each = local.sites

  load_balancer_arn = aws_lb.this["${each.key}-int"].arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key].arn
  }
}

resource "aws_lb_listener" "outer" {
  for_each = local.sites

  load_balancer_arn = aws_lb.this[each.key].arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = { for name, group in aws_lb_target_group.this : name => group.arn }[each.key] #~ target-group-on-two-lbs
  }
}
