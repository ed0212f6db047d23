variable "routes" {
  type = map(object({ function = any, path = string }))
}

resource "aws_api_gateway_rest_api" "this" { #~ rest-without-deployment-or-stage
  name = "warehouse"
}

resource "aws_api_gateway_resource" "each" {
  for_each    = var.routes
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.value.path
}

resource "aws_api_gateway_method" "get" {
  for_each      = var.routes
  rest_api_id   = aws_api_gateway_rest_api.this.id
  resource_id   = aws_api_gateway_resource.each[each.key].id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "get" {
  for_each                = var.routes
  rest_api_id             = aws_api_gateway_rest_api.this.id
  resource_id             = aws_api_gateway_resource.each[each.key].id
  http_method             = aws_api_gateway_method.get[each.key].http_method
  type                    = "AWS_PROXY"
  integration_http_method = "GET" #~ integration-method-not-post
  uri                     = each.value.function.invoke_arn
}

output "this" {
  value = aws_api_gateway_rest_api.this
}
