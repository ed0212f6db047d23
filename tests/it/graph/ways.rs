//! Ways from the client to a service, also where there are very many.

use super::on_graph;
use frontlint::graph::Graph;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// A load balancer behind distributions and a network load balancer, with rules
/// that forward to groups of which each holds a function; one holds them all.
fn crowd(rules: usize, groups: usize, distributions: usize, listeners: usize) -> String {
    let mut hcl = r#"
resource "aws_lb" "app" {}
resource "aws_lb_listener" "app" {
  load_balancer_arn = aws_lb.app.arn
  protocol          = "HTTPS"
}
resource "aws_lb" "net" { load_balancer_type = "network" }
resource "aws_lb_target_group" "app" { target_type = "alb" }
resource "aws_lb_target_group_attachment" "app" {
  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_lb.app.arn
}
resource "aws_lambda_function" "all" {}
"#
    .to_owned();
    let mut add = |text: String| hcl.write_str(&text).expect("a string takes any text");
    for at in 0..listeners {
        add(format!(
            r#"
resource "aws_lb_listener" "net{at}" {{
  load_balancer_arn = aws_lb.net.arn
  port              = {at}
  protocol          = "TCP"
  default_action {{
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }}
}}
"#
        ));
    }
    for at in 0..distributions {
        add(format!(
            r#"
resource "aws_cloudfront_distribution" "d{at}" {{
  origin {{
    origin_id   = "app"
    domain_name = aws_lb.app.dns_name
  }}
}}
"#
        ));
    }
    for at in 0..groups {
        add(format!(
            r#"
resource "aws_lambda_function" "f{at}" {{}}
resource "aws_lb_target_group" "g{at}" {{ target_type = "lambda" }}
resource "aws_lb_target_group_attachment" "g{at}" {{
  target_group_arn = aws_lb_target_group.g{at}.arn
  target_id        = aws_lambda_function.f{at}.arn
}}
resource "aws_lb_target_group_attachment" "all{at}" {{
  target_group_arn = aws_lb_target_group.g{at}.arn
  target_id        = aws_lambda_function.all.arn
}}
"#
        ));
    }
    for at in 0..rules {
        let group = at % groups;
        add(format!(
            r#"
resource "aws_lb_listener_rule" "r{at}" {{
  listener_arn = aws_lb_listener.app.arn
  action {{
    type             = "forward"
    target_group_arn = aws_lb_target_group.g{group}.arn
  }}
}}
"#
        ));
    }
    hcl
}

/// The ways to a function, and how long it took to follow all of the graph.
fn ways_to(graph: &Graph<'_>, address: &str) -> (Vec<String>, Duration) {
    let started = Instant::now();
    let ways = graph.ways();
    let mut found = Vec::new();
    for service in graph.services() {
        for way in ways.to(&service) {
            if service.address() == address {
                found.push(way.addresses().join(" "));
            }
        }
    }
    assert!(!ways.left_out());
    (found, started.elapsed())
}

#[test]
fn ways_lead_through_all_that_stands_before() {
    on_graph(&crowd(2, 1, 1, 1), |graph| {
        let (mut ways, _) = ways_to(graph, "aws_lambda_function.all");
        ways.sort();
        let fronts = [
            "aws_cloudfront_distribution.d0 aws_lb.app",
            "aws_lb.app",
            "aws_lb.net aws_lb_listener.net0 aws_lb.app",
        ];
        let expected = fronts.iter().flat_map(|front| {
            let way = |at| {
                format!("{front} aws_lb_listener_rule.r{at} aws_lb_target_group.g0 aws_lambda_function.all")
            };
            [0, 1].map(way)
        });
        assert_eq!(ways, expected.collect::<Vec<_>>());
    });
}

#[test]
fn ways_through_a_crowd_are_bounded() {
    on_graph(&crowd(2_000, 200, 20, 4), |graph| {
        let (ways, took) = ways_to(graph, "aws_lambda_function.all");
        assert_eq!(ways.len(), 2_000 * (1 + 20 + 4));
        assert!(took < Duration::from_secs(20), "{took:?}");
    });
}

#[test]
fn more_ways_than_are_followed_are_told() {
    on_graph(&crowd(300, 1, 1, 1_200), |graph| {
        let ways = graph.ways();
        let started = Instant::now();
        for service in graph.services() {
            assert_eq!(ways.to(&service).count(), 100_000);
        }
        assert!(ways.left_out());
        assert!(started.elapsed() < Duration::from_secs(20));
    });
}
