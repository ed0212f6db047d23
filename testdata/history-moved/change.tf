# What a pull request adds: a listener and a route, each with a mistake.

resource "aws_lb_listener" "admin" {
  load_balancer_arn = aws_lb.intranet.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08" #~ listener-allows-tls10-or-tls11
  certificate_arn   = local.certificate

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_apigatewayv2_route" "refund" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "POST /refunds"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
}
