resource "aws_cloudfront_origin_access_control" "NAME" {
  name                              = "NAME"
  origin_access_control_origin_type = "lambda"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_lambda_permission" "NAME_url" {
  statement_id  = "NAME_url"
  action        = "lambda:InvokeFunctionUrl"
  function_name = FUNCTION.function_name
  principal     = "cloudfront.amazonaws.com"
  source_arn    = aws_cloudfront_distribution.NAME.arn
}

resource "aws_lambda_permission" "NAME_function" {
  statement_id  = "NAME_function"
  action        = "lambda:InvokeFunction"
  function_name = FUNCTION.function_name
  principal     = "cloudfront.amazonaws.com"
  source_arn    = aws_cloudfront_distribution.NAME.arn

  invoked_via_function_url = true
}
