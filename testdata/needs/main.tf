# Services that need what their fronts do not offer, and some whose fronts do.

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

  functions = {
    orders     = 25
    reports    = 25
    hooks      = 25
    thumbnails = 120
  }
}

resource "aws_lambda_function" "service" {
  for_each = local.functions

  function_name = each.key
  filename      = "${each.key}.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  timeout       = each.value
}

# Orders: WebSockets, large and long requests, a web ACL, through an HTTP API ------------------------

module "orders" {
  source = "./api"

  name       = "orders"
  invoke_arn = aws_lambda_function.service["orders"].invoke_arn
}

resource "aws_lambda_permission" "orders" {
  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.service["orders"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${module.orders.execution_arn}/*/*"
}

# Reports: private, streamed, with tokens, through a Regional REST API -------------------------------

resource "aws_api_gateway_rest_api" "reports" { #~ unmet-per-client-quota, unmet-browser-login
  name = "reports"

  endpoint_configuration {
    types = ["REGIONAL"] #~ unmet-private
  }
}

resource "aws_api_gateway_resource" "reports" {
  rest_api_id = aws_api_gateway_rest_api.reports.id
  parent_id   = aws_api_gateway_rest_api.reports.root_resource_id
  path_part   = "reports"
}

resource "aws_api_gateway_method" "reports" {
  rest_api_id   = aws_api_gateway_rest_api.reports.id
  resource_id   = aws_api_gateway_resource.reports.id
  http_method   = "GET"
  authorization = "AWS_IAM" #~ unmet-jwt-on-rest-api
}

resource "aws_api_gateway_integration" "reports" { #~ unmet-streaming
  rest_api_id             = aws_api_gateway_rest_api.reports.id
  resource_id             = aws_api_gateway_resource.reports.id
  http_method             = aws_api_gateway_method.reports.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.service["reports"].invoke_arn
}

resource "aws_api_gateway_deployment" "reports" {
  rest_api_id = aws_api_gateway_rest_api.reports.id

  triggers = {
    redeployment = sha1(jsonencode([aws_api_gateway_method.reports, aws_api_gateway_integration.reports]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "reports" { #~ rest-stage-without-waf, unmet-response-cache
  rest_api_id   = aws_api_gateway_rest_api.reports.id
  deployment_id = aws_api_gateway_deployment.reports.id
  stage_name    = "v1"
}

resource "aws_lambda_permission" "reports" {
  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.service["reports"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.reports.execution_arn}/*/*"
}

# Hooks: tokens, a web ACL, streams, through a function URL ------------------------------------------

resource "aws_lambda_function_url" "hooks" {
  function_name      = aws_lambda_function.service["hooks"].function_name
  authorization_type = "NONE" #~ function-url-open, unmet-jwt, unmet-waf
  invoke_mode        = "BUFFERED" #~ unmet-streaming
}

# Thumbnails: WebSockets and large answers from a function behind a load balancer --------------------

resource "aws_lb" "web" { #~ unmet-static-ip, unmet-response-cache, unmet-http3
  name         = "web"
  subnets      = local.subnets
  idle_timeout = 60 #~ unmet-long-request

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "https" { #~ unmet-client-mtls
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" #~ unmet-tls13-only
  certificate_arn   = local.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.chat.arn
  }
}

resource "aws_lb_listener_rule" "thumbnails" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.thumbnails.arn
  }

  condition {
    path_pattern {
      values = ["/thumbnails", "/thumbnails/*"]
    }
  }
}

resource "aws_lb_target_group" "thumbnails" {
  name        = "thumbnails"
  target_type = "lambda" #~ websocket-to-lambda-behind-alb, unmet-large-payload
}

resource "aws_lambda_permission" "thumbnails" {
  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.service["thumbnails"].function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.thumbnails.arn
}

resource "aws_lb_target_group_attachment" "thumbnails" {
  target_group_arn = aws_lb_target_group.thumbnails.arn
  target_id        = aws_lambda_function.service["thumbnails"].arn
  depends_on       = [aws_lambda_permission.thumbnails]
}

# Chat: WebSockets to containers are fine ------------------------------------------------------------

resource "aws_wafv2_web_acl_association" "web" {
  resource_arn = aws_lb.web.arn
  web_acl_arn  = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/web/12345678-1234-1234-1234-123456789012"
}

resource "aws_lb_target_group" "chat" {
  name        = "chat"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = local.vpc_id

  health_check {
    path = "/healthy"
  }
}

resource "aws_ecs_service" "chat" {
  name            = "chat"
  cluster         = "main"
  task_definition = "chat:1"
  desired_count   = 2
  launch_type     = "FARGATE"

  network_configuration {
    subnets = local.subnets
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.chat.arn
    container_name   = "chat"
    container_port   = 8080
  }

  depends_on = [aws_lb_listener.https]
}

