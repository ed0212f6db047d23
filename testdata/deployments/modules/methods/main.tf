variable "api" { type = object({ id = string, root = string }) }
variable "paths" { type = set(string) }

resource "aws_api_gateway_resource" "path" {
  for_each    = var.paths
  rest_api_id = var.api.id
  parent_id   = var.api.root
  path_part   = each.key
}

resource "aws_api_gateway_method" "get" {
  for_each      = var.paths
  rest_api_id   = var.api.id
  resource_id   = aws_api_gateway_resource.path[each.key].id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "get" {
  for_each    = var.paths
  rest_api_id = var.api.id
  resource_id = aws_api_gateway_resource.path[each.key].id
  http_method = aws_api_gateway_method.get[each.key].http_method
  type        = "MOCK"
}

output "integrations" { value = [for one in aws_api_gateway_integration.get : one.id] }
