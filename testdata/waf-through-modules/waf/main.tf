variable "albs" { type = map(string) }
resource "aws_wafv2_web_acl" "this" { #~ web-acl-logging-off, web-acl-without-rules
  name  = "edge"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "edge"
    sampled_requests_enabled   = true
  }
}
resource "aws_wafv2_web_acl_association" "this" {
  for_each     = var.albs
  resource_arn = each.value
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
