# An HTTP API and a WebSocket API: which routes are open, and whose functions outlast them.

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
  role = "arn:aws:iam::123456789012:role/functions"
}

# The HTTP API ----------------------------------------------------------------------------------

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
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

# No authorization_type is NONE.
resource "aws_apigatewayv2_route" "list" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

resource "aws_apigatewayv2_route" "create" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "POST /orders"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
}

resource "aws_apigatewayv2_route" "export" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /export"
  target             = "integrations/${aws_apigatewayv2_integration.export.id}"
  authorization_type = "AWS_IAM"
}

# A preflight request carries no credentials.
resource "aws_apigatewayv2_route" "preflight" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "OPTIONS /{proxy+}"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "NONE"
}

# On an HTTP API $default is a route as any other, and catches what the others leave.
resource "aws_apigatewayv2_route" "rest" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "$default"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "NONE" #~ api-v2-route-open
}

# The API waits 30 seconds, and so does the function: nothing wrong.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = 30
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

# This integration gives up after 5 seconds, the function goes on for another 5.
resource "aws_lambda_function" "export" {
  function_name = "export"
  filename      = "export.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = 10 #~ function-timeout-over-api
}

resource "aws_apigatewayv2_integration" "export" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.export.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 5000
}

# The WebSocket API: who may come in is decided once, when they connect -----------------------------

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "chat" {
  for_each = toset(["$disconnect", "$default", "send"])

  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = each.value
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
  authorization_type = "NONE"
}

# 30 seconds would do on an HTTP API, but a WebSocket API waits 29.
resource "aws_lambda_function" "chat" {
  function_name = "chat"
  filename      = "chat.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = 30 #~ function-timeout-over-api
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.chat.invoke_arn
}

resource "aws_apigatewayv2_stage" "live" {
  for_each = { shop = aws_apigatewayv2_api.shop.id, chat = aws_apigatewayv2_api.chat.id }

  api_id      = each.value
  name        = "live"
  auto_deploy = true
}

resource "aws_lambda_permission" "shop" {
  for_each = { orders = aws_lambda_function.orders.function_name, export = aws_lambda_function.export.function_name }

  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = each.value
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*/*"
}

resource "aws_lambda_permission" "chat" {
  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.chat.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.chat.execution_arn}/*/*"
}
