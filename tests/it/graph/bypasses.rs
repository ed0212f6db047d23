//! Ways around a login, where there are more rules than are compared.

use super::on_graph;
use frontlint::graph::Around;
use std::fmt::Write;

/// A listener with a login for `/admin/*` and so many open rules to one target.
fn listener(open: usize) -> String {
    let mut hcl = String::from(
        r#"
        resource "aws_lb" "main" {}
        resource "aws_lb_target_group" "app" {
          port     = 80
          protocol = "HTTP"
        }
        resource "aws_lb_listener" "https" {
          load_balancer_arn = aws_lb.main.arn
          port              = 443
          protocol          = "HTTPS"
          default_action {
            type = "fixed-response"
          }
        }
        resource "aws_lb_listener_rule" "admin" {
          listener_arn = aws_lb_listener.https.arn
          priority     = 1000
          action {
            type = "jwt-validation"
          }
          action {
            type             = "forward"
            target_group_arn = aws_lb_target_group.app.arn
          }
          condition {
            path_pattern {
              values = ["/admin/*"]
            }
          }
        }
        "#,
    );
    for at in 0..open {
        write!(
            hcl,
            r#"
            resource "aws_lb_listener_rule" "open_{at}" {{
              listener_arn = aws_lb_listener.https.arn
              priority     = {}
              action {{
                type             = "forward"
                target_group_arn = aws_lb_target_group.app.arn
              }}
              condition {{
                path_pattern {{
                  values = ["/public-{at}/*"]
                }}
              }}
            }}
            "#,
            at + 1
        )
        .expect("a String takes all");
    }
    hcl
}

#[track_caller]
fn check(open: usize, undecided: bool) {
    on_graph(&listener(open), |graph| {
        assert_eq!(graph.bypasses(Around::Sibling).count(), 0);
        let left = graph.undecided_bypasses(Around::Sibling).count();
        assert_eq!(left > 0, undecided, "{left}");
    });
}

#[test]
fn rules_that_are_not_compared_are_undecided() {
    check(10, false);
    check(300, true);
}
