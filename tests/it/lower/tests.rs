mod evaluation;

use super::lower;
use serde_json::{Value as Json, json};

fn plan(hcl: &str) -> Json {
    let text = lower(hcl).expect("the example is right");
    serde_json::from_str(&text).expect("a plan is JSON")
}

/// `pointer` is a JSON pointer, or one into `change` of a resource after its address and `:`.
#[track_caller]
fn check(hcl: &str, pointer: &str, expected: Json) {
    let plan = plan(hcl);
    let found = match pointer.split_once(':') {
        Some((address, pointer)) => {
            let changes = plan["resource_changes"].as_array().expect("a list");
            let change = changes.iter().find(|change| change["address"] == address);
            change.expect("the resource is in the plan")["change"].pointer(pointer)
        }
        None => plan.pointer(pointer),
    };
    assert_eq!(
        found.cloned().unwrap_or_else(|| json!("absent")),
        expected,
        "{plan:#}"
    );
}

const LISTENER: &str = r#"
resource "aws_alb" "a" {
  name     = "front"
  internal = false
}
resource "aws_lb_listener" "a" {
  load_balancer_arn = aws_alb.a.arn
  port              = 443
  protocol          = upper("https")
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.a["x"].arn
  }
  lifecycle {
    ignore_changes = [port]
  }
}
resource "aws_lb_target_group" "a" {
  for_each = toset(["y", "x"])
  name     = "${aws_alb.a.name}-${each.key}"
  depends_on = [aws_alb.a]
}
"#;

#[test]
fn changes() {
    let check = |pointer, expected| check(LISTENER, pointer, expected);
    check("/resource_changes/1/address", json!("aws_lb_listener.a"));
    check(
        "/resource_changes/1/provider_name",
        json!("registry.terraform.io/hashicorp/aws"),
    );
    check(
        "/resource_changes/2/address",
        json!("aws_lb_target_group.a[\"x\"]"),
    );
    check("/resource_changes/2/index", json!("x"));
    check("aws_alb.a:/actions", json!(["create"]));
    check("aws_alb.a:/before", json!(null));
    check("aws_lb_listener.a:/after/port", json!(443));
    check("aws_lb_listener.a:/after/protocol", json!("HTTPS"));
    check("aws_lb_listener.a:/after/lifecycle", json!("absent"));
    check(
        "aws_lb_listener.a:/after/load_balancer_arn",
        json!("absent"),
    );
    check(
        "aws_lb_listener.a:/after_unknown/load_balancer_arn",
        json!(true),
    );
    check(
        "aws_lb_listener.a:/after/default_action/0/type",
        json!("forward"),
    );
    check(
        "aws_lb_listener.a:/after_unknown/default_action/0/target_group_arn",
        json!(true),
    );
    check("aws_lb_target_group.a[\"y\"]:/after/name", json!("front-y"));
}

#[test]
fn provider() {
    let check = |pointer, expected| check(LISTENER, pointer, expected);
    // Set, set by the provider, computed, not there.
    check("aws_alb.a:/after/internal", json!(false));
    check("aws_alb.a:/after/load_balancer_type", json!("application"));
    check("aws_alb.a:/after/idle_timeout", json!(60));
    check(
        "aws_alb.a:/after/enable_cross_zone_load_balancing",
        json!("absent"),
    );
    check("aws_alb.a:/after_unknown/security_groups", json!(true));
    check("aws_alb.a:/after/access_logs", json!([]));
    check("aws_lb_listener.a:/after_unknown/ssl_policy", json!(true));
    check("aws_lb_listener.a:/after_unknown/protocol", json!("absent"));
    check(
        "aws_lb_listener.a:/after_unknown/default_action/0/order",
        json!(true),
    );
    check(
        "aws_lb_listener.a:/after/default_action/0/forward",
        json!([]),
    );
    check(
        "aws_lb_target_group.a[\"x\"]:/after/target_type",
        json!("instance"),
    );
    check(
        "aws_lb_target_group.a[\"x\"]:/after_unknown/health_check",
        json!(true),
    );
    check(
        "aws_lb_target_group.a[\"x\"]:/after_unknown/id",
        json!(true),
    );
}

#[test]
fn configuration() {
    let resource = "/configuration/root_module/resources";
    let check =
        |pointer: &str, expected| check(LISTENER, &format!("{resource}{pointer}"), expected);
    check("/1/address", json!("aws_lb_listener.a"));
    check("/1/provider_config_key", json!("aws"));
    check(
        "/1/expressions",
        json!({
            "default_action": [{
                "target_group_arn": { "references": [
                    "aws_lb_target_group.a[\"x\"].arn",
                    "aws_lb_target_group.a[\"x\"]",
                    "aws_lb_target_group.a",
                ] },
                "type": { "constant_value": "forward" },
            }],
            "load_balancer_arn": { "references": ["aws_alb.a.arn", "aws_alb.a"] },
            "port": { "constant_value": 443 },
            "protocol": {},
        }),
    );
    check("/2/for_each_expression", json!("absent"));
    check("/2/depends_on", json!(["aws_alb.a"]));
    check(
        "/2/expressions/name/references",
        json!(["aws_alb.a.name", "aws_alb.a", "each.key"]),
    );
}

