# HTTP APIs given as OpenAPI documents in YAML, and one made of its target.

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

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  role          = local.role
  handler       = "index.handler"
  runtime       = "nodejs24.x"
  timeout       = 60 #~ function-timeout-over-api
}

resource "aws_lambda_function" "verify" {
  function_name = "verify"
  filename      = "verify.zip"
  role          = local.role
  handler       = "index.handler"
  runtime       = "nodejs24.x"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  body = <<-YAML
    #~^ api-v2-route-open
    openapi: 3.0.1
    info: { title: shop, version: "1" }
    paths:
      /orders:
        get:
          security:
            - jwt: [orders/read]
          x-amazon-apigateway-integration: &orders
            type: AWS_PROXY
            httpMethod: POST
            payloadFormatVersion: "2.0"
            uri: arn:aws:lambda:us-east-1:123456789012:function:orders
        post:
          security:
            - custom: []
          x-amazon-apigateway-integration: *orders
        options:
          x-amazon-apigateway-integration: *orders
      /$default:
        x-amazon-apigateway-any-method:
          isDefaultRoute: true
          x-amazon-apigateway-integration:
            $ref: "#/components/x-amazon-apigateway-integrations/web"
    components:
      securitySchemes:
        jwt:
          type: oauth2
          x-amazon-apigateway-authorizer:
            type: jwt
            identitySource: $request.header.Authorization
            jwtConfiguration:
              issuer: https://idp.example.com/
              audience: [shop]
        custom:
          type: apiKey
          name: Authorization
          in: header
          x-amazon-apigateway-authorizer:
            type: request
            authorizerPayloadFormatVersion: "2.0"
            authorizerUri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:verify/invocations
      x-amazon-apigateway-integrations:
        web:
          type: HTTP_PROXY
          httpMethod: ANY
          payloadFormatVersion: "1.0"
          uri: https://www.example.com
  YAML
}

# One function, one route, one stage: made with the API.
resource "aws_apigatewayv2_api" "quick" {
  name          = "quick"
  protocol_type = "HTTP"
  route_key     = "GET /verify"
  target        = aws_lambda_function.verify.arn #~ api-v2-route-open
}
