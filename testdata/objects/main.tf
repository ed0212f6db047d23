# Functions, permissions and places in objects that carry several resources.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.20"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "ledger" {
  source = "./function"
  name   = "ledger"
}

module "stock" {
  source = "./function"
  name   = "stock"
}

locals {
  functions = {
    ledger = module.ledger
    stock  = module.stock
  }

  routes = {
    for name, function in local.functions : name => {
      function = function.this
      path     = name
    }
  }
}

# The whole set of functions goes in, each with what its route needs.
module "api" {
  source = "./api"
  routes = local.routes
}

# Who may call them: the source of each in a map.
resource "aws_lambda_permission" "api" {
  for_each = {
    ledger = { of = module.ledger.this, from = "${module.api.this.execution_arn}/*/*" }
    stock  = { of = module.stock.this, from = "${module.api.this.execution_arn}/*/POST/stock" }
  }

  action        = "lambda:InvokeFunction"
  function_name = each.value.of.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = each.value.from #~ permission-source-arn-wrong
}

# A module waits for what its objects are made of, and for what its `count` asks.
resource "aws_lambda_permission" "balancer" { #~ permission-without-source
  action        = "lambda:InvokeFunction"
  function_name = module.stock.this.function_name
  principal     = "elasticloadbalancing.amazonaws.com"
}

module "late" {
  source = "./alb"
  count  = aws_lambda_permission.balancer.action == "" ? 0 : 1
  of     = { function = module.stock.this }
}

module "early" {
  source = "./alb"
  of     = { function = module.stock.this }
}
