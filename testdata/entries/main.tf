# Relations that run through the entries of a map: which of them belongs to which instance
# is in the source alone.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "orders.zip"
}

resource "aws_lambda_function" "users" {
  function_name = "users"
  role          = "arn:aws:iam::123456789012:role/users"
  runtime       = "nodejs24.x"
  handler       = "index.handler"
  filename      = "users.zip"
}

resource "aws_lb_target_group" "orders" {
  name        = "orders"
  target_type = "lambda"
}

resource "aws_lb_target_group" "users" {
  name        = "users"
  target_type = "lambda"
}

resource "aws_lambda_permission" "orders" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.orders.arn
}

# Only one of the two may be invoked.
resource "aws_lb_target_group_attachment" "all" { #~ alb-invoke-permission-missing
  for_each = {
    orders = { group = aws_lb_target_group.orders.arn, function = aws_lambda_function.orders.arn }
    users  = { group = aws_lb_target_group.users.arn, function = aws_lambda_function.users.arn }
  }
  target_group_arn = each.value.group
  target_id        = each.value.function
  depends_on       = [aws_lambda_permission.orders]
}

# Each API has its stage.
resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "users" {
  name          = "users"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "archive" { #~ api-v2-without-deployment
  name          = "archive"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "all" {
  for_each = {
    orders = aws_apigatewayv2_api.orders.id
    users  = aws_apigatewayv2_api.users.id
  }
  api_id      = each.value
  name        = "$default"
  auto_deploy = true
}
