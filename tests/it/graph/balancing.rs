//! Load balancers, and what stands behind them.

use super::check;

#[test]
fn listeners_rules_and_groups() {
    check(
        r#"
        resource "aws_lb" "x" {
          security_groups = [aws_security_group.a.id]
          subnets         = aws_subnet.s[*].id
          access_logs {
            bucket  = aws_s3_bucket.logs.id
            enabled = true
          }
        }
        resource "aws_security_group" "a" {}
        resource "aws_subnet" "s" {
          count = 2
        }
        resource "aws_s3_bucket" "logs" {}
        resource "aws_alb_listener" "a" {
          load_balancer_arn = aws_lb.x.arn
          protocol          = "HTTPS"
          certificate_arn   = aws_acm_certificate_validation.v.certificate_arn
          mutual_authentication {
            mode            = "verify"
            trust_store_arn = aws_lb_trust_store.t.arn
          }
          default_action {
            type             = "forward"
            target_group_arn = aws_lb_target_group.g.arn
          }
        }
        resource "aws_lb_listener" "b" {
          load_balancer_arn = aws_alb_listener.a.load_balancer_arn
          default_action {
            type = "authenticate-cognito"
            authenticate_cognito {
              user_pool_arn       = aws_cognito_user_pool.p.arn
              user_pool_client_id = aws_cognito_user_pool_client.c.id
              user_pool_domain    = aws_cognito_user_pool_domain.d.domain
            }
          }
        }
        resource "aws_lb_listener_rule" "r" {
          listener_arn = aws_alb_listener.a.arn
          action {
            type = "jwt-validation"
            jwt_validation {
              issuer        = "https://${aws_cognito_user_pool.p.endpoint}"
              jwks_endpoint = "https://${aws_cognito_user_pool.p.endpoint}/.well-known/jwks.json"
            }
          }
          action {
            type = "forward"
            forward {
              target_group {
                arn = aws_lb_target_group.g.arn
              }
            }
          }
        }
        resource "aws_lb_listener_certificate" "more" {
          listener_arn    = aws_alb_listener.a.arn
          certificate_arn = aws_acm_certificate.c.arn
        }
        resource "aws_lb_target_group" "g" {}
        resource "aws_lb_trust_store" "t" {
          ca_certificates_bundle_s3_bucket = aws_s3_bucket.logs.bucket
        }
        resource "aws_acm_certificate" "c" {}
        resource "aws_acm_certificate_validation" "v" {
          certificate_arn = aws_acm_certificate.c.arn
        }
        resource "aws_cognito_user_pool" "p" {}
        resource "aws_cognito_user_pool_client" "c" {
          user_pool_id = aws_cognito_user_pool.p.id
        }
        resource "aws_cognito_user_pool_domain" "d" {
          domain       = "login"
          user_pool_id = aws_cognito_user_pool_client.c.user_pool_id
        }
        "#,
        &[
            "aws_acm_certificate_validation.v certificate_arn -> aws_acm_certificate.c exact",
            "aws_alb_listener.a certificate_arn -> aws_acm_certificate.c exact",
            "aws_alb_listener.a default_action[0].target_group_arn -> aws_lb_target_group.g exact",
            "aws_alb_listener.a load_balancer_arn -> aws_lb.x exact",
            "aws_alb_listener.a mutual_authentication[0].trust_store_arn -> aws_lb_trust_store.t exact",
            "aws_cognito_user_pool_client.c user_pool_id -> aws_cognito_user_pool.p exact",
            "aws_cognito_user_pool_domain.d user_pool_id -> aws_cognito_user_pool.p exact",
            "aws_lb.x access_logs[0].bucket -> aws_s3_bucket.logs exact",
            "aws_lb.x security_groups -> aws_security_group.a exact",
            "aws_lb.x subnets -> aws_subnet.s[0] exact",
            "aws_lb.x subnets -> aws_subnet.s[1] exact",
            "aws_lb_listener.b default_action[0].authenticate_cognito[0].user_pool_arn -> aws_cognito_user_pool.p exact",
            "aws_lb_listener.b default_action[0].authenticate_cognito[0].user_pool_client_id -> aws_cognito_user_pool_client.c exact",
            "aws_lb_listener.b default_action[0].authenticate_cognito[0].user_pool_domain -> aws_cognito_user_pool_domain.d exact",
            "aws_lb_listener.b load_balancer_arn -> aws_lb.x exact",
            "aws_lb_listener_certificate.more certificate_arn -> aws_acm_certificate.c exact",
            "aws_lb_listener_certificate.more listener_arn -> aws_alb_listener.a exact",
            "aws_lb_listener_rule.r action[0].jwt_validation[0].issuer -> aws_cognito_user_pool.p exact",
            "aws_lb_listener_rule.r action[0].jwt_validation[0].jwks_endpoint -> aws_cognito_user_pool.p exact",
            "aws_lb_listener_rule.r action[1].forward[0].target_group[0].arn -> aws_lb_target_group.g exact",
            "aws_lb_listener_rule.r listener_arn -> aws_alb_listener.a exact",
            "aws_lb_trust_store.t ca_certificates_bundle_s3_bucket -> aws_s3_bucket.logs exact",
        ],
    );
}

