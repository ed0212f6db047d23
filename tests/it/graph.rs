//! What refers to what: the links of small configurations, by name.

use crate::lower::lower;
use frontlint::config::Config;
use frontlint::graph::{self, End, Graph};
use frontlint::plan::Plan;

/// The links of a configuration, as `FROM ATTRIBUTE -> TO CONFIDENCE`, and the
/// references that are lost, as `FROM ATTRIBUTE lost`. Ends elsewhere are left out.
fn edges(hcl: &str) -> Vec<String> {
    let text = lower(hcl).expect("a configuration");
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    let config = Config::default();
    let graph = Graph::build(&reading.planned, &config);
    let mut edges: Vec<String> = graph
        .links()
        .iter()
        .filter_map(|link| {
            let from = graph.address(link.from);
            let path = link.block.attribute(link.attribute);
            let to = match link.to {
                End::Resource(id) | End::Elsewhere(Some(id)) => graph.address(id),
                End::Elsewhere(None) => return None,
            };
            Some(format!("{from} {path} -> {to} {}", link.how.name()))
        })
        .collect();
    edges.extend(graph.unresolved().iter().map(|lost| {
        let path = lost.block.attribute(lost.attribute);
        format!("{} {path} lost", graph.address(lost.from))
    }));
    edges.sort();
    edges
}

#[track_caller]
fn check(hcl: &str, expected: &[&str]) {
    assert_eq!(edges(hcl), expected, "{hcl}");
}

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

/// A stage's name is unique within its API alone, written out or referred to.
#[test]
fn stages_plans_and_mappings() {
    check(
        r#"
        resource "aws_api_gateway_rest_api" "a" {}
        resource "aws_api_gateway_rest_api" "b" {}
        resource "aws_api_gateway_deployment" "d" {
          rest_api_id = aws_api_gateway_rest_api.a.id
        }
        resource "aws_api_gateway_stage" "a" {
          rest_api_id   = aws_api_gateway_rest_api.a.id
          deployment_id = aws_api_gateway_deployment.d.id
          stage_name    = "live"
          access_log_settings {
            destination_arn = "${aws_cloudwatch_log_group.l.arn}:*"
            format          = "x"
          }
        }
        resource "aws_cloudwatch_log_group" "l" {}
        resource "aws_api_gateway_stage" "b" {
          rest_api_id = aws_api_gateway_rest_api.b.id
          stage_name  = "live"
        }
        resource "aws_api_gateway_method_settings" "s" {
          rest_api_id = aws_api_gateway_stage.b.rest_api_id
          stage_name  = "live"
          method_path = "*/*"
        }
        resource "aws_api_gateway_usage_plan" "p" {
          api_stages {
            api_id = aws_api_gateway_rest_api.a.id
            stage  = aws_api_gateway_stage.a.stage_name
          }
        }
        resource "aws_api_gateway_usage_plan_key" "k" {
          key_id        = aws_api_gateway_api_key.k.id
          usage_plan_id = aws_api_gateway_usage_plan.p.id
        }
        resource "aws_api_gateway_api_key" "k" {}
        resource "aws_api_gateway_domain_name" "d" {
          domain_name              = "api.example.com"
          regional_certificate_arn = aws_acm_certificate.c.arn
        }
        resource "aws_acm_certificate" "c" {}
        resource "aws_api_gateway_base_path_mapping" "m" {
          api_id      = aws_api_gateway_rest_api.a.id
          stage_name  = "live"
          domain_name = "api.example.com"
        }
        resource "aws_wafv2_web_acl" "w" {}
        resource "aws_wafv2_web_acl_association" "w" {
          web_acl_arn  = aws_wafv2_web_acl.w.arn
          resource_arn = "arn:aws:apigateway:eu-west-1::/restapis/${aws_api_gateway_rest_api.b.id}/stages/${aws_api_gateway_stage.b.stage_name}"
        }
        "#,
        &[
            "aws_api_gateway_base_path_mapping.m api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_base_path_mapping.m domain_name -> aws_api_gateway_domain_name.d exact",
            "aws_api_gateway_base_path_mapping.m stage_name -> aws_api_gateway_stage.a exact",
            "aws_api_gateway_deployment.d rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_domain_name.d regional_certificate_arn -> aws_acm_certificate.c exact",
            "aws_api_gateway_method_settings.s rest_api_id -> aws_api_gateway_rest_api.b exact",
            "aws_api_gateway_method_settings.s stage_name -> aws_api_gateway_stage.b exact",
            "aws_api_gateway_stage.a access_log_settings[0].destination_arn -> aws_cloudwatch_log_group.l exact",
            "aws_api_gateway_stage.a deployment_id -> aws_api_gateway_deployment.d exact",
            "aws_api_gateway_stage.a rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_stage.b rest_api_id -> aws_api_gateway_rest_api.b exact",
            "aws_api_gateway_usage_plan.p api_stages[0].api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_usage_plan.p api_stages[0].stage -> aws_api_gateway_stage.a exact",
            "aws_api_gateway_usage_plan_key.k key_id -> aws_api_gateway_api_key.k exact",
            "aws_api_gateway_usage_plan_key.k usage_plan_id -> aws_api_gateway_usage_plan.p exact",
            "aws_wafv2_web_acl_association.w resource_arn -> aws_api_gateway_stage.b exact",
            "aws_wafv2_web_acl_association.w web_acl_arn -> aws_wafv2_web_acl.w exact",
        ],
    );
}

