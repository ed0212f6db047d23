# The functions of one site, each in a target group.

variable "site" {
  type = string
}

variable "services" {
  type = map(object({
    runtime = string
    public  = bool
  }))
}

resource "aws_iam_role" "this" {
  name = "${var.site}-functions"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "this" {
  for_each = var.services

  function_name = "${var.site}-${each.key}"
  filename      = "${each.key}.zip"
  handler       = "main.handler"
  role          = aws_iam_role.this.arn

  # search of the shop and feeds of the partner: one finding, two functions
  runtime = each.value.runtime #~ runtime-deprecated
}

resource "aws_lb_target_group" "this" {
  for_each = var.services

  name        = "${var.site}-${each.key}"
  target_type = "lambda"
}

resource "aws_lambda_permission" "load_balancer" {
  for_each = { for name, service in var.services : name => service if service.public }

  statement_id  = "AllowLoadBalancer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.key].function_name
  principal     = "elasticloadbalancing.amazonaws.com"
  source_arn    = aws_lb_target_group.this[each.key].arn
}

# All functions are attached, but export of the partner has no permission: of the four
# instances only that one.
resource "aws_lb_target_group_attachment" "this" { #~ alb-invoke-permission-missing
  for_each = var.services

  target_group_arn = aws_lb_target_group.this[each.key].arn
  target_id        = aws_lambda_function.this[each.key].arn
  depends_on       = [aws_lambda_permission.load_balancer]
}

output "target_group_arns" {
  value = { for name, group in aws_lb_target_group.this : name => group.arn }
}
