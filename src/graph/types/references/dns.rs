//! Route 53.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const RECORD: &[&str] = &["aws_route53_record"];

const ALIASED: &[Target] = &[
    LB_HOST,
    ELB_HOST,
    DISTRIBUTION_HOST,
    ("aws_cloudfront_connection_group", &["routing_endpoint"]),
    (
        "aws_api_gateway_domain_name",
        &["regional_domain_name", "cloudfront_domain_name"],
    ),
    (
        "aws_apigatewayv2_domain_name",
        &["domain_name_configuration.target_domain_name"],
    ),
    (
        "aws_globalaccelerator_accelerator",
        &["dns_name", "dual_stack_dns_name"],
    ),
    ("aws_s3_bucket", &["website_domain", "website_endpoint"]),
    WEBSITE_HOST,
    (
        "aws_cognito_user_pool_domain",
        &["cloudfront_distribution", "cloudfront_distribution_arn"],
    ),
    ("aws_appsync_domain_name", &["appsync_domain_name"]),
    ("aws_vpclattice_service", &["dns_entry.domain_name"]),
    ("aws_apprunner_custom_domain_association", &["dns_target"]),
    VPC_ENDPOINT_HOST,
    KUBERNETES[0],
    KUBERNETES[1],
    KUBERNETES[2],
    KUBERNETES[3],
    ("aws_route53_record", &["fqdn", "name"]),
];

/// The zones of the same; all load balancers of a region share one.
const ALIASED_ZONES: &[Target] = &[
    ("aws_lb", &["zone_id"]),
    ("aws_elb", &["zone_id"]),
    ("aws_cloudfront_distribution", &["hosted_zone_id"]),
    (
        "aws_api_gateway_domain_name",
        &["regional_zone_id", "cloudfront_zone_id"],
    ),
    (
        "aws_apigatewayv2_domain_name",
        &["domain_name_configuration.hosted_zone_id"],
    ),
    ("aws_globalaccelerator_accelerator", &["hosted_zone_id"]),
    ("aws_s3_bucket", &["hosted_zone_id"]),
    (
        "aws_cognito_user_pool_domain",
        &["cloudfront_distribution_zone_id"],
    ),
    ("aws_appsync_domain_name", &["hosted_zone_id"]),
    ("aws_vpclattice_service", &["dns_entry.hosted_zone_id"]),
    ("aws_vpc_endpoint", &["dns_entry.hosted_zone_id"]),
    ("aws_route53_zone", &["zone_id", "id"]),
];

pub(super) const REFERENCES: &[Reference] = &[
    formed(RECORD, "alias.name", ALIASED, Form::Host),
    formed(RECORD, "alias.zone_id", ALIASED_ZONES, Form::Shared),
    formed(
        RECORD,
        "records",
        &[
            LB_HOST,
            ELB_HOST,
            DISTRIBUTION_HOST,
            ("aws_cloudfront_connection_group", &["routing_endpoint"]),
            (
                "aws_api_gateway_domain_name",
                &["regional_domain_name", "cloudfront_domain_name"],
            ),
            (
                "aws_apigatewayv2_domain_name",
                &["domain_name_configuration.target_domain_name"],
            ),
            ("aws_globalaccelerator_accelerator", &["dns_name"]),
            (
                "aws_acm_certificate",
                &["domain_validation_options.resource_record_value"],
            ),
            ("aws_apprunner_service", &["service_url"]),
            ("aws_apprunner_custom_domain_association", &["dns_target"]),
            KUBERNETES[0],
            KUBERNETES[1],
            KUBERNETES[2],
            KUBERNETES[3],
            VPC_ENDPOINT_HOST,
            ("aws_appsync_domain_name", &["appsync_domain_name"]),
            ("aws_instance", &["public_ip", "private_ip", "public_dns"]),
            ("aws_eip", &["public_ip", "public_dns"]),
        ],
        Form::Host,
    ),
    plain(
        RECORD,
        "zone_id",
        &[("aws_route53_zone", &["zone_id", "id"])],
    ),
    plain(
        RECORD,
        "health_check_id",
        &[("aws_route53_health_check", &["id"])],
    ),
    formed(&["aws_route53_health_check"], "fqdn", HOSTS, Form::Host),
    formed(
        &["aws_route53_health_check"],
        "child_healthchecks",
        &[("aws_route53_health_check", &["id"])],
        Form::Peer,
    ),
    plain(
        &["aws_route53_query_log"],
        "zone_id",
        &[("aws_route53_zone", &["zone_id", "id"])],
    ),
    plain(&["aws_route53_zone"], "vpc.vpc_id", VPC),
];
