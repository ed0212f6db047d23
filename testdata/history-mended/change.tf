# What a pull request adds: a listener and a route.

resource "aws_lb_listener" "admin" {
  load_balancer_arn = aws_lb.intranet.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = local.certificate

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_apigatewayv2_route" "refund" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "POST /refunds"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"

  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
}
