# Pairs of rules on the HTTPS listener: the second of a pair is shadowed by the first, or just not.

# Paths: `*` is any number of characters, `/` included -------------------------------------------

resource "aws_lb_listener_rule" "orders" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/orders", "/orders/*"] }
  }
}

resource "aws_lb_listener_rule" "orders_admin" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 20 #~ rule-shadowed

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/orders/admin", "/orders/admin/*"] }
  }
}

# Paths know upper and lower case, and one of two alternatives is left over.
resource "aws_lb_listener_rule" "orders_more" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 30

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/orders/archive", "/Orders/*"] }
  }
}

# Hosts know no case, and a further condition only makes a rule narrower ----------------------------

resource "aws_lb_listener_rule" "tenants" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 40

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    host_header { values = ["*.Tenants.example.com"] }
  }
}

resource "aws_lb_listener_rule" "tenant_a" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 50 #~ rule-shadowed

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    host_header { values = ["a.tenants.example.com"] }
  }

  condition {
    path_pattern { values = ["/reports/*"] }
  }
}

# The wildcard wants a label in front of the dot.
resource "aws_lb_listener_rule" "tenants_home" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 60

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    host_header { values = ["tenants.example.com"] }
  }
}

# Methods and headers that let requests through to the next rule -----------------------------------

resource "aws_lb_listener_rule" "items_read" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 70

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/items/*"] }
  }

  condition {
    http_request_method { values = ["GET", "HEAD"] }
  }
}

resource "aws_lb_listener_rule" "items_beta" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 80

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/items/*"] }
  }

  condition {
    http_header {
      http_header_name = "X-Beta"
      values           = ["yes"]
    }
  }
}

resource "aws_lb_listener_rule" "items" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 90

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/items/*"] }
  }
}

# GET alone is less than GET and HEAD.
resource "aws_lb_listener_rule" "items_list" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 100 #~ rule-shadowed

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/items/list"] }
  }

  condition {
    http_request_method { values = ["GET"] }
  }
}

# What a regular expression matches is not for us to say ------------------------------------------

resource "aws_lb_listener_rule" "versions" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 110

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { regex_values = ["^/v[0-9]+/.*$"] }
  }
}

resource "aws_lb_listener_rule" "version_1" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 120

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }

  condition {
    path_pattern { values = ["/v1/*"] }
  }
}
