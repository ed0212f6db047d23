resource "aws_api_gateway_rest_api" "NAME" {
  name = "NAME"
  endpoint_configuration {
    types = ["REGIONAL"]
  }
}

resource "aws_api_gateway_resource" "NAME" {
  rest_api_id = aws_api_gateway_rest_api.NAME.id
  parent_id   = aws_api_gateway_rest_api.NAME.root_resource_id
  path_part   = "{proxy+}"
}

resource "aws_api_gateway_method" "NAME" {
  rest_api_id   = aws_api_gateway_rest_api.NAME.id
  resource_id   = aws_api_gateway_resource.NAME.id
  http_method   = "ANY"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "NAME" {
  rest_api_id             = aws_api_gateway_rest_api.NAME.id
  resource_id             = aws_api_gateway_resource.NAME.id
  http_method             = aws_api_gateway_method.NAME.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = FUNCTION.invoke_arn
}

resource "aws_api_gateway_deployment" "NAME" {
  rest_api_id = aws_api_gateway_rest_api.NAME.id
  triggers = {
    redeployment = sha1(jsonencode([
      aws_api_gateway_resource.NAME,
      aws_api_gateway_method.NAME,
      aws_api_gateway_integration.NAME,
    ]))
  }
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "NAME" {
  rest_api_id   = aws_api_gateway_rest_api.NAME.id
  deployment_id = aws_api_gateway_deployment.NAME.id
  stage_name    = "live"
}

resource "aws_lambda_permission" "NAME_api" {
  statement_id  = "NAME-api"
  action        = "lambda:InvokeFunction"
  function_name = FUNCTION.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.NAME.execution_arn}/*/*"
}