#[test]
fn rest_methods_and_documents() {
    check(
        r#"
        resource "aws_api_gateway_rest_api" "a" {}
        resource "aws_api_gateway_resource" "r" {
          rest_api_id = aws_api_gateway_rest_api.a.id
          parent_id   = aws_api_gateway_rest_api.a.root_resource_id
        }
        resource "aws_api_gateway_model" "m" {
          rest_api_id = aws_api_gateway_rest_api.a.id
          name        = "Order"
        }
        resource "aws_api_gateway_request_validator" "v" {
          rest_api_id = aws_api_gateway_rest_api.a.id
        }
        resource "aws_api_gateway_authorizer" "z" {
          rest_api_id    = aws_api_gateway_rest_api.a.id
          authorizer_uri = aws_lambda_function.f.invoke_arn
        }
        resource "aws_api_gateway_method" "m" {
          rest_api_id          = aws_api_gateway_rest_api.a.id
          resource_id          = aws_api_gateway_resource.r.id
          authorizer_id        = aws_api_gateway_authorizer.z.id
          request_validator_id = aws_api_gateway_request_validator.v.id
          request_models       = { "application/json" = "Order" }
        }
        resource "aws_api_gateway_integration" "i" {
          rest_api_id = aws_api_gateway_rest_api.a.id
          resource_id = aws_api_gateway_method.m.resource_id
          uri         = "http://${aws_lb.n.dns_name}/orders"
        }
        resource "aws_lb" "n" {}
        resource "aws_lambda_function" "f" {
          function_name = "f"
        }
        resource "aws_lambda_permission" "p" {
          function_name = aws_lambda_alias.live.function_name
          qualifier     = "live"
          source_arn    = "${aws_api_gateway_rest_api.a.execution_arn}/*/GET/orders"
        }
        resource "aws_lambda_alias" "live" {
          name          = "live"
          function_name = aws_lambda_function.f.arn
        }
        resource "aws_lambda_alias" "other" {
          name          = "live"
          function_name = "other"
        }
        resource "aws_api_gateway_rest_api" "whole" {
          body = jsonencode({ paths = { "/" = { get = {
            x-amazon-apigateway-integration = { uri = aws_lambda_function.f.invoke_arn }
          } } } })
        }
        "#,
        &[
            "aws_api_gateway_authorizer.z authorizer_uri -> aws_lambda_function.f exact",
            "aws_api_gateway_authorizer.z rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_integration.i resource_id -> aws_api_gateway_resource.r exact",
            "aws_api_gateway_integration.i rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_integration.i uri -> aws_lb.n exact",
            "aws_api_gateway_method.m authorizer_id -> aws_api_gateway_authorizer.z exact",
            "aws_api_gateway_method.m request_models -> aws_api_gateway_model.m exact",
            "aws_api_gateway_method.m request_validator_id -> aws_api_gateway_request_validator.v exact",
            "aws_api_gateway_method.m resource_id -> aws_api_gateway_resource.r exact",
            "aws_api_gateway_method.m rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_model.m rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_request_validator.v rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_resource.r parent_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_resource.r rest_api_id -> aws_api_gateway_rest_api.a exact",
            "aws_api_gateway_rest_api.whole body -> aws_lambda_function.f exact",
            "aws_lambda_alias.live function_name -> aws_lambda_function.f exact",
            "aws_lambda_permission.p function_name -> aws_lambda_function.f exact",
            "aws_lambda_permission.p qualifier -> aws_lambda_alias.live exact",
            "aws_lambda_permission.p source_arn -> aws_api_gateway_rest_api.a exact",
        ],
    );
}

