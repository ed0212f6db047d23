variable "scope" {}

resource "aws_wafv2_rule_group" "ours" {
  name     = "ours"
  scope    = var.scope
  capacity = 100

  rule {
    name     = "countries"
    priority = 1

    action {
      block {}
    }

    statement {
      geo_match_statement {
        country_codes = ["KP"]
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "countries"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "ours"
    sampled_requests_enabled   = true
  }
}

output "group_arn" {
  value = aws_wafv2_rule_group.ours.arn
}
