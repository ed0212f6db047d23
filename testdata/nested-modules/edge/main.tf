# A distribution and a load balancer for each site.

variable "sites" {
  type = map(object({ host = string }))
}

variable "certificate_arn" {
  type = string
}

variable "web_acl_arn" {
  type    = string
  default = null
}

variable "origin_secret" {
  type = string
}

module "balancer" {
  source   = "./balancer"
  for_each = var.sites

  name            = each.key
  certificate_arn = var.certificate_arn
}

resource "aws_cloudfront_distribution" "site" {
  for_each = var.sites

  enabled    = true
  aliases    = [each.value.host]
  web_acl_id = var.web_acl_arn

  origin {
    origin_id   = "balancer"
    domain_name = module.balancer[each.key].dns_name

    custom_header {
      name  = "X-Origin-Secret"
      value = var.origin_secret
    }

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }

  default_cache_behavior {
    target_origin_id         = "balancer"
    viewer_protocol_policy   = "redirect-to-https"
    allowed_methods          = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods           = ["GET", "HEAD"]
    cache_policy_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" # CachingDisabled
    origin_request_policy_id = "216adef6-5c7f-47e4-b989-5492eafa07d3" # AllViewer
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = var.certificate_arn
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

output "load_balancer_arns" {
  value = { for site, balancer in module.balancer : site => balancer.arn }
}

output "listener_arns" {
  value = { for site, balancer in module.balancer : site => balancer.https_listener_arn }
}
