# The guide's "ALB → Lambda" Terraform, completed so that it plans, with its mistakes and names
# as they are, and around it the guide's combined architecture: CloudFront with a web ACL in
# front of an HTTP API (orders, JWT) and of the load balancer (products on Lambda, ECS and EC2).

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

# The guide, as written ---------------------------------------------------------------------

resource "aws_lambda_function" "orders" {
  function_name = "orders-fn"
  handler       = "index.handler"
  runtime       = "nodejs20.x" #~ runtime-deprecated
  filename      = "orders.zip"
  role          = aws_iam_role.lambda_exec.arn
}

resource "aws_lb_target_group" "orders_tg" {
  name        = "tg-orders"
  target_type = "lambda"
}

# API Gateway may call the function (see below), the load balancer may not.
resource "aws_lb_target_group_attachment" "orders_attach" { #~ alb-invoke-permission-missing
  target_group_arn = aws_lb_target_group.orders_tg.arn
  target_id        = aws_lambda_function.orders.arn
}

# The distribution has a web ACL, but whoever asks the load balancer itself goes past it.
resource "aws_lb" "app" { #~ lb-access-logs-off
  name               = "app-alb"
  internal           = false
  load_balancer_type = "application"
  security_groups    = [aws_security_group.alb.id]
  subnets            = aws_subnet.public[*].id
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.app.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate.app.arn

  default_action { # the guide has none, but the schema asks for one
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

# Orders needs its tokens verified. The API does, this second way to it does not.
resource "aws_lb_listener_rule" "orders_rule" { #~ backend-door-without-authorizer, unmet-jwt-on-alb
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders_tg.arn
  }

  condition {
    path_pattern { values = ["/orders*"] }
  }
}

# Products: Lambda, ECS and EC2 behind the load balancer --------------------------------------

resource "aws_lambda_function" "products" {
  function_name = "products-fn"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "products.zip"
  role          = aws_iam_role.lambda_exec.arn
}

resource "aws_lb_target_group" "products" { #~ health-check-missing
  for_each = toset(["lambda", "ecs", "ec2"])

  name        = "tg-products-${each.key}"
  target_type = { lambda = "lambda", ecs = "ip", ec2 = "instance" }[each.key]
  port        = each.key == "lambda" ? null : 8080
  protocol    = each.key == "lambda" ? null : "HTTP"
  vpc_id      = each.key == "lambda" ? null : aws_vpc.main.id
}

resource "aws_lambda_permission" "products" {
  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.products.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.products["lambda"].arn
}

resource "aws_lb_target_group_attachment" "products_lambda" {
  target_group_arn = aws_lb_target_group.products["lambda"].arn
  target_id        = aws_lambda_function.products.arn
  depends_on       = [aws_lambda_permission.products]
}

resource "aws_lb_target_group_attachment" "products_ec2" {
  target_group_arn = aws_lb_target_group.products["ec2"].arn
  target_id        = aws_instance.products.id
}

resource "aws_lb_listener_rule" "products" {
  for_each = { "/products/search" = "ecs", "/products/images/*" = "ec2", "/products/*" = "lambda" }

  listener_arn = aws_lb_listener.https.arn
  priority     = { ecs = 20, ec2 = 30, lambda = 40 }[each.value]

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.products[each.value].arn
  }

  condition {
    path_pattern { values = [each.key] }
  }
}

resource "aws_instance" "products" {
  ami                    = "ami-0a1b2c3d4e5f60001"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.public[0].id
  vpc_security_group_ids = [aws_security_group.products.id]
}

resource "aws_ecs_cluster" "main" {
  name = "products"
}