#[test]
fn http_apis() {
    check(
        r#"
        resource "aws_apigatewayv2_api" "a" {}
        resource "aws_apigatewayv2_authorizer" "z" {
          api_id = aws_apigatewayv2_api.a.id
          jwt_configuration {
            issuer   = "https://cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.p.id}"
            audience = [aws_cognito_user_pool_client.c.id]
          }
        }
        resource "aws_cognito_user_pool" "p" {}
        resource "aws_cognito_user_pool_client" "c" {}
        resource "aws_apigatewayv2_integration" "i" {
          api_id          = aws_apigatewayv2_api.a.id
          connection_id   = aws_apigatewayv2_vpc_link.l.id
          integration_uri = aws_lb_listener.n.arn
        }
        resource "aws_apigatewayv2_vpc_link" "l" {
          security_group_ids = [aws_security_group.a.id]
        }
        resource "aws_security_group" "a" {}
        resource "aws_lb_listener" "n" {}
        resource "aws_apigatewayv2_route" "r" {
          api_id        = aws_apigatewayv2_integration.i.api_id
          authorizer_id = aws_apigatewayv2_authorizer.z.id
          target        = "integrations/${aws_apigatewayv2_integration.i.id}"
        }
        resource "aws_apigatewayv2_stage" "s" {
          api_id = aws_apigatewayv2_route.r.api_id
          name   = "$default"
        }
        resource "aws_apigatewayv2_domain_name" "d" {
          domain_name = "api.example.com"
          domain_name_configuration {
            certificate_arn = aws_acm_certificate.c.arn
          }
          mutual_tls_authentication {
            truststore_uri = "s3://trust/ca.pem"
          }
        }
        resource "aws_s3_bucket" "trust" {
          bucket = "trust"
        }
        resource "aws_acm_certificate" "c" {}
        resource "aws_apigatewayv2_api_mapping" "m" {
          api_id      = aws_apigatewayv2_api.a.id
          domain_name = aws_apigatewayv2_domain_name.d.id
          stage       = aws_apigatewayv2_stage.s.id
        }
        resource "aws_apigatewayv2_routing_rule" "r" {
          domain_name = "api.example.com"
          action {
            invoke_api {
              api_id = aws_apigatewayv2_api.a.id
              stage  = "$default"
            }
          }
        }
        "#,
        &[
            "aws_apigatewayv2_api_mapping.m api_id -> aws_apigatewayv2_api.a exact",
            "aws_apigatewayv2_api_mapping.m domain_name -> aws_apigatewayv2_domain_name.d exact",
            "aws_apigatewayv2_api_mapping.m stage -> aws_apigatewayv2_stage.s exact",
            "aws_apigatewayv2_authorizer.z api_id -> aws_apigatewayv2_api.a exact",
            "aws_apigatewayv2_authorizer.z jwt_configuration[0].audience -> aws_cognito_user_pool_client.c exact",
            "aws_apigatewayv2_authorizer.z jwt_configuration[0].issuer -> aws_cognito_user_pool.p exact",
            "aws_apigatewayv2_domain_name.d domain_name_configuration[0].certificate_arn -> aws_acm_certificate.c exact",
            "aws_apigatewayv2_domain_name.d mutual_tls_authentication[0].truststore_uri -> aws_s3_bucket.trust exact",
            "aws_apigatewayv2_integration.i api_id -> aws_apigatewayv2_api.a exact",
            "aws_apigatewayv2_integration.i connection_id -> aws_apigatewayv2_vpc_link.l exact",
            "aws_apigatewayv2_integration.i integration_uri -> aws_lb_listener.n exact",
            "aws_apigatewayv2_route.r api_id -> aws_apigatewayv2_api.a exact",
            "aws_apigatewayv2_route.r authorizer_id -> aws_apigatewayv2_authorizer.z exact",
            "aws_apigatewayv2_route.r target -> aws_apigatewayv2_integration.i exact",
            "aws_apigatewayv2_routing_rule.r action[0].invoke_api[0].api_id -> aws_apigatewayv2_api.a exact",
            "aws_apigatewayv2_routing_rule.r action[0].invoke_api[0].stage -> aws_apigatewayv2_stage.s exact",
            "aws_apigatewayv2_routing_rule.r domain_name -> aws_apigatewayv2_domain_name.d exact",
            "aws_apigatewayv2_stage.s api_id -> aws_apigatewayv2_api.a exact",
            "aws_apigatewayv2_vpc_link.l security_group_ids -> aws_security_group.a exact",
        ],
    );
}

