//! What a reader of a picture looks for: the order of rules, names that say something,
//! and the ways by which clients really come.

use super::graph_in;
use crate::input::{directory, write};
use crate::lower::lower;

fn drawn(hcl: &str, format: &str) -> String {
    let directory = directory();
    write(directory.path(), "plan.json", lower(hcl).expect("a plan"));
    let said = graph_in(
        directory.path(),
        &["--no-findings", "-f", format, "plan.json"],
    );
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    said.stdout
}

/// The tree without signs and the lines that lead to them.
#[track_caller]
fn tree(hcl: &str, expected: &[&str]) {
    let tree = drawn(hcl, "tree");
    let lines = tree.lines().skip(2);
    let lines = lines.take_while(|line| !line.is_empty());
    let lines: Vec<String> = lines
        .map(|line| {
            line.replace(['\u{251c}', '\u{2514}', '\u{2500}', '\u{2502}'], " ")
                .replace("+ ", "")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(lines, expected, "{tree}");
}

const RULES: &str = r#"
resource "aws_lb" "web" {
  name = "web"
}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.web.arn
  port              = 443
  protocol          = "HTTPS"
  default_action {
    type = "fixed-response"
  }
}
resource "aws_lb_target_group" "a" {
  name = "a"
}
resource "aws_lb_target_group" "b" {
  name = "b"
}
resource "aws_lb_listener_rule" "zoo" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 9
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.b.arn
  }
  condition {
    path_pattern {
      values = ["/zoo"]
    }
  }
}
resource "aws_lb_listener_rule" "art" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.a.arn
  }
  condition {
    path_pattern {
      values = ["/art"]
    }
  }
}
resource "aws_lb_listener_rule" "any" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 200
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.b.arn
  }
  condition {
    source_ip {
      values = ["10.0.0.0/8"]
    }
  }
}
"#;

#[test]
fn rules_stand_in_the_order_in_which_they_are_asked() {
    tree(
        RULES,
        &[
            "internet",
            "load-balancer aws_lb.web",
            "listener aws_lb_listener.https: HTTPS:443",
            "rule aws_lb_listener_rule.zoo: priority 9: /zoo",
            "target-group aws_lb_target_group.b",
            "rule aws_lb_listener_rule.art: priority 10: /art",
            "target-group aws_lb_target_group.a",
            "rule aws_lb_listener_rule.any: priority 200: by address",
            "target-group aws_lb_target_group.b",
        ],
    );
    // From top to bottom, whatever would cross fewer lines.
    let svg = drawn(RULES, "svg");
    let at = |name: &str| {
        let text = svg.find(&format!(">{name}</text>")).expect("a box");
        let y = svg[..text].rfind(" y=\"").expect("a place");
        let y = svg[y + 4..].split('"').next().expect("a number");
        y.parse::<f64>().expect("a number")
    };
    assert!(at("zoo") < at("art") && at("art") < at("any"), "{svg}");
}

#[test]
fn keys_stand_for_blocks_whose_name_says_nothing() {
    let hcl = r#"
resource "aws_lb" "this" {
  for_each = toset(["shop"])
  name     = each.key
}
"#;
    for format in ["mermaid", "dot", "svg"] {
        let drawn = drawn(hcl, format);
        assert!(!drawn.contains(">this"), "{drawn}");
        assert!(!drawn.contains("nthis"), "{drawn}");
        assert!(drawn.contains("shop"), "{drawn}");
    }
}

const BALANCER: &str = r#"
resource "aws_lb" "in" {
  name     = "in"
  internal = true
}
"#;

#[test]
fn a_name_of_an_internal_front_is_for_private_networks() {
    // Whatever zone it is in.
    let hcl = format!(
        r#"{BALANCER}
resource "aws_route53_record" "in" {{
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "in.example.com"
  type    = "CNAME"
  ttl     = 60
  records = [aws_lb.in.dns_name]
}}
"#
    );
    let tree = drawn(&hcl, "tree");
    assert!(tree.contains("private network\n"), "{tree}");
    assert!(!tree.contains("internet\n"), "{tree}");
}

