//! Terraform for web ACLs, at the edge or before a load balancer or stage.

use super::snippet::Names;

const RATE_RULE: &str = "
  rule {
    name     = \"rate\"
    priority = 20
    action {
      block {}
    }
    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = \"IP\"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = \"rate\"
      sampled_requests_enabled   = true
    }
  }";

fn acl(names: &Names, name: &str, scope: &str) -> String {
    let rule = if names.limiting { RATE_RULE } else { "" };
    format!(
        "\
resource \"aws_wafv2_web_acl\" \"{name}\" {{
  name  = \"{name}\"
{scope}
  default_action {{
    allow {{}}
  }}
  rule {{
    name     = \"known-bad-inputs\"
    priority = 10
    override_action {{
      none {{}}
    }}
    statement {{
      managed_rule_group_statement {{
        vendor_name = \"AWS\"
        name        = \"AWSManagedRulesKnownBadInputsRuleSet\"
      }}
    }}
    visibility_config {{
      cloudwatch_metrics_enabled = true
      metric_name                = \"known-bad-inputs\"
      sampled_requests_enabled   = true
    }}
  }}{rule}
  visibility_config {{
    cloudwatch_metrics_enabled = true
    metric_name                = \"{name}\"
    sampled_requests_enabled   = true
  }}
}}
"
    )
}

pub(super) fn edge_acl(names: &Names) -> String {
    let scope = "  scope = \"CLOUDFRONT\"\n  # web ACLs of this scope stand in us-east-1\n  region = \"us-east-1\"";
    acl(names, &format!("{}_edge", names.label), scope)
}

pub(super) fn web_acl(names: &Names, resource: &str) -> String {
    let name = &names.label;
    let acl = acl(names, name, "  scope = \"REGIONAL\"");
    format!(
        "{acl}
resource \"aws_wafv2_web_acl_association\" \"{name}\" {{
  resource_arn = {resource}.arn
  web_acl_arn  = aws_wafv2_web_acl.{name}.arn
}}
"
    )
}
