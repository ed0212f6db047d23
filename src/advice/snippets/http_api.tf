resource "aws_apigatewayv2_api" "NAME" {
  name          = "NAME"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "NAME" {
  api_id                 = aws_apigatewayv2_api.NAME.id
  integration_type       = "AWS_PROXY"
  integration_uri        = FUNCTION.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "NAME" {
  api_id    = aws_apigatewayv2_api.NAME.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.NAME.id}"
}

resource "aws_apigatewayv2_stage" "NAME" {
  api_id      = aws_apigatewayv2_api.NAME.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_lambda_permission" "NAME_api" {
  statement_id  = "NAME-api"
  action        = "lambda:InvokeFunction"
  function_name = FUNCTION.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.NAME.execution_arn}/*/*"
}
