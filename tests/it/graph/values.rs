//! Links by equal values alone.

use super::check;

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
