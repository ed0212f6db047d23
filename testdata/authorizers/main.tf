# APIs, their authorizers, and the pools whose tokens they take; and doors around them.

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
  role   = "arn:aws:iam::123456789012:role/functions"
  origin = "https://app.example.com"
}

# Two pools, made alike -----------------------------------------------------------------------------

module "pool" {
  source   = "./pool"
  for_each = toset(["customers", "staff"])
  name     = each.key
}

# The API of the shop -------------------------------------------------------------------------------

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = [local.origin]
    allow_methods = ["GET", "POST"]
  }
}

resource "aws_apigatewayv2_stage" "shop" {
  api_id      = aws_apigatewayv2_api.shop.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_apigatewayv2_authorizer" "customers" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${module.pool["customers"].endpoint}"
    audience = [module.pool["customers"].client]
  }
}

# The audience is a client of the other pool.
resource "aws_apigatewayv2_authorizer" "mixed" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "mixed"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${module.pool["customers"].endpoint}"
    audience = [module.pool["staff"].client] #~ jwt-issuer-audience-from-different-pools
  }
}

# A pool's endpoint has no scheme, and nobody says for whom the tokens are.
resource "aws_apigatewayv2_authorizer" "staff" {
  api_id           = aws_apigatewayv2_api.shop.id
  name             = "staff"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration { #~ jwt-audience-empty
    issuer = aws_cognito_user_pool.guests.endpoint #~ jwt-issuer-malformed
  }
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.shop.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.this["orders"].invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders" {
  for_each           = toset(["GET /orders", "POST /orders", "GET /orders/{id}"])
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = each.value
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.customers.id
}

# It names an authorizer, and nothing asks for it.
resource "aws_apigatewayv2_route" "export" { #~ authorization-type-contradicts-authorizer
  api_id        = aws_apigatewayv2_api.shop.id
  route_key     = "GET /export"
  target        = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorizer_id = aws_apigatewayv2_authorizer.customers.id
}

# A second API with the first one's authorizer, and around it ---------------------------------------

resource "aws_apigatewayv2_api" "back_office" {
  name          = "back-office"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "back_office" {
  api_id      = aws_apigatewayv2_api.back_office.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_apigatewayv2_integration" "back_office" {
  api_id                 = aws_apigatewayv2_api.back_office.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "users" {
  api_id             = aws_apigatewayv2_api.back_office.id
  route_key          = "GET /users"
  target             = "integrations/${aws_apigatewayv2_integration.back_office.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.mixed.id #~ authorizer-of-another-api
}

resource "aws_apigatewayv2_route" "everything_else" {
  api_id             = aws_apigatewayv2_api.back_office.id
  route_key          = "$default"
  target             = "integrations/${aws_apigatewayv2_integration.back_office.id}"
  authorization_type = "NONE" #~ api-v2-route-open, backend-door-without-authorizer
}

resource "aws_apigatewayv2_route" "health" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.back_office.id
  route_key = "GET /health"
  target    = "integrations/${aws_apigatewayv2_integration.back_office.id}"
}

# Functions, an alias and their URLs ----------------------------------------------------------------

resource "aws_lambda_function" "this" {
  for_each      = toset(["orders", "check", "prices"])
  function_name = each.key
  filename      = "${each.key}.zip"
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  role          = local.role
  timeout       = 10
}

resource "aws_lambda_alias" "orders" {
  name             = "live"
  function_name    = aws_lambda_function.this["orders"].function_name
  function_version = "7"
}

resource "aws_lambda_function_url" "orders" {
  function_name      = aws_lambda_function.this["orders"].function_name
  authorization_type = "NONE" #~ function-url-open, backend-door-without-authorizer
}

# Nothing guards the prices, here or elsewhere.
resource "aws_lambda_function_url" "prices" {
  function_name      = aws_lambda_function.this["prices"].function_name
  authorization_type = "NONE" #~ function-url-open

  cors {
    allow_origins = ["*"]
  }
}

resource "aws_lambda_permission" "orders" {
  function_name = aws_lambda_function.this["orders"].function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.shop.execution_arn}/*/*"
}

resource "aws_lambda_permission" "orders_live" {
  function_name = aws_lambda_function.this["orders"].function_name
  qualifier     = aws_lambda_alias.orders.name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.back_office.execution_arn}/*/*"
}