#[test]
fn the_edge() {
    check(
        r#"
        resource "aws_cloudfront_distribution" "d" {
          web_acl_id = aws_wafv2_web_acl.w.arn
          origin {
            origin_id                = "site"
            domain_name              = aws_s3_bucket.site.bucket_regional_domain_name
            origin_access_control_id = aws_cloudfront_origin_access_control.o.id
          }
          default_cache_behavior {
            target_origin_id           = "site"
            cache_policy_id            = aws_cloudfront_cache_policy.c.id
            response_headers_policy_id = aws_cloudfront_response_headers_policy.r.id
            function_association {
              event_type   = "viewer-request"
              function_arn = aws_cloudfront_function.f.arn
            }
          }
          ordered_cache_behavior {
            target_origin_id         = "site"
            origin_request_policy_id = aws_cloudfront_origin_request_policy.q.id
            trusted_key_groups       = [aws_cloudfront_key_group.k.id]
            lambda_function_association {
              event_type = "origin-request"
              lambda_arn = aws_lambda_function.e.qualified_arn
            }
          }
          viewer_certificate {
            acm_certificate_arn = aws_acm_certificate.c.arn
          }
          logging_config {
            bucket = "logs.s3.amazonaws.com"
          }
        }
        resource "aws_wafv2_web_acl" "w" {
          rule {
            name     = "block"
            priority = 1
            statement {
              not_statement {
                statement {
                  ip_set_reference_statement {
                    arn = aws_wafv2_ip_set.i.arn
                  }
                }
              }
            }
          }
          rule {
            name     = "group"
            priority = 2
            statement {
              rule_group_reference_statement {
                arn = aws_wafv2_rule_group.g.arn
              }
            }
          }
        }
        resource "aws_wafv2_ip_set" "i" {}
        resource "aws_wafv2_rule_group" "g" {}
        resource "aws_wafv2_web_acl_logging_configuration" "l" {
          resource_arn            = aws_wafv2_web_acl.w.arn
          log_destination_configs = [aws_kinesis_firehose_delivery_stream.f.arn]
        }
        resource "aws_kinesis_firehose_delivery_stream" "f" {}
        resource "aws_s3_bucket" "site" {}
        resource "aws_s3_bucket" "logs" {
          bucket = "logs"
        }
        resource "aws_s3_bucket_policy" "site" {
          bucket = aws_s3_bucket.site.id
        }
        resource "aws_cloudfront_origin_access_control" "o" {}
        resource "aws_cloudfront_cache_policy" "c" {}
        resource "aws_cloudfront_response_headers_policy" "r" {}
        resource "aws_cloudfront_origin_request_policy" "q" {}
        resource "aws_cloudfront_function" "f" {}
        resource "aws_cloudfront_key_group" "k" {
          items = [aws_cloudfront_public_key.k.id]
        }
        resource "aws_cloudfront_public_key" "k" {}
        resource "aws_lambda_function" "e" {}
        resource "aws_acm_certificate" "c" {}
        resource "aws_shield_protection" "s" {
          resource_arn = aws_cloudfront_distribution.d.arn
        }
        resource "aws_globalaccelerator_endpoint_group" "g" {
          listener_arn = aws_globalaccelerator_listener.l.id
          endpoint_configuration {
            endpoint_id = aws_lb.n.arn
          }
        }
        resource "aws_globalaccelerator_listener" "l" {
          accelerator_arn = aws_globalaccelerator_accelerator.a.id
        }
        resource "aws_globalaccelerator_accelerator" "a" {}
        resource "aws_lb" "n" {}
        "#,
        &[
            "aws_cloudfront_distribution.d default_cache_behavior[0].cache_policy_id -> aws_cloudfront_cache_policy.c exact",
            "aws_cloudfront_distribution.d default_cache_behavior[0].function_association[0].function_arn -> aws_cloudfront_function.f exact",
            "aws_cloudfront_distribution.d default_cache_behavior[0].response_headers_policy_id -> aws_cloudfront_response_headers_policy.r exact",
            "aws_cloudfront_distribution.d logging_config[0].bucket -> aws_s3_bucket.logs exact",
            "aws_cloudfront_distribution.d ordered_cache_behavior[0].lambda_function_association[0].lambda_arn -> aws_lambda_function.e exact",
            "aws_cloudfront_distribution.d ordered_cache_behavior[0].origin_request_policy_id -> aws_cloudfront_origin_request_policy.q exact",
            "aws_cloudfront_distribution.d ordered_cache_behavior[0].trusted_key_groups -> aws_cloudfront_key_group.k exact",
            "aws_cloudfront_distribution.d origin[0].domain_name -> aws_s3_bucket.site exact",
            "aws_cloudfront_distribution.d origin[0].origin_access_control_id -> aws_cloudfront_origin_access_control.o exact",
            "aws_cloudfront_distribution.d viewer_certificate[0].acm_certificate_arn -> aws_acm_certificate.c exact",
            "aws_cloudfront_distribution.d web_acl_id -> aws_wafv2_web_acl.w exact",
            "aws_cloudfront_key_group.k items -> aws_cloudfront_public_key.k exact",
            "aws_globalaccelerator_endpoint_group.g endpoint_configuration[0].endpoint_id -> aws_lb.n exact",
            "aws_globalaccelerator_endpoint_group.g listener_arn -> aws_globalaccelerator_listener.l exact",
            "aws_globalaccelerator_listener.l accelerator_arn -> aws_globalaccelerator_accelerator.a exact",
            "aws_s3_bucket_policy.site bucket -> aws_s3_bucket.site exact",
            "aws_shield_protection.s resource_arn -> aws_cloudfront_distribution.d exact",
            "aws_wafv2_web_acl.w rule[0].statement[0].not_statement[0].statement[0].ip_set_reference_statement[0].arn -> aws_wafv2_ip_set.i exact",
            "aws_wafv2_web_acl.w rule[1].statement[0].rule_group_reference_statement[0].arn -> aws_wafv2_rule_group.g exact",
            "aws_wafv2_web_acl_logging_configuration.l log_destination_configs -> aws_kinesis_firehose_delivery_stream.f exact",
            "aws_wafv2_web_acl_logging_configuration.l resource_arn -> aws_wafv2_web_acl.w exact",
        ],
    );
}