#[test]
fn count_and_indices() {
    let hcl = r#"
resource "a_b" "c" {
  count = var.n
  x     = count.index + 1
}
resource "a_b" "d" {
  first = a_b.c[0].x
  all   = a_b.c[*].x
  ids   = a_b.c.*.id
  gone  = length(a_b.none)
  loop  = { for k, v in { a = 1, b = 2 } : upper(k) => v if v > 1 }
}
resource "a_b" "none" {
  count = 0
}
variable "n" {
  default = 2
}
"#;
    check(hcl, "a_b.c[1]:/after/x", json!(2));
    check(hcl, "a_b.d:/after/first", json!(1));
    check(hcl, "a_b.d:/after/all", json!([1, 2]));
    check(hcl, "a_b.d:/after/ids", json!([null, null]));
    check(hcl, "a_b.d:/after_unknown/ids", json!([true, true]));
    check(hcl, "a_b.d:/after/gone", json!(0));
    check(hcl, "a_b.d:/after/loop", json!({ "B": 2 }));
    check(hcl, "/variables/n/value", json!(2));
    check(
        hcl,
        "/configuration/root_module/variables/n/default",
        json!(2),
    );
    let count = "/configuration/root_module/resources/0/count_expression/references";
    check(hcl, count, json!(["var.n"]));
}

#[test]
fn dynamic_blocks() {
    let hcl = r#"
locals {
  origins = { a = "a.example", b = aws_lb.b.dns_name }
}
resource "aws_cloudfront_distribution" "a" {
  origin {
    origin_id = "fixed"
  }
  dynamic "origin" {
    for_each = local.origins
    content {
      origin_id   = origin.key
      domain_name = origin.value
    }
  }
  dynamic "alias" {
    for_each = aws_lb.b.aliases
    content {}
  }
}
resource "aws_lb" "b" {}
"#;
    let at = |pointer: &str| format!("aws_cloudfront_distribution.a:{pointer}");
    check(hcl, &at("/after/origin/1/domain_name"), json!("a.example"));
    check(hcl, &at("/after_unknown/origin/2/domain_name"), json!(true));
    check(hcl, &at("/after/origin/2/origin_id"), json!("b"));
    check(hcl, &at("/after/origin/2/custom_origin_config"), json!([]));
    check(hcl, &at("/after_unknown/alias"), json!(true));
    check(
        hcl,
        "/configuration/root_module/resources/0/expressions",
        json!({ "origin": [{ "origin_id": { "constant_value": "fixed" } }] }),
    );
}

#[test]
fn data_sources() {
    let hcl = r#"
data "aws_caller_identity" "me" {}
data "aws_iam_policy_document" "known" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::b/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceArn"
      values   = ["x"]
    }
  }
}
data "aws_iam_policy_document" "late" {
  statement {
    resources = [aws_lb.b.arn]
  }
}
resource "aws_lb" "a" {
  name   = data.aws_caller_identity.me.account_id
  known  = data.aws_iam_policy_document.known.json
  policy = data.aws_iam_policy_document.late.json
}
resource "aws_lb" "b" {}
"#;
    check(hcl, "aws_lb.a:/after/name", json!("123456789012"));
    check(hcl, "aws_lb.a:/after_unknown/policy", json!(true));
    check(
        hcl,
        "data.aws_iam_policy_document.late:/actions",
        json!(["read"]),
    );
    let read = "/prior_state/values/root_module/resources";
    check(
        hcl,
        &format!("{read}/0/address"),
        json!("data.aws_caller_identity.me"),
    );
    check(
        hcl,
        &format!("{read}/0/values/account_id"),
        json!("123456789012"),
    );
    check(hcl, &format!("{read}/2"), json!("absent"));
    check(
        hcl,
        "aws_lb.a:/after/known",
        json!(
            json!({ "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow",
                "Action": ["s3:GetObject", "s3:PutObject"],
                "Resource": "arn:aws:s3:::b/*",
                "Principal": "*",
                "Condition": { "StringEquals": { "aws:SourceArn": "x" } },
            }] })
            .to_string()
        ),
    );
}

#[test]
fn security_group_rules() {
    let hcl = r#"
resource "aws_security_group" "a" {
  ingress {
    from_port = 80
  }
}
resource "aws_security_group" "b" {
  ingress {
    security_groups = [aws_security_group.a.id]
  }
}
"#;
    check(
        hcl,
        "aws_security_group.a:/after/ingress/0/cidr_blocks",
        json!([]),
    );
    check(
        hcl,
        "aws_security_group.a:/after_unknown/egress",
        json!(true),
    );
    check(
        hcl,
        "aws_security_group.b:/after_unknown/ingress/0/security_groups",
        json!(true),
    );
    let expressions = "/configuration/root_module/resources/1/expressions/ingress/references/0";
    check(hcl, expressions, json!("aws_security_group.a.id"));
}

#[test]
fn providers() {
    let hcl = r#"
provider "aws" {
  alias  = "use1"
  region = "us-east-1"
}
resource "aws_wafv2_web_acl" "a" {
  provider = aws.use1
}
"#;
    check(
        hcl,
        "/configuration/root_module/resources/0/provider_config_key",
        json!("aws.use1"),
    );
    let region = "/configuration/provider_config/aws.use1/expressions/region/constant_value";
    check(hcl, region, json!("us-east-1"));
}
