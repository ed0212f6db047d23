# Logins and token checks of load balancers, and requests that get around them.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "certificate" {
  default = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-123456789012"
}

locals {
  vpc     = "vpc-0123456789abcdef0"
  subnets = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  policy  = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  office  = ["203.0.113.0/24"]
}

# Two load balancers, made alike; one lets nothing out ----------------------------------------------

module "balancer" {
  source   = "./balancer"
  for_each = { app = ["0.0.0.0/0"], api = ["10.0.0.0/8"] }
  name     = each.key
  outside  = each.value
  vpc      = local.vpc
  subnets  = local.subnets
}

resource "aws_lb_target_group" "this" {
  for_each    = toset(["app", "api", "site"])
  name        = each.key
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = local.vpc

  health_check {
    path = "/health"
  }
}

# The pool and its client ---------------------------------------------------------------------------

resource "aws_cognito_user_pool" "staff" {
  name              = "staff"
  mfa_configuration = "ON"
  user_pool_tier    = "ESSENTIALS"

  software_token_mfa_configuration {
    enabled = true
  }
}

# No secret, and a callback for another host.
resource "aws_cognito_user_pool_client" "app" {
  name                                 = "app"
  user_pool_id                         = aws_cognito_user_pool.staff.id
  generate_secret                      = false #~ alb-cognito-client-unfit
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = ["openid"]
  callback_urls                        = ["https://old.example.com/oauth2/idpresponse"] #~ alb-cognito-callback-missing
  supported_identity_providers         = ["COGNITO"]
}

# The application: a login for one host and for some paths ------------------------------------------

resource "aws_lb_listener" "app" {
  load_balancer_arn = module.balancer["app"].arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = local.policy
  certificate_arn   = var.certificate

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["app"].arn
  }
}

# Styles are taken before anybody is asked, those of guarded paths too.
resource "aws_lb_listener_rule" "styles" { #~ alb-login-bypass-by-sibling-rule
  listener_arn = aws_lb_listener.app.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["app"].arn
  }

  condition {
    path_pattern {
      values = ["*.css"]
    }
  }
}

# `/reports` is open, and the pool has no such domain.
resource "aws_lb_listener_rule" "reports" {
  listener_arn = aws_lb_listener.app.arn
  priority     = 20

  action {
    type = "authenticate-cognito"

    authenticate_cognito {
      user_pool_arn       = aws_cognito_user_pool.staff.arn
      user_pool_client_id = aws_cognito_user_pool_client.app.id
      user_pool_domain    = "staff-login" #~ alb-cognito-domain-missing
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["app"].arn
  }

  condition {
    path_pattern {
      values = ["/reports/*"] #~ alb-login-bypass-bare-path
    }
  }

  condition {
    host_header {
      values = ["app.example.com", "App.example.org"] #~ alb-login-bypass-host
    }
  }
}

# Others come to the same paths by the default action.
resource "aws_lb_listener_rule" "admin" {
  listener_arn = aws_lb_listener.app.arn
  priority     = 30

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["app"].arn
  }

  condition {
    path_pattern {
      values = ["/admin", "/admin/*"]
    }
  }

  condition {
    source_ip {
      values = local.office #~ source-ip-gate-bypassed
    }
  }
}

# A health check, open on purpose, and the old site, for which the guard is another.
resource "aws_lb_listener_rule" "open" {
  for_each     = { health = ["/reports/health", 15], old = ["/old/*", 40] }
  listener_arn = aws_lb_listener.app.arn
  priority     = each.value[1]

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key == "health" ? "app" : "site"].arn
  }

  condition {
    path_pattern {
      values = [each.value[0]]
    }
  }
}

# The API: tokens, without a look at the audience ---------------------------------------------------

resource "aws_lb_listener" "api" {
  load_balancer_arn = module.balancer["api"].arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = local.policy
  certificate_arn   = var.certificate

  default_action {
    type = "jwt-validation"

    jwt_validation { #~ alb-jwt-audience-unchecked
      issuer        = "https://login.example.com"
      jwks_endpoint = "https://login.example.com/keys"
    }
  }

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["api"].arn
  }
}

# Whoever says so is the partner.
resource "aws_lb_listener_rule" "partner" {
  listener_arn = aws_lb_listener.api.arn
  priority     = 10

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["api"].arn
  }

  condition {
    http_header {
      http_header_name = "X-Forwarded-For" #~ spoofable-header-used-as-gate
      values           = ["198.51.100.*"]
    }
  }
}

# Tokens in the clear, and the same target without any.
resource "aws_lb_listener" "plain" { #~ alb-login-bypass-by-sibling-rule
  load_balancer_arn = module.balancer["api"].arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward" #~ listener-http-forwards
    target_group_arn = aws_lb_target_group.this["api"].arn
  }
}

resource "aws_lb_listener_rule" "plain" {
  listener_arn = aws_lb_listener.plain.arn
  priority     = 10

  action {
    type = "jwt-validation" #~ alb-login-on-http-listener

    jwt_validation {
      issuer        = "https://login.example.com"
      jwks_endpoint = "https://login.example.com/keys"

      additional_claim {
        name   = "aud"
        format = "single-string"
        values = ["api"]
      }
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this["api"].arn
  }

  condition {
    path_pattern {
      values = ["/v2/*"] #~ alb-login-bypass-bare-path
    }
  }
}

# Signed films, and the images among them without ---------------------------------------------------

data "aws_s3_bucket" "media" {
  bucket = "example-media"
}

data "aws_cloudfront_cache_policy" "optimized" {
  name = "Managed-CachingOptimized"
}

resource "aws_cloudfront_distribution" "media" {
  enabled = true

  origin {
    origin_id   = "media"
    domain_name = data.aws_s3_bucket.media.bucket_regional_domain_name
  }

  default_cache_behavior { #~ hsts-missing-on-cdn
    target_origin_id       = "media"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    cache_policy_id        = data.aws_cloudfront_cache_policy.optimized.id
  }

  dynamic "ordered_cache_behavior" { #~ signed-behavior-bypassed
    for_each = [{ path = "*.jpg", keys = [] }, { path = "/films/*", keys = ["0a1b2c3d-0000-4000-8000-123456789012"] }]

    content {
      path_pattern           = ordered_cache_behavior.value.path
      trusted_key_groups     = ordered_cache_behavior.value.keys
      target_origin_id       = "media"
      viewer_protocol_policy = "redirect-to-https"
      allowed_methods        = ["GET", "HEAD"]
      cached_methods         = ["GET", "HEAD"]
      cache_policy_id        = data.aws_cloudfront_cache_policy.optimized.id
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = true #~ cloudfront-default-certificate
  }
}
