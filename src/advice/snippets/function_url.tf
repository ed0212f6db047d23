resource "aws_lambda_function_url" "NAME" {
  function_name      = FUNCTION.function_name
  authorization_type = "AUTHORIZATION"
}
