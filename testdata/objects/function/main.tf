variable "name" {
  type = string
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "${var.name}.zip"
  role          = "arn:aws:iam::123456789012:role/service"
}

output "this" {
  value = aws_lambda_function.this
}
