resource "aws_api_gateway_usage_plan" "NAME" {
  name = "NAME"
  api_stages {
    api_id = FRONT.id
    stage  = STAGE.stage_name
  }
  quota_settings {
    limit  = 100000
    period = "MONTH"
  }
  throttle_settings {
    rate_limit  = 10
    burst_limit = 20
  }
}

resource "aws_api_gateway_api_key" "NAME" {
  name = "NAME"
}

resource "aws_api_gateway_usage_plan_key" "NAME" {
  key_id        = aws_api_gateway_api_key.NAME.id
  key_type      = "API_KEY"
  usage_plan_id = aws_api_gateway_usage_plan.NAME.id
}
