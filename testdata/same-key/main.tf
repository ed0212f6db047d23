# Indexes that mention `each.key` are not always the key: a plan shows both alike.

locals {
  certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
  subnets     = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]

  balancers = {
    shop     = { internal = false }
    shop-int = { internal = true }
    blog     = { internal = false }
  }
}

resource "aws_lb" "this" { #~ public-alb-without-waf
  for_each = local.balancers

  name     = each.key
  internal = each.value.internal
  subnets  = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

# `shop-int` is internal, and plain HTTP may be spoken there: undecided, for all the plan tells.
resource "aws_lb_listener" "internal" {
  for_each = toset(["shop"])

  load_balancer_arn = aws_lb.this["${each.key}-int"].arn
  port              = 8080
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}

# `blog` has no longer name beside it that could be meant.
resource "aws_lb_listener" "public" {
  for_each = toset(["blog"])

  load_balancer_arn = aws_lb.this[each.key].arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward" #~ listener-http-forwards
    target_group_arn = aws_lb_target_group.app.arn
  }
}

resource "aws_lb_target_group" "app" { #~ health-check-missing
  name     = "app"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = "vpc-0a1b2c3d4e5f60001"
}

# The key stands in the entry: known, and so is the listener that each rule belongs to.
resource "aws_lb_listener" "tls" {
  for_each = { blog = 443, shop = 8443 }

  load_balancer_arn = aws_lb.this[each.key == "blog" ? "blog" : "shop"].arn
  port              = each.value
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn #~ target-group-on-two-lbs
  }
}

resource "aws_lb_listener_rule" "this" {
  for_each = {
    posts  = { listener = "blog", priority = 10, path = "/posts/*" }
    drafts = { listener = "blog", priority = 20, path = "/posts/drafts/*" }
    orders = { listener = "shop", priority = 10, path = "/orders/*" }
  }

  listener_arn = aws_lb_listener.tls[each.value.listener].arn
  priority     = each.value.priority #~ rule-shadowed

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }

  condition {
    path_pattern { values = [each.value.path] }
  }
}
