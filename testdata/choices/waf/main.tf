variable "associations" {}
resource "aws_wafv2_web_acl" "this" {
  name  = "w"
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
  count        = length(var.associations)
  resource_arn = var.associations[count.index]
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
