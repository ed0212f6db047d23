variable "name" {}

variable "source_arn" {}

variable "principal" {
  default = "apigateway.amazonaws.com"
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  filename      = "${var.name}.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
  role          = "arn:aws:iam::123456789012:role/functions"
}

resource "aws_lambda_permission" "this" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = var.principal
  source_arn    = var.source_arn #~ permission-source-arn-wrong
}

output "arn" {
  value      = aws_lambda_function.this.arn
  depends_on = [aws_lambda_permission.this]
}

output "invoke_arn" {
  value = aws_lambda_function.this.invoke_arn
}