# A REST API with a function for an authorizer ------------------------------------------------------

resource "aws_api_gateway_rest_api" "partners" {
  name = "partners"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

# No permission lets the API call it.
resource "aws_api_gateway_authorizer" "check" { #~ lambda-authorizer-without-permission
  rest_api_id    = aws_api_gateway_rest_api.partners.id
  name           = "check"
  type           = "TOKEN"
  authorizer_uri = aws_lambda_function.this["check"].invoke_arn
}

resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.partners.id
  resource_id   = aws_api_gateway_rest_api.partners.root_resource_id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS" #~ authorization-type-contradicts-authorizer
  authorizer_id = aws_api_gateway_authorizer.check.id
}

resource "aws_api_gateway_method" "import" { #~ authorizer-id-missing
  rest_api_id   = aws_api_gateway_rest_api.partners.id
  resource_id   = aws_api_gateway_rest_api.partners.root_resource_id
  http_method   = "POST"
  authorization = "CUSTOM"
}

# No key belongs to any usage plan.
resource "aws_api_gateway_method" "keys" {
  rest_api_id      = aws_api_gateway_rest_api.partners.id
  resource_id      = aws_api_gateway_rest_api.partners.root_resource_id
  http_method      = "PUT"
  authorization    = "NONE"
  api_key_required = true #~ api-key-required-without-usage-plan
}

resource "aws_api_gateway_integration" "partners" {
  for_each    = toset(["GET", "POST", "PUT"])
  rest_api_id = aws_api_gateway_rest_api.partners.id
  resource_id = aws_api_gateway_rest_api.partners.root_resource_id
  http_method = each.key
  type        = "MOCK"

  depends_on = [aws_api_gateway_method.root, aws_api_gateway_method.import, aws_api_gateway_method.keys]
}

resource "aws_api_gateway_deployment" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  triggers    = { version = "1" }
  depends_on  = [aws_api_gateway_integration.partners]
}

resource "aws_api_gateway_stage" "partners" { #~ rest-stage-without-waf
  rest_api_id   = aws_api_gateway_rest_api.partners.id
  deployment_id = aws_api_gateway_deployment.partners.id
  stage_name    = "v1"

  variables = {
    table       = "partners-v7"
    api_token   = "k3Jx9mPq2vL8tR5w" #~ stage-variable-secret
    secret_name = "partners/database-1"
  }
}

# A private API that lets every endpoint in ---------------------------------------------------------

data "aws_iam_policy_document" "inside" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["execute-api:/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_api_gateway_rest_api" "inside" {
  name = "inside"

  endpoint_configuration {
    types = ["PRIVATE"]
  }
}

resource "aws_api_gateway_rest_api_policy" "inside" {
  rest_api_id = aws_api_gateway_rest_api.inside.id
  policy      = data.aws_iam_policy_document.inside.json #~ rest-policy-open
}

# A WebSocket API -----------------------------------------------------------------------------------

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id      = aws_apigatewayv2_api.chat.id
  name        = "prod"
  auto_deploy = true
}

resource "aws_apigatewayv2_authorizer" "chat" {
  api_id          = aws_apigatewayv2_api.chat.id
  name            = "chat"
  authorizer_type = "JWT" #~ authorizer-type-impossible-on-api

  jwt_configuration {
    issuer   = "https://login.example.com"
    audience = ["chat"]
  }
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "MOCK"
}

resource "aws_apigatewayv2_route" "chat" {
  for_each           = { "$connect" = "NONE", send = "AWS_IAM" }
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
  authorization_type = each.value #~ websocket-connect-open, websocket-authorization-on-non-connect
}

# A pool and an identity pool for guests ------------------------------------------------------------

resource "aws_cognito_user_pool" "guests" { #~ cognito-mfa-off
  name           = "guests"
  user_pool_tier = "ESSENTIALS"

  password_policy {
    minimum_length = 6 #~ cognito-password-weak
  }
}

resource "aws_cognito_identity_pool" "guests" {
  identity_pool_name               = "guests"
  allow_unauthenticated_identities = true #~ cognito-guest-access
}
