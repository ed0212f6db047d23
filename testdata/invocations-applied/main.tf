# Who calls which function, and what the statements of the functions say of it: by load balancers, by
# APIs of each kind, through a module, by aliases, and at the edge.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "edge"
  region = "us-east-1"
}

locals {
  role = "arn:aws:iam::123456789012:role/functions"
}

# An HTTP API, with functions of a module: one statement is right, one is for another path -------------

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "live"
  auto_deploy = true
}

module "orders" {
  source     = "./function"
  name       = "orders"
  source_arn = "${aws_apigatewayv2_api.shop.execution_arn}/live/GET/orders/*"
}

module "customers" {
  source     = "./function"
  name       = "customers"
  source_arn = "${aws_apigatewayv2_api.shop.execution_arn}/live/GET/clients"
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = module.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_integration" "customers" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = module.customers.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders/{id}"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "customers" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /customers"
  target             = "integrations/${aws_apigatewayv2_integration.customers.id}"
  authorization_type = "AWS_IAM"
}

# A REST API: no statement at all, by the wrong method and by the wrong name ---------------------------

resource "aws_lambda_function" "rest" {
  for_each = toset(["search", "quotes"])

  function_name = each.key
  filename      = "${each.key}.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
}

resource "aws_api_gateway_rest_api" "catalog" { #~ rest-where-http-api-suffices
  name = "catalog"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "catalog" {
  for_each = aws_lambda_function.rest

  rest_api_id = aws_api_gateway_rest_api.catalog.id
  parent_id   = aws_api_gateway_rest_api.catalog.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_method" "catalog" {
  for_each = aws_api_gateway_resource.catalog

  rest_api_id   = aws_api_gateway_rest_api.catalog.id
  resource_id   = each.value.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "search" { #~ rest-invoke-permission-missing
  rest_api_id             = aws_api_gateway_rest_api.catalog.id
  resource_id             = aws_api_gateway_resource.catalog["search"].id
  http_method             = aws_api_gateway_method.catalog["search"].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "GET" #~ integration-method-not-post
  uri                     = aws_lambda_function.rest["search"].invoke_arn
}

resource "aws_api_gateway_integration" "quotes" {
  rest_api_id             = aws_api_gateway_rest_api.catalog.id
  resource_id             = aws_api_gateway_resource.catalog["quotes"].id
  http_method             = aws_api_gateway_method.catalog["quotes"].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.rest["quotes"].arn #~ integration-uses-function-arn
}

resource "aws_lambda_permission" "quotes" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.rest["quotes"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = aws_api_gateway_rest_api.catalog.arn #~ permission-source-arn-wrong
}

resource "aws_api_gateway_deployment" "catalog" {
  rest_api_id = aws_api_gateway_rest_api.catalog.id

  triggers = {
    integrations = sha1(jsonencode([
      aws_api_gateway_integration.search,
      aws_api_gateway_integration.quotes,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "catalog" { #~ rest-stage-without-waf
  rest_api_id   = aws_api_gateway_rest_api.catalog.id
  deployment_id = aws_api_gateway_deployment.catalog.id
  stage_name    = "live"
}

# A WebSocket API --------------------------------------------------------------------------------------

resource "aws_lambda_function" "chat" {
  function_name                  = "chat"
  filename                       = "chat.zip"
  handler                        = "main.handler"
  runtime                        = "python3.13"
  role                           = local.role
  reserved_concurrent_executions = 0 #~ reserved-concurrency-zero
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id      = aws_apigatewayv2_api.chat.id
  name        = "live"
  auto_deploy = true
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id             = aws_apigatewayv2_api.chat.id
  integration_type   = "AWS_PROXY"
  integration_uri    = aws_lambda_function.chat.invoke_arn
  integration_method = "POST"
}

resource "aws_apigatewayv2_route" "connect" { #~ websocket-invoke-permission-missing
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
  authorization_type = "AWS_IAM"
}

# Load balancers: an alias without its statement, a statement for nobody's source, no order ------------

resource "aws_lb_target_group" "function" {
  for_each    = toset(["live", "plain", "module"])
  name        = each.key
  target_type = "lambda"
}

resource "aws_lambda_function" "behind" {
  function_name = "behind"
  filename      = "behind.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.behind.function_name
  function_version = aws_lambda_function.behind.version
}

resource "aws_lambda_permission" "live" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.behind.function_name
  qualifier     = "test" #~ permission-qualifier-mismatch
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.function["live"].arn
}

resource "aws_lb_target_group_attachment" "live" {
  target_group_arn = aws_lb_target_group.function["live"].arn
  target_id        = aws_lambda_alias.live.arn
  depends_on       = [aws_lambda_permission.live]
}

resource "aws_lambda_permission" "plain" { #~ permission-without-source
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.behind.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
}

resource "aws_lb_target_group_attachment" "plain" { #~ permission-not-before-attachment
  target_group_arn = aws_lb_target_group.function["plain"].arn
  target_id        = aws_lambda_function.behind.arn
}

# Right: the output of the module waits for the permission.
module "waits" {
  source     = "./function"
  name       = "waits"
  principal  = "elasticloadbalancing.amazonaws.com"
  source_arn = aws_lb_target_group.function["module"].arn
}

resource "aws_lb_target_group_attachment" "module" {
  target_group_arn = aws_lb_target_group.function["module"].arn
  target_id        = module.waits.arn
}

# At the edge: a function in the wrong region, of no version, with too much ----------------------------

resource "aws_iam_role" "edge" {
  name = "edge"

  assume_role_policy = jsonencode({ #~ edge-role-trust-missing
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "headers" {
  provider      = aws.edge
  function_name = "headers"
  filename      = "headers.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = aws_iam_role.edge.arn
  memory_size   = 256 #~ edge-function-over-limits
  publish       = true
}

resource "aws_lambda_function" "rewrite" { #~ edge-function-not-us-east-1
  function_name = "rewrite"
  filename      = "rewrite.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = aws_iam_role.edge.arn

  environment { #~ edge-function-over-limits
    variables = { TABLE = "paths" }
  }
}

resource "aws_cloudfront_distribution" "site" {
  enabled = true

  origin {
    origin_id   = "site"
    domain_name = "site.s3.eu-central-1.amazonaws.com"

    s3_origin_config {
      origin_access_identity = "origin-access-identity/cloudfront/E1EXAMPLE"
    }
  }

  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6" # CachingOptimized

    lambda_function_association {
      event_type = "viewer-response"
      lambda_arn = aws_lambda_function.headers.qualified_arn
    }

    lambda_function_association {
      event_type = "origin-request"
      lambda_arn = aws_lambda_function.rewrite.arn #~ edge-function-unqualified
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}
