# A load balancer may call a function only if the function's policy says so; without that the
# target cannot even be registered.

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
}

variable "reports_public" {
  type    = bool
  default = false
}

resource "aws_lb_target_group" "function" {
  for_each = toset(["orders", "invoices", "search", "quotes", "billing", "reports", "catalog", "elsewhere"])

  name        = each.value
  target_type = "lambda"
}

# Right: this function, this target group ------------------------------------------------------------

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
}

resource "aws_lambda_permission" "orders" {
  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.function["orders"].arn
}

resource "aws_lb_target_group_attachment" "orders" {
  target_group_arn = aws_lb_target_group.function["orders"].arn
  target_id        = aws_lambda_function.orders.arn
  depends_on       = [aws_lambda_permission.orders]
}

# Missing: nothing lets the load balancer in -----------------------------------------------------------

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  filename      = "invoices.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
}

resource "aws_lb_target_group_attachment" "invoices" { #~ alb-invoke-permission-missing
  target_group_arn = aws_lb_target_group.function["invoices"].arn
  target_id        = aws_lambda_function.invoices.arn
}

# Right: the alias is what is called, and the permission is for the alias -------------------------------

resource "aws_lambda_function" "search" {
  function_name = "search"
  filename      = "search.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  publish       = true
}

resource "aws_lambda_alias" "search" {
  name             = "live"
  function_name    = aws_lambda_function.search.function_name
  function_version = aws_lambda_function.search.version
}

resource "aws_lambda_permission" "search" {
  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.search.function_name
  qualifier     = aws_lambda_alias.search.name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.function["search"].arn
}

resource "aws_lb_target_group_attachment" "search" {
  target_group_arn = aws_lb_target_group.function["search"].arn
  target_id        = aws_lambda_alias.search.arn
  depends_on       = [aws_lambda_permission.search]
}

# Not missing, though of no use: it is for the function, and the alias is called. That is another
# finding (permission-qualifier-mismatch), which takes the place of this one.

resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  filename      = "quotes.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
  publish       = true
}

resource "aws_lambda_alias" "quotes" {
  name             = "live"
  function_name    = aws_lambda_function.quotes.function_name
  function_version = aws_lambda_function.quotes.version
}

resource "aws_lambda_permission" "quotes" { #~ permission-qualifier-mismatch
  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.quotes.arn
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.function["quotes"].arn
}

resource "aws_lb_target_group_attachment" "quotes" {
  target_group_arn = aws_lb_target_group.function["quotes"].arn
  target_id        = aws_lambda_alias.quotes.arn
  depends_on       = [aws_lambda_permission.quotes]
}

# Right: the permission has the function by its name, in plain text -------------------------------------

resource "aws_lambda_function" "billing" {
  function_name = "billing"
  filename      = "billing.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
}

resource "aws_lambda_permission" "billing" {
  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = "billing"
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.function["billing"].arn
}

resource "aws_lb_target_group_attachment" "billing" {
  target_group_arn = aws_lb_target_group.function["billing"].arn
  target_id        = aws_lambda_function.billing.arn
  depends_on       = [aws_lambda_permission.billing]
}

# Missing, and provably so: the permission is written, but there are none of it -------------------------

resource "aws_lambda_function" "reports" {
  function_name = "reports"
  filename      = "reports.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
}

resource "aws_lambda_permission" "reports" {
  count = var.reports_public ? 1 : 0

  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.reports.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.function["reports"].arn
}

resource "aws_lb_target_group_attachment" "reports" { #~ alb-invoke-permission-missing
  target_group_arn = aws_lb_target_group.function["reports"].arn
  target_id        = aws_lambda_function.reports.arn
  depends_on       = [aws_lambda_permission.reports]
}

# Right: the whole policy of the function in one document ------------------------------------------------

resource "aws_lambda_function" "catalog" {
  function_name = "catalog"
  filename      = "catalog.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = local.role
}

resource "aws_lambda_resource_policy" "catalog" {
  resource_arn = aws_lambda_function.catalog.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "elasticloadbalancing.amazonaws.com" }
      Action    = "lambda:InvokeFunction"
      Resource  = aws_lambda_function.catalog.arn
      Condition = { ArnLike = { "aws:SourceArn" = aws_lb_target_group.function["catalog"].arn } }
    }]
  })
}

resource "aws_lb_target_group_attachment" "catalog" {
  target_group_arn = aws_lb_target_group.function["catalog"].arn
  target_id        = aws_lambda_function.catalog.arn
  depends_on       = [aws_lambda_resource_policy.catalog]
}

# Not for this plan to say: the function is someone else's, and so is its policy --------------------------

resource "aws_lb_target_group_attachment" "elsewhere" {
  target_group_arn = aws_lb_target_group.function["elsewhere"].arn
  target_id        = "arn:aws:lambda:us-east-1:123456789012:function:elsewhere"
}

# The load balancer that all of them stand behind -------------------------------------------------------

resource "aws_lb" "web" {
  name     = "web"
  internal = true
  subnets  = local.subnets

  access_logs {
    bucket  = "example-logs"
    enabled = true
  }
}

resource "aws_lb_listener" "web" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = local.certificate

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "function" {
  for_each = { for i, name in sort(keys(aws_lb_target_group.function)) : name => 10 * (i + 1) }

  listener_arn = aws_lb_listener.web.arn
  priority     = each.value

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.function[each.key].arn
  }

  condition {
    path_pattern { values = ["/${each.key}", "/${each.key}/*"] }
  }
}
