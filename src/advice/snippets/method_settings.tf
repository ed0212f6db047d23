resource "aws_api_gateway_method_settings" "NAME" {
  rest_api_id = FRONT.id
  stage_name  = STAGE.stage_name
  method_path = "*/*"
  settings {
    throttling_rate_limit  = 100
    throttling_burst_limit = 200
  }
}
