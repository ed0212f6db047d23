//! `dynamic` blocks beside blocks of the same type that are written out: a finding stands on the
//! one that made it, or on the header of a `dynamic` block, never on an innocent one.

use crate::lower::lower;
use frontlint::catalog::{Catalog, formerly};
use frontlint::config::{Config, Known};
use frontlint::engine::judge;
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, File, Sources};
use serde_json::Value;
use std::collections::BTreeSet;

/// The lines on which a lint speaks, in a plan that is changed after it is made.
fn lines(hcl: &str, lint: &str, change: fn(&mut Value)) -> BTreeSet<usize> {
    let catalog = Catalog::builtin();
    let known = Known {
        lints: &catalog.names(),
        formerly: formerly(),
        tags: &catalog.tags(),
    };
    let config = Config::read("frontlint.toml", "", &known).expect("nothing is configured");
    let mut plan: Value = serde_json::from_str(&lower(hcl).expect("it is lowered")).expect("JSON");
    change(&mut plan);
    let text = plan.to_string();
    let file = File {
        path: "main.tf".into(),
        text: hcl.into(),
    };
    let sources = Sources::parse(vec![file], &Calls::new());
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    let reading = reading.with_evidence(&sources);
    let verdict = judge(&reading, &catalog, &config, &sources);
    let found = verdict.findings.iter();
    let found = found.filter(|located| located.finding.lint == lint);
    found
        .map(|located| located.at.as_ref().map_or(0, |at| at.line))
        .collect()
}

/// The lines of the findings are those with `#~`.
#[track_caller]
fn check(hcl: &str, lint: &str, change: fn(&mut Value)) {
    let marked = hcl.lines().enumerate();
    let marked = marked.filter(|(_, line)| line.contains("#~"));
    let expected: BTreeSet<usize> = marked.map(|(at, _)| at + 1).collect();
    assert_eq!(lines(hcl, lint, change), expected, "{hcl}");
}

fn as_it_is(_: &mut Value) {}

