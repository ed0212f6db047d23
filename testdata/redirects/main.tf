# redirects in rules
resource "aws_lb_listener_rule" "www" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 1
  action {
    type = "redirect"
    redirect {
      host        = "www.example.com"
      status_code = "HTTP_301"
    }
  }
  condition {
    host_header { values = ["example.com"] }
  }
}
resource "aws_lb_listener_rule" "www_both" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 2
  action {
    type = "redirect"
    # by the wildcard the rule takes this host too, if it leads here: undecided
    redirect {
      host        = "www.example.org"
      status_code = "HTTP_301"
    }
  }
  condition {
    host_header { values = ["example.org", "*.example.org"] }
  }
}
resource "aws_lb_listener_rule" "docs" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 3
  action {
    type = "redirect"
    redirect {
      path        = "/v2/#{path}"
      status_code = "HTTP_301"
    }
  }
  condition {
    path_pattern { values = ["/docs/*"] }
  }
}
resource "aws_lb_listener_rule" "grow" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 4
  action {
    type = "redirect"
    redirect { #~ redirect-loop
      path        = "/help/#{path}"
      status_code = "HTTP_301"
    }
  }
  condition {
    path_pattern { values = ["/help/*"] }
  }
}
resource "aws_lb_listener_rule" "slash" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 5
  action {
    type = "redirect"
    redirect {
      path        = "/#{path}/"
      status_code = "HTTP_301"
    }
  }
  condition {
    path_pattern { values = ["/app"] }
  }
}
resource "aws_lb_listener_rule" "lang" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 6
  action {
    type = "redirect"
    redirect {
      query       = "lang=en"
      status_code = "HTTP_302"
    }
  }
  condition {
    path_pattern { values = ["/home"] }
  }
  condition {
    query_string {
      key   = "lang"
      value = "default"
    }
  }
}
resource "aws_lb_listener_rule" "lang2" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 7
  action {
    type = "redirect"
    redirect { #~ redirect-loop
      query       = "lang=en&#{query}"
      status_code = "HTTP_302"
    }
  }
  condition {
    path_pattern { values = ["/start"] }
  }
}
resource "aws_lb_listener_rule" "root" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 8
  action {
    type = "redirect"
    redirect {
      path        = "/index.html"
      status_code = "HTTP_302"
    }
  }
  condition {
    path_pattern { values = ["/"] }
  }
}
resource "aws_lb_listener_rule" "index_earlier" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 9
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
  condition {
    path_pattern { values = ["/sub/login"] }
  }
}
# lands on the rule before it: no loop
resource "aws_lb_listener_rule" "to_login" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10
  action {
    type = "redirect"
    redirect {
      path        = "/sub/login"
      status_code = "HTTP_302"
    }
  }
  condition {
    path_pattern { values = ["/sub/*"] }
  }
}
# only once, then a header that the browser keeps: keeps matching
resource "aws_lb_listener_rule" "ua" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 11
  action {
    type = "redirect"
    redirect { #~ redirect-loop
      path        = "/m/#{path}"
      status_code = "HTTP_302"
    }
  }
  condition {
    http_header {
      http_header_name = "User-Agent"
      values           = ["*Mobile*"]
    }
  }
}