#[test]
fn records() {
    check(
        r#"
        resource "aws_route53_zone" "z" {}
        resource "aws_lb" "x" {}
        resource "aws_route53_record" "a" {
          zone_id = aws_route53_zone.z.zone_id
          name    = "a"
          alias {
            name    = aws_lb.x.dns_name
            zone_id = aws_lb.x.zone_id
          }
        }
        resource "aws_route53_record" "v6" {
          zone_id = aws_route53_zone.z.zone_id
          name    = "a"
          alias {
            name    = aws_apigatewayv2_domain_name.d.domain_name_configuration[0].target_domain_name
            zone_id = aws_apigatewayv2_domain_name.d.domain_name_configuration[0].hosted_zone_id
          }
        }
        resource "aws_apigatewayv2_domain_name" "d" {
          domain_name = "api.example.com"
          domain_name_configuration {}
        }
        resource "aws_acm_certificate" "c" {}
        resource "aws_route53_record" "proof" {
          name    = "x"
          records = [tolist(aws_acm_certificate.c.domain_validation_options)[0].resource_record_value]
        }
        resource "aws_acm_certificate_validation" "v" {
          certificate_arn         = aws_acm_certificate.c.arn
          validation_record_fqdns = [aws_route53_record.proof.fqdn]
        }
        "#,
        &[
            "aws_acm_certificate_validation.v certificate_arn -> aws_acm_certificate.c exact",
            "aws_acm_certificate_validation.v validation_record_fqdns -> aws_route53_record.proof exact",
            "aws_route53_record.a alias[0].name -> aws_lb.x exact",
            "aws_route53_record.a alias[0].zone_id -> aws_lb.x exact",
            "aws_route53_record.a zone_id -> aws_route53_zone.z exact",
            "aws_route53_record.proof records -> aws_acm_certificate.c exact",
            "aws_route53_record.v6 alias[0].name -> aws_apigatewayv2_domain_name.d exact",
            "aws_route53_record.v6 alias[0].zone_id -> aws_apigatewayv2_domain_name.d exact",
            "aws_route53_record.v6 zone_id -> aws_route53_zone.z exact",
        ],
    );
}

