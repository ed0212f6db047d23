# A REST API with methods open and closed, and functions that run for longer than it waits.

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

resource "aws_api_gateway_rest_api" "shop" { #~ rest-without-deployment-or-stage
  name = "shop"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "shop" {
  for_each = toset(["orders", "reports", "archive", "web"])

  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = each.value
}

# /orders: every kind of method ---------------------------------------------------------------------

resource "aws_api_gateway_method" "list_orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.shop["orders"].id
  http_method   = "GET"
  authorization = "NONE" #~ rest-method-open
}

# A preflight request carries no credentials.
resource "aws_api_gateway_method" "preflight" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.shop["orders"].id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "create_order" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.shop["orders"].id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_method" "delete_order" {
  rest_api_id      = aws_api_gateway_rest_api.shop.id
  resource_id      = aws_api_gateway_resource.shop["orders"].id
  http_method      = "DELETE"
  authorization    = "NONE"
  api_key_required = true
}

# Two methods call this function, both wait 29 seconds by default: one finding.
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = 60 #~ function-timeout-over-api
}

resource "aws_api_gateway_integration" "orders" {
  for_each = {
    list   = aws_api_gateway_method.list_orders.http_method
    delete = aws_api_gateway_method.delete_order.http_method
  }

  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.shop["orders"].id
  http_method             = each.value
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.orders.invoke_arn
}

resource "aws_api_gateway_integration" "preflight" {
  rest_api_id       = aws_api_gateway_rest_api.shop.id
  resource_id       = aws_api_gateway_resource.shop["orders"].id
  http_method       = aws_api_gateway_method.preflight.http_method
  type              = "MOCK"
  request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
}

# The quota of this Regional API was raised: it waits longer than the function runs.
resource "aws_lambda_function" "checkout" {
  function_name = "checkout"
  filename      = "checkout.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = 45
}

resource "aws_api_gateway_integration" "checkout" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.shop["orders"].id
  http_method             = aws_api_gateway_method.create_order.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.checkout.invoke_arn
  timeout_milliseconds    = 60000
}

# /reports: a streamed response may take 15 minutes -------------------------------------------------

resource "aws_api_gateway_method" "reports" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.shop["reports"].id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  filename      = "reports.zip"
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  role          = local.role
  timeout       = 600
}

resource "aws_api_gateway_integration" "reports" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.shop["reports"].id
  http_method             = aws_api_gateway_method.reports.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.reports.response_streaming_invoke_arn
  response_transfer_mode  = "STREAM"
  timeout_milliseconds    = 900000
}

# /archive: the client gets its answer at once, the function runs on ---------------------------------

resource "aws_api_gateway_method" "archive" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.shop["archive"].id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_lambda_function" "archive" {
  function_name = "archive"
  filename      = "archive.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = 300
}

resource "aws_api_gateway_integration" "archive" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.shop["archive"].id
  http_method             = aws_api_gateway_method.archive.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.archive.invoke_arn
  request_parameters      = { "integration.request.header.X-Amz-Invocation-Type" = "'Event'" }
}

# /web/{proxy+}: everything below, by any method, for anybody ----------------------------------------

resource "aws_api_gateway_resource" "web_proxy" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_resource.shop["web"].id
  path_part   = "{proxy+}"
}

resource "aws_api_gateway_method" "web_proxy" {
  rest_api_id      = aws_api_gateway_rest_api.shop.id
  resource_id      = aws_api_gateway_resource.web_proxy.id
  http_method      = "ANY"
  authorization    = "NONE" #~ rest-method-open
  api_key_required = false
}

# Just as long as the API waits.
resource "aws_lambda_function" "web" {
  function_name = "web"
  filename      = "web.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = 29
}

resource "aws_api_gateway_integration" "web_proxy" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_resource.web_proxy.id
  http_method             = aws_api_gateway_method.web_proxy.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.web.invoke_arn
}

# A private API: its resource policy admits one VPC endpoint, so its method is not open ----------------

resource "aws_api_gateway_rest_api" "internal" { #~ rest-without-deployment-or-stage
  name = "internal"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f60001" } }
    }]
  })
}

resource "aws_api_gateway_method" "internal" {
  rest_api_id   = aws_api_gateway_rest_api.internal.id
  resource_id   = aws_api_gateway_rest_api.internal.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "internal" {
  rest_api_id = aws_api_gateway_rest_api.internal.id
  resource_id = aws_api_gateway_rest_api.internal.root_resource_id
  http_method = aws_api_gateway_method.internal.http_method
  type        = "MOCK"
}

resource "aws_lambda_permission" "api" {
  for_each = {
    orders   = aws_lambda_function.orders.function_name
    checkout = aws_lambda_function.checkout.function_name
    reports  = aws_lambda_function.reports.function_name
    archive  = aws_lambda_function.archive.function_name
    web      = aws_lambda_function.web.function_name
  }

  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = each.value
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/*/*"
}