/// Sets are not in the order of the source.
fn sets_reversed(plan: &mut Value) {
    fn turn(node: &mut Value) {
        match node {
            Value::Object(members) => {
                for (name, member) in members {
                    turn(member);
                    if let (Value::Array(items), "origin" | "condition" | "rule") =
                        (member, name.as_str())
                    {
                        items.reverse();
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(turn),
            _ => {}
        }
    }
    for change in plan["resource_changes"].as_array_mut().expect("changes") {
        turn(&mut change["change"]);
    }
}

fn distribution(blocks: &str) -> String {
    format!(
        r#"
locals {{
  api = "/api/*"
}}

resource "aws_cloudfront_distribution" "edge" {{
  enabled = true

  origin {{
    origin_id   = "site"
    domain_name = "site.example.org"
    custom_origin_config {{
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }}
  }}

  default_cache_behavior {{
    target_origin_id       = "site"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
  }}
{blocks}
}}
"#
    )
}

fn behavior(path: &str, policy: &str) -> String {
    format!(
        r#"
    path_pattern           = {path}
    target_origin_id       = "site"
    viewer_protocol_policy = {policy}
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
"#
    )
}

const HTTP_ALLOWED: &str = "cloudfront-viewer-http-allowed";

#[test]
fn members_that_name_each_block_tell() {
    let blocks = format!(
        "dynamic \"ordered_cache_behavior\" {{\nfor_each = [\"/old/*\", \"/older/*\"]\ncontent {{{}}}\n}}\n\
         ordered_cache_behavior {{{}}}",
        behavior("ordered_cache_behavior.value", "\"allow-all\" #~"),
        behavior("\"/api/*\"", "\"https-only\""),
    );
    check(&distribution(&blocks), HTTP_ALLOWED, as_it_is);
    // The other way round.
    let blocks = format!(
        "ordered_cache_behavior {{{}}}\n\
         dynamic \"ordered_cache_behavior\" {{\nfor_each = [\"/old/*\"]\niterator = it\ncontent {{{}}}\n}}",
        behavior("\"/api/*\"", "\"allow-all\" #~"),
        behavior("it.value", "\"https-only\""),
    );
    check(&distribution(&blocks), HTTP_ALLOWED, as_it_is);
}

#[test]
fn the_order_of_lists_tells() {
    let dynamic = |list: &str, policy: &str| {
        format!(
            "dynamic \"ordered_cache_behavior\" {{\nfor_each = {list}\ncontent {{{}}}\n}}\n",
            behavior("ordered_cache_behavior.value", policy)
        )
    };
    let fixed = |policy: &str| {
        format!(
            "ordered_cache_behavior {{{}}}\n",
            behavior("local.api", policy)
        )
    };
    let (open, closed) = ("\"allow-all\" #~", "\"https-only\"");
    for blocks in [
        [
            dynamic("[\"/a\", \"/b\"]", closed),
            fixed(open),
            dynamic("[\"/c\"]", closed),
        ],
        [
            dynamic("[\"/a\", \"/b\"]", open),
            fixed(closed),
            dynamic("[\"/c\"]", closed),
        ],
        [
            dynamic("[\"/a\", \"/b\"]", closed),
            fixed(closed),
            dynamic("[\"/c\"]", open),
        ],
        [
            fixed(closed),
            dynamic("toset([\"/a\"])", open),
            dynamic("[\"/b\"]", closed),
        ],
    ] {
        check(&distribution(&blocks.concat()), HTTP_ALLOWED, as_it_is);
    }
}

#[test]
fn blocks_of_sets_are_told_by_what_is_in_them() {
    let blocks = r#"
  dynamic "origin" {
    for_each = { a = "a.example.org", b = "b.example.org" }
    iterator = each_origin
    content {
      origin_id   = each_origin.key
      domain_name = each_origin.value
      custom_origin_config {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = ["TLSv1", "TLSv1.2"] #~
      }
    }
  }
"#;
    for change in [as_it_is, sets_reversed] {
        check(&distribution(blocks), "cloudfront-origin-old-tls", change);
    }
    let two = r#"
  dynamic "origin" {
    for_each = ["a.example.org"]
    content {
      origin_id   = "a"
      domain_name = origin.value
      custom_origin_config {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = ["TLSv1.2"]
      }
    }
  }
  dynamic "origin" {
    for_each = ["b.example.org"]
    content {
      origin_id   = "b"
      domain_name = origin.value
      dynamic "custom_origin_config" {
        for_each = [1]
        content {
          http_port              = 80
          https_port             = 443
          origin_protocol_policy = "https-only"
          origin_ssl_protocols   = ["TLSv1"] #~
        }
      }
    }
  }
"#;
    for change in [as_it_is, sets_reversed] {
        check(&distribution(two), "cloudfront-origin-old-tls", change);
    }
}

/// What locals hold tells them apart, where the plan alone has no constant.
#[test]
fn lists_of_locals_tell() {
    let origins = |fixed: &str, dynamic: &str| {
        format!(
            r#"
locals {{
  old  = ["TLSv1.2", "TLSv1"]
  new  = ["TLSv1.2"]
  name = "a.example.org"
  all  = {{ b = "b.example.org" }}
}}

resource "aws_cloudfront_distribution" "edge" {{
  enabled = true
  dynamic "origin" {{
    for_each = local.all
    content {{
      origin_id   = "x-${{origin.key}}"
      domain_name = aws_ssm_parameter.host.value
      custom_origin_config {{
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = {dynamic}
      }}
    }}
  }}
  origin {{
    origin_id   = aws_ssm_parameter.name.value
    domain_name = aws_ssm_parameter.host.value
    custom_origin_config {{
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = {fixed}
    }}
  }}
  default_cache_behavior {{
    target_origin_id       = "x-b"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
  }}
}}
"#
        )
    };
    for change in [as_it_is, sets_reversed] {
        let lint = "cloudfront-origin-old-tls";
        check(&origins("local.old #~", "local.new"), lint, change);
        check(&origins("local.new", "local.old #~"), lint, change);
    }
}

#[test]
fn conditions_of_rules() {
    let rule = |fixed: &str, dynamic: &str| {
        format!(
            r#"
resource "aws_lb_listener_rule" "r" {{
  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/x/1/2"
  action {{
    type = "fixed-response"
    fixed_response {{
      content_type = "text/plain"
    }}
  }}
  condition {{
    http_request_method {{
      values = {fixed}
    }}
  }}
  dynamic "condition" {{
    for_each = [1]
    content {{
      http_request_method {{
        values = {dynamic}
      }}
    }}
  }}
}}
"#
        )
    };
    for change in [as_it_is, sets_reversed] {
        let lint = "method-condition-lower-case";
        check(&rule("[\"GET\"]", "[\"post\"] #~"), lint, change);
        check(&rule("[\"post\"] #~", "[\"GET\"]"), lint, change);
    }
}

/// Where nothing tells them apart, the header of the `dynamic` block is the place.
#[test]
fn what_cannot_be_told_stands_on_the_header() {
    let hcl = r#"
variable "one" {}
variable "more" {}

resource "aws_lb_listener_rule" "r" {
  listener_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/x/1/2"
  action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
    }
  }
  condition {
    http_request_method {
      values = var.one
    }
  }
  dynamic "condition" { #~
    for_each = [1]
    content {
      http_request_method {
        values = var.more
      }
    }
  }
}
"#;
    let set = |plan: &mut Value| {
        let after = &mut plan["resource_changes"][0]["change"];
        for (at, method) in ["GET", "post"].into_iter().enumerate() {
            let condition = &mut after["after"]["condition"][at]["http_request_method"][0];
            condition["values"] = serde_json::json!([method]);
            let unknown = &mut after["after_unknown"]["condition"][at]["http_request_method"][0];
            unknown["values"] = serde_json::json!([false]);
        }
    };
    check(hcl, "method-condition-lower-case", set);
}