/// Inline blocks show one expression for all of them.
#[test]
fn security_groups_and_routes() {
    check(
        r#"
        resource "aws_security_group" "lb" {}
        resource "aws_security_group" "admin" {}
        resource "aws_security_group" "one" {
          ingress {
            from_port       = 80
            security_groups = [aws_security_group.lb.id]
          }
        }
        resource "aws_security_group" "two" {
          ingress {
            from_port       = 80
            security_groups = [aws_security_group.lb.id]
          }
          ingress {
            from_port       = 22
            security_groups = [aws_security_group.admin.id]
          }
        }
        resource "aws_security_group_rule" "old" {
          type                     = "ingress"
          security_group_id        = aws_security_group.one.id
          source_security_group_id = aws_security_group.admin.id
        }
        resource "aws_vpc_security_group_ingress_rule" "new" {
          security_group_id            = aws_security_group_rule.old.security_group_id
          referenced_security_group_id = aws_security_group.lb.id
        }
        resource "aws_vpc_security_group_ingress_rule" "edge" {
          security_group_id = aws_security_group.lb.id
          prefix_list_id    = data.aws_ec2_managed_prefix_list.cloudfront.id
        }
        data "aws_ec2_managed_prefix_list" "cloudfront" {
          name = "com.amazonaws.global.cloudfront.origin-facing"
        }
        resource "aws_subnet" "public" {}
        resource "aws_internet_gateway" "i" {}
        resource "aws_route_table" "t" {
          route {
            cidr_block = "0.0.0.0/0"
            gateway_id = aws_internet_gateway.i.id
          }
        }
        resource "aws_route_table_association" "a" {
          subnet_id      = aws_subnet.public.id
          route_table_id = aws_route_table.t.id
        }
        "#,
        &[
            "aws_route_table.t route[0].gateway_id -> aws_internet_gateway.i exact",
            "aws_route_table_association.a route_table_id -> aws_route_table.t exact",
            "aws_route_table_association.a subnet_id -> aws_subnet.public exact",
            "aws_security_group.one ingress[0].security_groups -> aws_security_group.lb exact",
            "aws_security_group.two ingress[0].security_groups -> aws_security_group.admin ambiguous",
            "aws_security_group.two ingress[0].security_groups -> aws_security_group.lb ambiguous",
            "aws_security_group.two ingress[1].security_groups -> aws_security_group.admin ambiguous",
            "aws_security_group.two ingress[1].security_groups -> aws_security_group.lb ambiguous",
            "aws_security_group_rule.old security_group_id -> aws_security_group.one exact",
            "aws_security_group_rule.old source_security_group_id -> aws_security_group.admin exact",
            "aws_vpc_security_group_ingress_rule.edge prefix_list_id -> data.aws_ec2_managed_prefix_list.cloudfront exact",
            "aws_vpc_security_group_ingress_rule.edge security_group_id -> aws_security_group.lb exact",
            "aws_vpc_security_group_ingress_rule.new referenced_security_group_id -> aws_security_group.lb exact",
            "aws_vpc_security_group_ingress_rule.new security_group_id -> aws_security_group.one exact",
        ],
    );
}

