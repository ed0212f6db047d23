# What years have left: twelve findings. The cases history-* change it.

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
  role        = "arn:aws:iam::123456789012:role/functions"
  subnets     = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
  vpc_id      = "vpc-0a1b2c3d4e5f60001"
}

resource "aws_lb" "web" { #~ public-alb-without-waf, lb-access-logs-off
  name    = "web"
  subnets = local.subnets
}

resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = local.vpc_id

  health_check {
    path = "/health"
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.web.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward" #~ listener-http-forwards
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-FS-1-2-Res-2020-10" #~ listener-without-tls13
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lb_listener" "partners" {
  load_balancer_arn = aws_lb.web.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08" #~ listener-allows-tls10-or-tls11
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "main.handler"
  runtime       = "python3.9" #~ runtime-deprecated
  role          = local.role
}

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  filename      = "reports.zip"
  handler       = "main.handler"
  runtime       = "nodejs16.x" #~ runtime-deprecated
  role          = local.role
  timeout       = 60 #~ function-timeout-over-api
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "idp"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://idp.example.com/"
    audience = ["shop"]
  }
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_integration" "reports" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.reports.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
}

resource "aws_apigatewayv2_route" "export" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders/export"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

resource "aws_apigatewayv2_route" "cancel" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "DELETE /orders"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

resource "aws_apigatewayv2_route" "reports" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /reports"
  target    = "integrations/${aws_apigatewayv2_integration.reports.id}"
}

resource "aws_lambda_permission" "api" {
  for_each = {
    orders  = aws_lambda_function.orders.function_name
    reports = aws_lambda_function.reports.function_name
  }

  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = each.value
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*/*"
}

resource "aws_lb" "intranet" {
  name     = "intranet"
  internal = true
  subnets  = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = false #~ lb-access-logs-off
  }
}
