resource "aws_wafv2_web_acl" "NAME" {
  name  = "NAME"
  scope = "SCOPE"
  # REGION
  default_action {
    allow {}
  }
  rule {
    name     = "known-bad-inputs"
    priority = 10
    override_action {
      none {}
    }
    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }
  # RATE
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "NAME"
    sampled_requests_enabled   = true
  }
}