#[test]
fn lattice_and_graphql() {
    check(
        r#"
        resource "aws_vpclattice_service" "s" {}
        resource "aws_vpclattice_service_network" "n" {}
        resource "aws_vpclattice_target_group" "g" {}
        resource "aws_vpclattice_listener" "l" {
          service_identifier = aws_vpclattice_service.s.id
          default_action {
            forward {
              target_groups {
                target_group_identifier = aws_vpclattice_target_group.g.id
              }
            }
          }
        }
        resource "aws_vpclattice_listener_rule" "r" {
          service_identifier  = aws_vpclattice_listener.l.service_identifier
          listener_identifier = aws_vpclattice_listener.l.listener_id
        }
        resource "aws_vpclattice_target_group_attachment" "a" {
          target_group_identifier = aws_vpclattice_target_group.g.id
          target {
            id = aws_lambda_function.f.arn
          }
        }
        resource "aws_lambda_function" "f" {}
        resource "aws_vpclattice_service_network_service_association" "a" {
          service_identifier         = aws_vpclattice_service.s.id
          service_network_identifier = aws_vpclattice_service_network.n.arn
        }
        resource "aws_appsync_graphql_api" "a" {
          user_pool_config {
            user_pool_id = aws_cognito_user_pool.p.id
          }
        }
        resource "aws_cognito_user_pool" "p" {}
        resource "aws_appsync_datasource" "d" {
          api_id = aws_appsync_graphql_api.a.id
          lambda_config {
            function_arn = aws_lambda_function.f.arn
          }
        }
        "#,
        &[
            "aws_appsync_datasource.d api_id -> aws_appsync_graphql_api.a exact",
            "aws_appsync_datasource.d lambda_config[0].function_arn -> aws_lambda_function.f exact",
            "aws_appsync_graphql_api.a user_pool_config[0].user_pool_id -> aws_cognito_user_pool.p exact",
            "aws_vpclattice_listener.l default_action[0].forward[0].target_groups[0].target_group_identifier -> aws_vpclattice_target_group.g exact",
            "aws_vpclattice_listener.l service_identifier -> aws_vpclattice_service.s exact",
            "aws_vpclattice_listener_rule.r listener_identifier -> aws_vpclattice_listener.l exact",
            "aws_vpclattice_listener_rule.r service_identifier -> aws_vpclattice_service.s exact",
            "aws_vpclattice_service_network_service_association.a service_identifier -> aws_vpclattice_service.s exact",
            "aws_vpclattice_service_network_service_association.a service_network_identifier -> aws_vpclattice_service_network.n exact",
            "aws_vpclattice_target_group_attachment.a target[0].id -> aws_lambda_function.f exact",
            "aws_vpclattice_target_group_attachment.a target_group_identifier -> aws_vpclattice_target_group.g exact",
        ],
    );
}

/// Known values alone tell as much, in whatever shape they come; what belongs
/// to another account is no match.
#[test]
fn values_without_references() {
    check(
        r#"
        resource "aws_lambda_function" "f" {
          function_name = "orders"
          arn           = "arn:aws:lambda:eu-west-1:123456789012:function:orders"
        }
        resource "aws_lambda_permission" "own" {
          function_name = "arn:aws:lambda:eu-west-1:123456789012:function:orders:live"
          source_arn    = "arn:aws:execute-api:eu-west-1:123456789012:abc/*/GET/orders"
        }
        resource "aws_lambda_permission" "theirs" {
          function_name = "arn:aws:lambda:eu-west-1:999999999999:function:orders"
        }
        resource "aws_api_gateway_rest_api" "a" {
          execution_arn = "arn:aws:execute-api:eu-west-1:123456789012:abc"
        }
        resource "aws_lb" "x" {
          dns_name = "Shop-1.eu-west-1.elb.amazonaws.com"
          zone_id  = "Z32O12XQLNTSW2"
        }
        resource "aws_lb" "y" {
          zone_id = "Z32O12XQLNTSW2"
        }
        resource "aws_route53_record" "r" {
          alias {
            name    = "dualstack.shop-1.eu-west-1.elb.amazonaws.com."
            zone_id = "Z32O12XQLNTSW2"
          }
        }
        resource "aws_apigatewayv2_api" "whole" {
          body = "{\"uri\":\"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:orders/invocations\"}"
        }
        "#,
        &[
            "aws_apigatewayv2_api.whole body -> aws_lambda_function.f exact",
            "aws_lambda_permission.own function_name -> aws_lambda_function.f exact",
            "aws_lambda_permission.own source_arn -> aws_api_gateway_rest_api.a exact",
            "aws_route53_record.r alias[0].name -> aws_lb.x exact",
        ],
    );
}
