# REST APIs given as OpenAPI documents, with operations open and closed.

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

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

locals {
  role    = "arn:aws:iam::123456789012:role/functions"
  invoke  = "arn:aws:apigateway:${data.aws_region.current.region}:lambda:path/2015-03-31/functions"
  account = "arn:aws:lambda:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:function"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  role          = local.role
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  timeout       = 10
}

# The API gives up after 5 seconds.
resource "aws_lambda_function" "reports" {
  function_name = "reports"
  filename      = "reports.zip"
  role          = local.role
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  timeout       = 20 #~ function-timeout-over-api
}

# Every name in the document is known, so all of it is: before the apply as well.
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  body = jsonencode({ #~ rest-method-open
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/orders" = {
        get = {
          security                          = [{ pool = [] }]
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = "${local.invoke}/${local.account}:orders/invocations" }
        }
        # No security is none.
        post = {
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = "${local.invoke}/${local.account}:orders/invocations" }
        }
        options = {
          "x-amazon-apigateway-integration" = { type = "mock", requestTemplates = { "application/json" = "{\"statusCode\": 200}" } }
        }
      }
      "/reports/{id}" = {
        "x-amazon-apigateway-any-method" = {
          security                          = [{ key = [] }]
          "x-amazon-apigateway-integration" = { type = "AWS_PROXY", httpMethod = "POST", timeoutInMillis = 5000, uri = "${local.invoke}/${local.account}:reports/invocations" }
        }
      }
      "/health" = {
        get = { "x-amazon-apigateway-integration" = { type = "mock" } }
      }
    }
    components = {
      securitySchemes = {
        key = { type = "apiKey", name = "x-api-key", in = "header" }
        pool = {
          type                           = "apiKey"
          name                           = "Authorization"
          in                             = "header"
          "x-amazon-apigateway-authtype" = "cognito_user_pools"
          "x-amazon-apigateway-authorizer" = {
            type         = "cognito_user_pools"
            providerARNs = ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Example"]
          }
        }
      }
    }
  })
}

# The policy inside the document keeps all but one network out.
resource "aws_api_gateway_rest_api" "office" {
  name = "office"

  body = jsonencode({
    swagger = "2.0"
    info    = { title = "office", version = "1" }
    paths = {
      "/orders" = {
        get = { "x-amazon-apigateway-integration" = { type = "http_proxy", httpMethod = "GET", uri = "https://orders.example.com" } }
      }
    }
    "x-amazon-apigateway-policy" = {
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = { IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } }
      }]
    }
  })
}

# Nobody on the internet reaches a private API.
resource "aws_api_gateway_rest_api" "inside" {
  name = "inside"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0123456789abcdef0" } }
    }]
  })

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "inside", version = "1" }
    paths = {
      "/orders" = {
        get = { "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = "${local.invoke}/${local.account}:orders/invocations" } }
      }
    }
  })
}

# A resource says anew what an operation says, and the document comes first.
resource "aws_api_gateway_rest_api" "mixed" {
  name = "mixed"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "mixed", version = "1" }
    paths = {
      "/orders" = {
        get = { "x-amazon-apigateway-integration" = { type = "http_proxy", httpMethod = "GET", uri = "https://orders.example.com" } }
      }
    }
  })
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.mixed.id
  parent_id   = aws_api_gateway_rest_api.mixed.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.mixed.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "NONE" #~ rest-method-open
}

resource "aws_api_gateway_integration" "orders" {
  rest_api_id             = aws_api_gateway_rest_api.mixed.id
  resource_id             = aws_api_gateway_resource.orders.id
  http_method             = aws_api_gateway_method.orders.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://orders.example.com"
}

# The function's ARN is part of the document.
resource "aws_api_gateway_rest_api" "whole" {
  name = "whole"

  body = jsonencode({ #~ rest-method-open
    openapi = "3.0.1"
    info    = { title = "whole", version = "1" }
    paths = {
      "/orders" = {
        get = {
          security                          = [{ signed = [] }]
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.orders.invoke_arn }
        }
        put = {
          security                          = []
          "x-amazon-apigateway-integration" = { type = "aws_proxy", httpMethod = "POST", uri = aws_lambda_function.orders.invoke_arn }
        }
      }
    }
    components = {
      securitySchemes = {
        signed = { type = "apiKey", name = "Authorization", in = "header", "x-amazon-apigateway-authtype" = "awsSigv4" }
      }
    }
  })
}
