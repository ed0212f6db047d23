//! Distributions and records.

use super::check;

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
