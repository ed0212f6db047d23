# Ways that need more than one load balancer or API: weighted groups, an NLB before an ALB, a service
# that is deployed blue and green, VPC links of both kinds, a WebSocket API.
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

variable "vpc_id" {
  default = "vpc-0a1b2c3d4e5f60001"
}

variable "subnet_ids" {
  default = ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"]
}

locals {
  role = "arn:aws:iam::123456789012:role/orders"
}

resource "aws_acm_certificate" "shop" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_security_group" "shop" {
  vpc_id = var.vpc_id
}

# Weighted: a tenth of the requests try the new version.
resource "aws_lb" "shop" {
  name            = "shop"
  internal        = true
  subnets         = var.subnet_ids
  security_groups = [aws_security_group.shop.id]
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = aws_acm_certificate.shop.arn

  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_target_group" "orders" {
  for_each    = toset(["blue", "green"])
  name        = "orders-${each.key}"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id
  health_check { path = "/health" }
}

resource "aws_lb_listener_rule" "orders" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  action {
    type = "forward"
    forward {
      dynamic "target_group" {
        for_each = { blue = 90, green = 10 }
        content {
          arn    = aws_lb_target_group.orders[target_group.key].arn
          weight = target_group.value
        }
      }
    }
  }

  condition {
    path_pattern { values = ["/orders", "/orders/*"] }
  }
}

# Deployed blue and green.
resource "aws_ecs_task_definition" "orders" {
  family                   = "orders"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = local.role
  container_definitions = jsonencode([{
    name         = "orders"
    image        = "orders:1"
    portMappings = [{ containerPort = 8080 }]
  }])
}

resource "aws_security_group" "orders" {
  vpc_id = var.vpc_id
  ingress {
    from_port       = 8080
    to_port         = 8080
    protocol        = "tcp"
    security_groups = [aws_security_group.shop.id]
  }
}

resource "aws_ecs_service" "orders" {
  name                              = "orders"
  cluster                           = "shop"
  launch_type                       = "FARGATE"
  desired_count                     = 2
  task_definition                   = aws_ecs_task_definition.orders.arn
  health_check_grace_period_seconds = 30

  deployment_configuration { strategy = "BLUE_GREEN" }

  load_balancer {
    target_group_arn = aws_lb_target_group.orders["blue"].arn
    container_name   = "orders"
    container_port   = 8080
    advanced_configuration {
      alternate_target_group_arn = aws_lb_target_group.orders["green"].arn
      production_listener_rule   = aws_lb_listener_rule.orders.arn
      role_arn                   = local.role
    }
  }

  network_configuration {
    subnets         = var.subnet_ids
    security_groups = [aws_security_group.orders.id]
  }

  depends_on = [aws_lb_listener_rule.orders]
}

# Fixed addresses before the application load balancer.
resource "aws_eip" "front" {
  count  = 2
  domain = "vpc"
}

resource "aws_lb" "front" {
  name               = "front"
  load_balancer_type = "network"
  dynamic "subnet_mapping" {
    for_each = var.subnet_ids
    content {
      subnet_id     = subnet_mapping.value
      allocation_id = aws_eip.front[subnet_mapping.key].allocation_id
    }
  }
}

resource "aws_lb_target_group" "shop" {
  name        = "shop"
  target_type = "alb"
  port        = 443
  protocol    = "TCP"
  vpc_id      = var.vpc_id
  health_check {
    protocol = "HTTPS"
    path     = "/health"
    matcher  = "200-404"
  }
}

resource "aws_lb_target_group_attachment" "shop" {
  target_group_arn = aws_lb_target_group.shop.arn
  target_id        = aws_lb.shop.arn
  port             = 443
  depends_on       = [aws_lb_listener.https]
}

resource "aws_lb_listener" "front" { #~ backend-door-without-authorizer
  load_balancer_arn = aws_lb.front.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop.arn
  }
}

# A REST API reaches an internal NLB by a link, and what stands behind it by address.
resource "aws_lb" "stock" {
  name               = "stock"
  internal           = true
  load_balancer_type = "network"
  subnets            = var.subnet_ids
}

resource "aws_lb_target_group" "stock" {
  name        = "stock"
  target_type = "ip"
  port        = 8443
  protocol    = "TCP"
  vpc_id      = var.vpc_id
  health_check { protocol = "TCP" }
}

resource "aws_lb_target_group_attachment" "stock" {
  target_group_arn = aws_lb_target_group.stock.arn
  target_id        = "10.20.0.15"
}

resource "aws_lb_listener" "stock" {
  load_balancer_arn = aws_lb.stock.arn
  port              = 8443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.stock.arn
  }
}

resource "aws_api_gateway_vpc_link" "stock" {
  name        = "stock"
  target_arns = [aws_lb.stock.arn]
}

resource "aws_api_gateway_rest_api" "stock" {
  name = "stock"
  endpoint_configuration { types = ["REGIONAL"] }
}

resource "aws_api_gateway_resource" "stock" {
  rest_api_id = aws_api_gateway_rest_api.stock.id
  parent_id   = aws_api_gateway_rest_api.stock.root_resource_id
  path_part   = "{proxy+}"
}

resource "aws_api_gateway_method" "stock" {
  rest_api_id        = aws_api_gateway_rest_api.stock.id
  resource_id        = aws_api_gateway_resource.stock.id
  http_method        = "ANY"
  authorization      = "AWS_IAM"
  request_parameters = { "method.request.path.proxy" = true }
}

resource "aws_api_gateway_integration" "stock" {
  rest_api_id             = aws_api_gateway_rest_api.stock.id
  resource_id             = aws_api_gateway_resource.stock.id
  http_method             = aws_api_gateway_method.stock.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "ANY"
  uri                     = "https://${aws_lb.stock.dns_name}:8443/{proxy}"
  connection_type         = "VPC_LINK"
  connection_id           = aws_api_gateway_vpc_link.stock.id
  request_parameters      = { "integration.request.path.proxy" = "method.request.path.proxy" }
}

# An HTTP API reaches the listener of the load balancer itself.
resource "aws_apigatewayv2_vpc_link" "shop" {
  name               = "shop"
  subnet_ids         = var.subnet_ids
  security_group_ids = [aws_security_group.shop.id]
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "shop" {
  api_id             = aws_apigatewayv2_api.shop.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = aws_lb_listener.https.arn
  connection_type    = "VPC_LINK"
  connection_id      = aws_apigatewayv2_vpc_link.shop.id
  tls_config { server_name_to_verify = "shop.example.com" }
}

resource "aws_apigatewayv2_route" "shop" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "$default"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.shop.id}"
}

# News by WebSocket.
resource "aws_lambda_function" "news" {
  function_name = "news"
  filename      = "news.zip"
  role          = local.role
  handler       = "index.handler"
  runtime       = "nodejs24.x"
}

resource "aws_apigatewayv2_api" "news" {
  name                       = "news"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "news" {
  api_id           = aws_apigatewayv2_api.news.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.news.invoke_arn
}

resource "aws_apigatewayv2_route" "news" {
  for_each           = { "$connect" = "AWS_IAM", "$disconnect" = "NONE", "$default" = "NONE" }
  api_id             = aws_apigatewayv2_api.news.id
  route_key          = each.key
  authorization_type = each.value
  target             = "integrations/${aws_apigatewayv2_integration.news.id}"
}

resource "aws_lambda_permission" "news" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.news.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.news.execution_arn}/*/*"
}
