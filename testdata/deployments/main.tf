# Three APIs with methods of one module: deployed after all of it, after its output, and too early.
locals {
  apis = {
    whole  = aws_api_gateway_rest_api.whole
    output = aws_api_gateway_rest_api.output
    early  = aws_api_gateway_rest_api.early
  }
  shown = module.output.integrations
}

resource "aws_api_gateway_rest_api" "whole" { name = "whole" }
resource "aws_api_gateway_rest_api" "output" { name = "output" }
resource "aws_api_gateway_rest_api" "early" { name = "early" }

module "whole" {
  source = "./modules/methods"
  api    = { id = aws_api_gateway_rest_api.whole.id, root = aws_api_gateway_rest_api.whole.root_resource_id }
  paths  = ["orders", "billing"]
}

module "output" {
  source = "./modules/methods"
  api    = { id = aws_api_gateway_rest_api.output.id, root = aws_api_gateway_rest_api.output.root_resource_id }
  paths  = ["orders"]
}

module "early" {
  source = "./modules/methods"
  api    = { id = aws_api_gateway_rest_api.early.id, root = aws_api_gateway_rest_api.early.root_resource_id }
  paths  = ["orders"]
}

resource "aws_api_gateway_deployment" "whole" { #~ rest-deployment-without-triggers
  rest_api_id = aws_api_gateway_rest_api.whole.id
  depends_on  = [module.whole]
}

resource "aws_api_gateway_deployment" "output" {
  rest_api_id = aws_api_gateway_rest_api.output.id
  triggers    = { redeployment = sha1(jsonencode(local.shown)) }
}

resource "aws_api_gateway_deployment" "early" { #~ rest-deployment-misses-integrations
  rest_api_id = aws_api_gateway_rest_api.early.id
  triggers    = { redeployment = filesha1("${path.module}/main.tf") }
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "prod" { #~ rest-stage-without-waf
  for_each      = { whole = aws_api_gateway_deployment.whole.id, output = aws_api_gateway_deployment.output.id }
  rest_api_id   = local.apis[each.key].id
  deployment_id = each.value
  stage_name    = "prod"
}

resource "aws_api_gateway_stage" "early" { #~ rest-stage-without-waf
  rest_api_id   = aws_api_gateway_rest_api.early.id
  deployment_id = aws_api_gateway_deployment.whole.id #~ rest-deployment-of-another-api
  stage_name    = "prod"
}
