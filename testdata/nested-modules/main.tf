# Nothing here stands beside what it belongs to: load balancers two modules down, their rules,
# target groups and web ACL each in another module, all of it for two sites with for_each.
# Covered, though only the chain of inputs and outputs says so: both load balancers by the
# association in ./firewall, both distributions by a web ACL that arrives as a variable, both
# origins by a secret header that ./rules asks for.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.7"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "sites" {
  type = map(object({
    host = string
    services = map(object({
      path     = string
      priority = number
      runtime  = optional(string, "python3.13")
      public   = optional(bool, true)
    }))
  }))

  default = {
    shop = {
      host = "shop.example.com"
      services = {
        orders = { path = "/orders/*", priority = 10 }
        search = { path = "/search/*", priority = 20, runtime = "python3.9" }
      }
    }
    # Its priorities are those of the shop, on a listener of its own.
    partner = {
      host = "partner.example.com"
      services = {
        feeds  = { path = "/feeds/*", priority = 10, runtime = "python3.9" }
        export = { path = "/export/*", priority = 20, public = false }
      }
    }
  }
}

resource "random_password" "origin" {
  length  = 32
  special = false
}

resource "aws_acm_certificate" "sites" {
  domain_name               = "example.com"
  subject_alternative_names = [for site in var.sites : site.host]
  validation_method         = "DNS"
}

module "edge" {
  source = "./edge"

  sites           = var.sites
  certificate_arn = aws_acm_certificate.sites.arn
  web_acl_arn     = module.firewall.edge_web_acl_arn
  origin_secret   = random_password.origin.result
}

module "firewall" {
  source = "./firewall"

  load_balancer_arns = module.edge.load_balancer_arns
}

module "targets" {
  source   = "./targets"
  for_each = var.sites

  site     = each.key
  services = each.value.services
}

module "rules" {
  source   = "./rules"
  for_each = var.sites

  listener_arn      = module.edge.listener_arns[each.key]
  services          = each.value.services
  target_group_arns = module.targets[each.key].target_group_arns
  origin_secret     = random_password.origin.result
}
