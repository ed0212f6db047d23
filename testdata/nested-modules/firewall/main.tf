# The web ACLs: one for what CloudFront serves, one for the load balancers of another module.

variable "load_balancer_arns" {
  type = map(string)
}

resource "aws_wafv2_web_acl" "this" { #~ web-acl-logging-off, web-acl-without-known-bad-inputs
  for_each = { edge = "CLOUDFRONT", regional = "REGIONAL" }

  name  = each.key
  scope = each.value

  default_action {
    allow {}
  }

  rule {
    name     = "reputation"
    priority = 1

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesAmazonIpReputationList"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "reputation"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = each.key
    sampled_requests_enabled   = true
  }
}

resource "aws_wafv2_web_acl_association" "load_balancer" {
  for_each = var.load_balancer_arns

  resource_arn = each.value
  web_acl_arn  = aws_wafv2_web_acl.this["regional"].arn
}

output "edge_web_acl_arn" {
  value = aws_wafv2_web_acl.this["edge"].arn
}
