# Four functions behind four fronts, and what each needs of its front.

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

variable "role" {
  type    = string
  default = "arn:aws:iam::123456789012:role/functions"
}

# ---- orders: a rule of a load balancer

variable "vpc" {
  type    = string
  default = "vpc-0123456789abcdef0"
}

variable "subnets" {
  type    = list(string)
  default = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}

variable "certificate" {
  type    = string
  default = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
}

resource "aws_security_group" "alb" {
  name   = "alb"
  vpc_id = var.vpc
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.alb.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.alb.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_lb" "app" { #~ public-alb-without-waf
  name                       = "app"
  load_balancer_type         = "application"
  security_groups            = [aws_security_group.alb.id]
  subnets                    = var.subnets
  drop_invalid_header_fields = true

  access_logs {
    bucket  = "logs-of-example"
    enabled = true
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.app.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  certificate_arn   = var.certificate

  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "orders" { #~ unmet-jwt-on-alb
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }

  condition {
    path_pattern {
      values = ["/orders", "/orders/*"]
    }
  }
}

resource "aws_lb_target_group" "orders" {
  name        = "orders"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = aws_lambda_function.orders.arn
  depends_on       = [aws_lambda_permission.orders]
}

resource "aws_lambda_permission" "orders" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.orders.arn
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}

# ---- catalogue: an HTTP API

resource "aws_apigatewayv2_api" "catalogue" {
  name          = "catalogue"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "catalogue" {
  api_id                 = aws_apigatewayv2_api.catalogue.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.catalogue.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "catalogue" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.catalogue.id
  route_key = "GET /catalogue"
  target    = "integrations/${aws_apigatewayv2_integration.catalogue.id}"
}

resource "aws_apigatewayv2_stage" "catalogue" {
  api_id      = aws_apigatewayv2_api.catalogue.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_lambda_permission" "catalogue" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.catalogue.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.catalogue.execution_arn}/*/*"
}

resource "aws_lambda_function" "catalogue" {
  function_name = "catalogue"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}

# ---- partners: a REST API

resource "aws_api_gateway_rest_api" "partners" { #~ unmet-per-client-quota
  name = "partners"

  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id
  parent_id   = aws_api_gateway_rest_api.partners.root_resource_id
  path_part   = "partners"
}

resource "aws_api_gateway_method" "partners" {
  rest_api_id   = aws_api_gateway_rest_api.partners.id
  resource_id   = aws_api_gateway_resource.partners.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "partners" {
  rest_api_id             = aws_api_gateway_rest_api.partners.id
  resource_id             = aws_api_gateway_resource.partners.id
  http_method             = aws_api_gateway_method.partners.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.partners.invoke_arn
}

resource "aws_api_gateway_deployment" "partners" {
  rest_api_id = aws_api_gateway_rest_api.partners.id

  triggers = {
    redeployment = sha1(jsonencode([
      aws_api_gateway_resource.partners,
      aws_api_gateway_method.partners,
      aws_api_gateway_integration.partners,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "partners" { #~ rest-stage-without-waf
  rest_api_id          = aws_api_gateway_rest_api.partners.id
  deployment_id        = aws_api_gateway_deployment.partners.id
  stage_name           = "live"
  xray_tracing_enabled = true
}

resource "aws_lambda_permission" "partners" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.partners.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.partners.execution_arn}/*/*"
}

resource "aws_lambda_function" "partners" {
  function_name = "partners"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}

# ---- reports: a function URL

resource "aws_lambda_function_url" "reports" { #~ unmet-streaming
  function_name      = aws_lambda_function.reports.function_name
  authorization_type = "AWS_IAM" #~ unmet-http3, unmet-waf
}

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  role          = var.role
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "function.zip"

  tracing_config {
    mode = "Active"
  }
}