resource "aws_ecs_task_definition" "products" {
  family                   = "products"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512

  container_definitions = jsonencode([{
    name         = "web"
    image        = "public.ecr.aws/nginx/nginx:1.29"
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_ecs_service" "products" {
  name            = "products"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.products.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  depends_on      = [aws_lb_listener_rule.products]

  load_balancer {
    target_group_arn = aws_lb_target_group.products["ecs"].arn
    container_name   = "web"
    container_port   = 8080
  }

  network_configuration {
    subnets         = aws_subnet.public[*].id
    security_groups = [aws_security_group.products.id]
  }
}

# Orders: an HTTP API that verifies tokens ---------------------------------------------------

resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  api_id           = aws_apigatewayv2_api.orders.id
  name             = "idp"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://idp.example.com/"
    audience = ["orders"]
  }
}

resource "aws_apigatewayv2_integration" "orders" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "ANY /orders/{proxy+}"
  target             = "integrations/${aws_apigatewayv2_integration.orders.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
}

# Added in a hurry: the authorizer of its neighbour does not cover it.
resource "aws_apigatewayv2_route" "orders_import" { #~ api-v2-route-open
  api_id    = aws_apigatewayv2_api.orders.id
  route_key = "POST /orders/import"
  target    = "integrations/${aws_apigatewayv2_integration.orders.id}"
}

# An HTTP API waits 30 seconds, whatever the function does afterwards.
resource "aws_lambda_function" "reports" {
  function_name = "reports-fn"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "reports.zip"
  timeout       = 60 #~ function-timeout-over-api
  role          = aws_iam_role.lambda_exec.arn
}

resource "aws_apigatewayv2_integration" "reports" {
  api_id                 = aws_apigatewayv2_api.orders.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.reports.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "reports" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "GET /orders/reports/{id}"
  target             = "integrations/${aws_apigatewayv2_integration.reports.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.jwt.id
}

resource "aws_lambda_permission" "api" {
  for_each = { orders = aws_lambda_function.orders.function_name, reports = aws_lambda_function.reports.function_name }

  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = each.value
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.orders.execution_arn}/*/*"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.orders.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}

# CloudFront and its web ACL in front of both --------------------------------------------------

resource "aws_wafv2_web_acl" "edge" { #~ web-acl-logging-off, web-acl-without-known-bad-inputs
  name  = "edge"
  scope = "CLOUDFRONT"

  default_action {
    allow {}
  }

  rule {
    name     = "common"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesCommonRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "common"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "edge"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudfront_distribution" "edge" {
  enabled    = true
  aliases    = ["shop.example.com"]
  web_acl_id = aws_wafv2_web_acl.edge.arn

  origin {
    origin_id   = "alb"
    domain_name = aws_lb.app.dns_name #~ waf-at-edge-origin-open

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  origin {
    origin_id   = "api"
    domain_name = replace(aws_apigatewayv2_api.orders.api_endpoint, "https://", "")

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id         = "alb"
    viewer_protocol_policy   = "redirect-to-https"
    allowed_methods          = ["GET", "HEAD", "OPTIONS"]
    cached_methods           = ["GET", "HEAD"]
    cache_policy_id          = "658327ea-f89d-4fab-a63d-7e88639e58f6" # CachingOptimized
    origin_request_policy_id = "216adef6-5c7f-47e4-b989-5492eafa07d3" # AllViewer
  }

  ordered_cache_behavior {
    path_pattern             = "/orders/*"
    target_origin_id         = "api"
    viewer_protocol_policy   = "https-only"
    allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods           = ["GET", "HEAD"]
    cache_policy_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" # CachingDisabled
    origin_request_policy_id = "b689b0a8-53d0-40ab-baf2-68738e2966ac" # AllViewerExceptHostHeader
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate.app.arn
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

# What all of it stands on -------------------------------------------------------------------

resource "aws_iam_role" "lambda_exec" {
  name = "lambda-exec"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_acm_certificate" "app" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "public" {
  count = 2

  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = ["us-east-1a", "us-east-1b"][count.index]
}

resource "aws_security_group" "alb" {
  name   = "alb"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    from_port   = 8080
    to_port     = 8080
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_security_group" "products" {
  name   = "products"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.alb.id]
  }
}