# Rates: gRPC in the private network, with client certificates ---------------------------------------

resource "aws_lb" "inner" {
  name     = "inner"
  internal = true
  subnets  = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "inner" {
  load_balancer_arn = aws_lb.inner.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" #~ unmet-fips-or-pq
  certificate_arn   = local.certificate

  mutual_authentication {
    mode            = "verify"
    trust_store_arn = aws_lb_trust_store.clients.arn
  }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.rates.arn
  }
}

resource "aws_lb_trust_store" "clients" {
  name                             = "clients"
  ca_certificates_bundle_s3_bucket = "example-trust"
  ca_certificates_bundle_s3_key    = "clients.pem"
}

resource "aws_lb_target_group" "rates" { #~ unmet-grpc-target-group
  name        = "rates"
  port        = 50051
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = local.vpc_id

  health_check {
    path = "/healthy"
  }
}

resource "aws_ecs_service" "rates" {
  name            = "rates"
  cluster         = "main"
  task_definition = "rates:1"
  desired_count   = 2
  launch_type     = "FARGATE"

  network_configuration {
    subnets = local.subnets
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.rates.arn
    container_name   = "rates"
    container_port   = 50051
  }

  depends_on = [aws_lb_listener.inner]
}

# Archive: a cache at the edge and HTTP/3, through a distribution that has neither -------------------

resource "aws_lambda_function" "archive" {
  function_name = "archive"
  filename      = "archive.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
}

resource "aws_lambda_permission" "archive" {
  statement_id  = "AllowApi"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.archive.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.archive.execution_arn}/*/*"
}

resource "aws_api_gateway_rest_api" "archive" { #~ edge-optimized-rest-behind-cloudfront
  name = "archive"
}

resource "aws_api_gateway_resource" "archive" {
  rest_api_id = aws_api_gateway_rest_api.archive.id
  parent_id   = aws_api_gateway_rest_api.archive.root_resource_id
  path_part   = "archive"
}

resource "aws_api_gateway_method" "archive" {
  rest_api_id   = aws_api_gateway_rest_api.archive.id
  resource_id   = aws_api_gateway_resource.archive.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "archive" {
  rest_api_id             = aws_api_gateway_rest_api.archive.id
  resource_id             = aws_api_gateway_resource.archive.id
  http_method             = aws_api_gateway_method.archive.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.archive.invoke_arn
}

resource "aws_api_gateway_deployment" "archive" {
  rest_api_id = aws_api_gateway_rest_api.archive.id

  triggers = {
    redeployment = sha1(jsonencode([aws_api_gateway_method.archive, aws_api_gateway_integration.archive]))
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "archive" { #~ rest-stage-without-waf
  rest_api_id   = aws_api_gateway_rest_api.archive.id
  deployment_id = aws_api_gateway_deployment.archive.id
  stage_name    = "v1"
}

resource "aws_cloudfront_distribution" "archive" {
  enabled      = true
  http_version = "http2" #~ unmet-http3
  web_acl_id   = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/12345678-1234-1234-1234-123456789012"

  origin {
    origin_id   = "archive"
    domain_name = replace(aws_api_gateway_stage.archive.invoke_url, "/^https?://([^/]*).*/", "$1")
    origin_path = "/v1"

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id       = "archive"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" #~ unmet-response-cache
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  aliases = ["archive.example.com"]

  viewer_certificate {
    acm_certificate_arn      = local.certificate
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}

# Mail: paths behind a network load balancer, whose Elastic IPs are as needed ------------------------

resource "aws_eip" "mail" {
  domain = "vpc"
}

resource "aws_lb" "mail" {
  name               = "mail"
  load_balancer_type = "network" #~ nlb-for-http-needs-alb-features

  subnet_mapping {
    subnet_id     = local.subnets[0]
    allocation_id = aws_eip.mail.id
  }
}

resource "aws_lb_listener" "mail" {
  load_balancer_arn = aws_lb.mail.arn
  port              = 443
  protocol          = "TCP"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.mail.arn
  }
}

resource "aws_lb_target_group" "mail" {
  name     = "mail"
  port     = 443
  protocol = "TCP"
  vpc_id   = local.vpc_id

  health_check {
    port = "traffic-port"
  }
}

resource "aws_lb_target_group_attachment" "mail" {
  target_group_arn = aws_lb_target_group.mail.arn
  target_id        = aws_instance.mail.id
}

resource "aws_instance" "mail" {
  ami           = "ami-0a1b2c3d4e5f60001"
  instance_type = "t3.small"
  subnet_id     = local.subnets[0]
}
