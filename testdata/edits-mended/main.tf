# Mistakes that a change of one attribute mends. `edits-mended` is the same with each change that is
# suggested here, and nothing else. Where a value comes from elsewhere, or where other instances of the
# block are right, nothing is suggested.

provider "aws" {
  region = "us-east-1"
}

locals {
  vpc_id   = "vpc-0123456789abcdef0"
  role     = "arn:aws:iam::123456789012:role/functions"
  policies = { shop = "redirect-to-https", old = "allow-all" }
}

variable "policy" {
  default = "allow-all"
}

# One module, called twice: one line to change ----------------------------------------------------------

module "cdn" {
  for_each = toset(["shop", "docs"])
  source   = "./cdn"
  domain   = replace(aws_apigatewayv2_api.api[each.key].api_endpoint, "https://", "")
}

resource "aws_apigatewayv2_api" "api" {
  for_each      = toset(["shop", "docs"])
  name          = each.key
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "api" {
  for_each    = aws_apigatewayv2_api.api
  api_id      = each.value.id
  name        = "$default"
  auto_deploy = true
}

# By a variable, and by a key that is right elsewhere: nothing is suggested -------------------------------

resource "aws_cloudfront_distribution" "elsewhere" {
  for_each   = local.policies
  enabled    = true
  web_acl_id = aws_wafv2_web_acl.edge.arn

  origin {
    origin_id   = "files"
    domain_name = "files.s3.us-east-1.amazonaws.com"
  }

  default_cache_behavior {
    target_origin_id           = "files"
    viewer_protocol_policy     = each.value #~ cloudfront-viewer-http-allowed
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
  }

  ordered_cache_behavior {
    path_pattern               = "/old/*"
    target_origin_id           = "files"
    viewer_protocol_policy     = var.policy #~ cloudfront-viewer-http-allowed
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    cache_policy_id            = "658327ea-f89d-4fab-a63d-7e88639e58f6"
    response_headers_policy_id = "67f7725c-6f97-4210-82d7-5512b31e9d03"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = "arn:aws:acm:us-east-1:123456789012:certificate/files"
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}

# A web ACL whose metrics are off in one place -----------------------------------------------------------

resource "aws_wafv2_web_acl" "edge" {
  name  = "edge"
  scope = "CLOUDFRONT"

  default_action {
    allow {}
  }

  rule {
    name     = "known-bad-inputs"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
        vendor_name = "AWS"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "edge"
    sampled_requests_enabled   = true
  }
}

resource "aws_cloudwatch_log_group" "waf" {
  name = "aws-waf-logs-edge"
}

resource "aws_wafv2_web_acl_logging_configuration" "edge" {
  resource_arn            = aws_wafv2_web_acl.edge.arn
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]
}

# Functions behind a REST API ----------------------------------------------------------------------------

resource "aws_lambda_function" "rest" {
  for_each      = toset(["orders", "quotes"])
  function_name = each.key
  role          = local.role
  runtime       = "python3.13"
  handler       = "main.handler"
  filename      = "${each.key}.zip"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "shop" {
  for_each    = aws_lambda_function.rest
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_method" "shop" {
  for_each      = aws_api_gateway_resource.shop
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = each.value.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "shop" {
  for_each                = aws_api_gateway_resource.shop
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = each.value.id
  http_method             = aws_api_gateway_method.shop[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.rest[each.key].invoke_arn
}

resource "aws_lambda_permission" "rest" {
  for_each      = aws_lambda_function.rest
  action        = "lambda:InvokeFunction"
  function_name = each.value.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.shop.execution_arn}/*/GET/${each.key}"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { integrations = jsonencode(aws_api_gateway_integration.shop), methods = jsonencode(aws_api_gateway_method.shop) }
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "live"
}

resource "aws_wafv2_web_acl_association" "live" {
  resource_arn = aws_api_gateway_stage.live.arn
  web_acl_arn  = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/apis/0123"
}

# A load balancer before a function and before tasks -------------------------------------------------------

resource "aws_lb" "app" {
  name     = "app"
  internal = true
  subnets  = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.app.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  certificate_arn   = "arn:aws:acm:us-east-1:123456789012:certificate/app"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      host        = "www.example.com"
      port        = "443"
      status_code = "HTTP_302"
    }
  }
}

resource "aws_lb_listener_rule" "orders" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10

  condition {
    http_request_method {
      values = ["GET", "POST"]
    }
  }

  condition {
    path_pattern {
      values = ["/orders/*", "/baskets/*"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.orders.arn
  }
}

resource "aws_lb_listener_rule" "tasks" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 20

  condition {
    path_pattern {
      values = ["/tasks/*"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tasks.arn
  }
}

resource "aws_lb_target_group" "orders" {
  name        = "orders"
  target_type = "lambda"
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.orders.arn
  target_id        = aws_lambda_function.behind.arn

  depends_on = [aws_lambda_permission.behind]
}

resource "aws_lambda_function" "behind" {
  function_name = "behind"
  role          = local.role
  runtime       = "python3.13"
  handler       = "main.handler"
  filename      = "behind.zip"
}

resource "aws_lambda_permission" "behind" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.behind.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.orders.arn
}

resource "aws_lb_target_group" "tasks" {
  name        = "tasks"
  port        = 8080
  protocol    = "HTTP"
  vpc_id      = local.vpc_id
  target_type = "ip"

  health_check {
    path = "/health"
  }
}

resource "aws_ecs_service" "tasks" {
  name            = "tasks"
  cluster         = "main"
  task_definition = aws_ecs_task_definition.tasks.arn
  desired_count   = 2
  launch_type     = "FARGATE"

  load_balancer {
    target_group_arn = aws_lb_target_group.tasks.arn
    container_name   = "web"
    container_port   = 8080
  }

  network_configuration {
    subnets = ["subnet-0123456789abcdef0"]
  }

  depends_on = [aws_lb_listener_rule.tasks]
}

resource "aws_ecs_task_definition" "tasks" {
  family                   = "tasks"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{ name = "web", image = "web:1", portMappings = [{ containerPort = 8080 }] }])
}
