# What a reference leads to depends on conditions, indexes and lists whose values the plan knows: a
# rule belongs to the HTTPS listener or the HTTP one, a service to a group of one of two load balancers.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" { region = "us-east-1" }
variable "services" {
  type = map(object({ port = number, priority = number, paths = list(string), public = bool }))
  default = {
    orders = { port = 8080, priority = 10, paths = ["/orders/*"], public = true }
    users  = { port = 8081, priority = 20, paths = ["/users/*", "/me"], public = true }
    admin  = { port = 8082, priority = 30, paths = ["/admin/*"], public = false }
  }
}
locals {
  names  = keys(var.services)
  public = { for k, v in var.services : k => v if v.public }
  lbs    = { ext = module.alb["ext"].arn, int = module.alb["int"].arn }
}
module "alb" {
  source          = "./alb"
  for_each        = { ext = false, int = true }
  name            = each.key
  internal        = each.value
  vpc_id          = aws_vpc.main.id
  subnet_ids      = values(aws_subnet.s)[*].id
  certificate_arn = each.value ? null : aws_acm_certificate_validation.c.certificate_arn
  groups          = { for k, v in var.services : k => v if v.public != each.value }
}
module "svc" {
  source           = "./svc"
  for_each         = var.services
  name             = each.key
  port             = each.value.port
  target_group_arn = each.value.public ? module.alb["ext"].target_groups[each.key] : module.alb["int"].target_groups[each.key]
  security_groups  = [aws_security_group.svc[each.key].id]
  subnets          = [for s in aws_subnet.s : s.id]
}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "s" {
  for_each   = toset(["a", "b"])
  vpc_id     = aws_vpc.main.id
  cidr_block = each.key == "a" ? "10.0.1.0/24" : "10.0.2.0/24"
}
resource "aws_security_group" "svc" {
  for_each = var.services
  vpc_id   = aws_vpc.main.id
  dynamic "ingress" {
    for_each = [each.value.port]
    content {
      from_port       = ingress.value
      to_port         = ingress.value
      protocol        = "tcp"
      security_groups = [each.value.public ? module.alb["ext"].security_group_id : module.alb["int"].security_group_id]
    }
  }
}
resource "aws_acm_certificate" "c" {
  domain_name       = "x.example.com"
  validation_method = "DNS"
}
resource "aws_acm_certificate_validation" "c" { certificate_arn = aws_acm_certificate.c.arn }
module "waf" {
  source       = "./waf"
  associations = [for k, a in local.lbs : a if k == "ext"]
}
resource "aws_route53_record" "r" {
  for_each = { for k, m in module.alb : k => m }
  zone_id  = "Z1"
  name     = "${each.key}.example.com"
  type     = "A"
  alias {
    name                   = each.value.dns_name
    zone_id                = each.value.zone_id
    evaluate_target_health = true
  }
}