#[test]
fn services_and_scaling_groups() {
    check(
        r#"
        resource "aws_ecs_service" "s" {
          task_definition = aws_ecs_task_definition.t.arn
          load_balancer {
            target_group_arn = aws_lb_target_group.blue.arn
            advanced_configuration {
              alternate_target_group_arn = aws_lb_target_group.green.arn
              production_listener_rule   = aws_lb_listener_rule.r.arn
            }
          }
          vpc_lattice_configurations {
            target_group_arn = aws_vpclattice_target_group.l.arn
          }
          network_configuration {
            subnets         = []
            security_groups = [aws_security_group.a.id]
          }
        }
        resource "aws_ecs_task_definition" "t" {}
        resource "aws_lb_target_group" "blue" {}
        resource "aws_lb_target_group" "green" {}
        resource "aws_lb_listener_rule" "r" {}
        resource "aws_vpclattice_target_group" "l" {}
        resource "aws_security_group" "a" {}
        resource "aws_autoscaling_group" "g" {
          name           = "g"
          load_balancers = [aws_elb.old.name]
          launch_template {
            id = aws_launch_template.t.id
          }
        }
        resource "aws_launch_template" "t" {
          vpc_security_group_ids = [aws_security_group.a.id]
        }
        resource "aws_autoscaling_attachment" "a" {
          autoscaling_group_name = aws_autoscaling_group.g.name
          elb                    = aws_elb.old.id
        }
        resource "aws_elb" "old" {
          name      = "old"
          instances = [aws_instance.i.id]
          listener {
            ssl_certificate_id = aws_iam_server_certificate.c.arn
          }
        }
        resource "aws_instance" "i" {}
        resource "aws_iam_server_certificate" "c" {}
        "#,
        &[
            "aws_autoscaling_attachment.a autoscaling_group_name -> aws_autoscaling_group.g exact",
            "aws_autoscaling_attachment.a elb -> aws_elb.old exact",
            "aws_autoscaling_group.g launch_template[0].id -> aws_launch_template.t exact",
            "aws_autoscaling_group.g load_balancers -> aws_elb.old exact",
            "aws_ecs_service.s load_balancer[0].advanced_configuration[0].alternate_target_group_arn -> aws_lb_target_group.green exact",
            "aws_ecs_service.s load_balancer[0].advanced_configuration[0].production_listener_rule -> aws_lb_listener_rule.r exact",
            "aws_ecs_service.s load_balancer[0].target_group_arn -> aws_lb_target_group.blue exact",
            "aws_ecs_service.s network_configuration[0].security_groups -> aws_security_group.a exact",
            "aws_ecs_service.s task_definition -> aws_ecs_task_definition.t exact",
            "aws_ecs_service.s vpc_lattice_configurations[0].target_group_arn -> aws_vpclattice_target_group.l exact",
            "aws_elb.old instances -> aws_instance.i exact",
            "aws_elb.old listener[0].ssl_certificate_id -> aws_iam_server_certificate.c exact",
            "aws_launch_template.t vpc_security_group_ids -> aws_security_group.a exact",
        ],
    );
}

/// Behind an index a plan loses the attribute; there is one that can be meant.
#[test]
fn repeated_blocks() {
    check(
        r#"
        resource "aws_lb" "x" {
          for_each = toset(["a", "b"])
        }
        resource "aws_lb_listener" "l" {
          for_each          = toset(["a", "b"])
          load_balancer_arn = aws_lb.x[each.key].arn
        }
        resource "aws_wafv2_web_acl_association" "w" {
          for_each     = toset(["a", "b"])
          resource_arn = aws_lb_listener.l[each.key].load_balancer_arn
        }
        "#,
        &[
            "aws_lb_listener.l[\"a\"] load_balancer_arn -> aws_lb.x[\"a\"] same-key",
            "aws_lb_listener.l[\"b\"] load_balancer_arn -> aws_lb.x[\"b\"] same-key",
            "aws_wafv2_web_acl_association.w[\"a\"] resource_arn -> aws_lb.x[\"a\"] same-key",
            "aws_wafv2_web_acl_association.w[\"b\"] resource_arn -> aws_lb.x[\"b\"] same-key",
        ],
    );
}