/// A name that only networks find does not hide that everyone finds the front.
#[test]
fn a_private_name_of_a_public_front_leaves_it_public() {
    let hcl = r#"
resource "aws_lb" "web" {
  name = "web"
}
resource "aws_route53_zone" "inside" {
  name = "corp.internal"
  vpc {
    vpc_id = "vpc-1"
  }
}
resource "aws_route53_record" "web" {
  zone_id = aws_route53_zone.inside.zone_id
  name    = "web"
  type    = "A"
  alias {
    name                   = aws_lb.web.dns_name
    zone_id                = aws_lb.web.zone_id
    evaluate_target_health = true
  }
}
"#;
    let tree = drawn(hcl, "tree");
    let (internet, private) = tree.split_once("private network\n").expect("both");
    assert!(internet.contains("load-balancer aws_lb.web"), "{tree}");
    assert!(private.contains("record aws_route53_record.web"), "{tree}");
}

#[test]
fn records_for_mail_and_proofs_are_no_ways() {
    let record = |name: &str, kind: &str, title: &str, value: &str| {
        format!(
            r#"
resource "aws_route53_record" "{title}" {{
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "{name}"
  type    = "{kind}"
  ttl     = 60
  records = [{value}]
}}
"#
        )
    };
    let hcl = [
        record("example.com", "MX", "mail", "\"10 mx.example.com\""),
        record("example.com", "TXT", "spf", "\"v=spf1 -all\""),
        record(
            "a._domainkey.example.com",
            "CNAME",
            "dkim",
            "\"a.dkim.example.net\"",
        ),
        record(
            "${aws_ses_domain_dkim.mail.dkim_tokens[0]}._domainkey.example.com",
            "CNAME",
            "token",
            "\"${aws_ses_domain_dkim.mail.dkim_tokens[0]}.dkim.amazonses.com\"",
        ),
        record("docs.example.com", "CNAME", "docs", "\"docs.example.net\""),
        "resource \"aws_ses_domain_dkim\" \"mail\" {\n  domain = \"example.com\"\n}\n".to_owned(),
    ];
    let tree = drawn(&hcl.concat(), "tree");
    for name in ["mail", "spf", "dkim", "token"] {
        assert!(!tree.contains(&format!("record.{name}")), "{tree}");
    }
    assert!(tree.contains("aws_route53_record.docs"), "{tree}");
    assert!(!tree.contains("left out"), "{tree}");
}

/// Whether the origin is named by the load balancer's own name or by a record's.
#[test]
fn the_way_around_a_distribution_is_drawn() {
    for origin in ["aws_lb.web.dns_name", "\"origin.example.com\""] {
        let hcl = format!(
            r#"
resource "aws_lb" "web" {{
  name = "web"
}}
resource "aws_route53_record" "origin" {{
  zone_id = "Z0123456789ABCDEFGHIJ"
  name    = "origin.example.com"
  type    = "A"
  alias {{
    name                   = aws_lb.web.dns_name
    zone_id                = aws_lb.web.zone_id
    evaluate_target_health = true
  }}
}}
resource "aws_cloudfront_distribution" "cdn" {{
  enabled = true
  origin {{
    origin_id   = "lb"
    domain_name = {origin}
  }}
  default_cache_behavior {{
    target_origin_id       = "lb"
    viewer_protocol_policy = "redirect-to-https"
  }}
}}
"#
        );
        let tree = drawn(&hcl, "tree");
        let around = [
            "\u{2514}\u{2500} + load-balancer",
            "+ record aws_route53_record.origin",
        ];
        let top = tree
            .lines()
            .filter(|line| line.starts_with(['\u{251c}', '\u{2514}']));
        assert!(
            top.filter(|line| around.iter().any(|way| line.contains(way)))
                .count()
                > 0,
            "{tree}"
        );
    }
}
