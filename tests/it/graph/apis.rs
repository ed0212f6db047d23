//! APIs: REST, HTTP, and what else routes requests.

use super::check;

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
