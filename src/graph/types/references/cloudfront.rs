//! CloudFront and Global Accelerator.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const DISTRIBUTIONS: &[&str] = &["aws_cloudfront_distribution"];
const MULTITENANT: &[&str] = &["aws_cloudfront_multitenant_distribution"];
const ALL: &[&str] = &[
    "aws_cloudfront_distribution",
    "aws_cloudfront_multitenant_distribution",
];
const TENANT: &[&str] = &["aws_cloudfront_distribution_tenant"];

/// An attribute of every kind of behavior.
macro_rules! behavior {
    ($attribute:literal) => {
        concat!(
            "default_cache_behavior|ordered_cache_behavior|cache_behavior.",
            $attribute
        )
    };
}

const CACHE_POLICY: &[Target] = &[("aws_cloudfront_cache_policy", &["id"])];
const REQUEST_POLICY: &[Target] = &[("aws_cloudfront_origin_request_policy", &["id"])];
const HEADERS_POLICY: &[Target] = &[("aws_cloudfront_response_headers_policy", &["id"])];
const REALTIME_LOGS: &[Target] = &[("aws_cloudfront_realtime_log_config", &["arn", "id"])];
const KEY_GROUP: &[Target] = &[("aws_cloudfront_key_group", &["id"])];
const EDGE_FUNCTION: &[Target] = &[("aws_cloudfront_function", &["arn"])];
const TRUST_STORE: &[Target] = &[("aws_cloudfront_trust_store", &["id", "arn"])];
const KEY_VALUE_STORE: &[Target] = &[("aws_cloudfront_key_value_store", &["arn"])];
const ENCRYPTION: &[Target] = &[("aws_cloudfront_field_level_encryption_config", &["id"])];
const WEB_ACLS: &[Target] = &[WEB_ACL, ("aws_waf_web_acl", &["id"])];
const ACCELERATOR: &[Target] = &[("aws_globalaccelerator_accelerator", &["arn", "id"])];

pub(super) const REFERENCES: &[Reference] = &[
    plain(DISTRIBUTIONS, "web_acl_id", WEB_ACLS),
    plain(MULTITENANT, "web_acl_id", WEB_ACLS),
    formed(ALL, "origin.domain_name", HOSTS, Form::Host),
    plain(
        ALL,
        "origin.vpc_origin_config.vpc_origin_id",
        &[("aws_cloudfront_vpc_origin", &["id"])],
    ),
    plain(
        ALL,
        "origin.origin_access_control_id",
        &[("aws_cloudfront_origin_access_control", &["id"])],
    ),
    formed(
        DISTRIBUTIONS,
        "origin.s3_origin_config.origin_access_identity",
        &[(
            "aws_cloudfront_origin_access_identity",
            &["cloudfront_access_identity_path", "id"],
        )],
        Form::Arn,
    ),
    plain(
        ALL,
        "origin.custom_origin_config.origin_mtls_config.client_certificate_arn",
        &[CERTIFICATE],
    ),
    plain(ALL, behavior!("cache_policy_id"), CACHE_POLICY),
    plain(ALL, behavior!("origin_request_policy_id"), REQUEST_POLICY),
    plain(ALL, behavior!("response_headers_policy_id"), HEADERS_POLICY),
    plain(ALL, behavior!("realtime_log_config_arn"), REALTIME_LOGS),
    plain(ALL, behavior!("field_level_encryption_id"), ENCRYPTION),
    plain(DISTRIBUTIONS, behavior!("trusted_key_groups"), KEY_GROUP),
    plain(
        MULTITENANT,
        behavior!("trusted_key_groups.items"),
        KEY_GROUP,
    ),
    plain(
        ALL,
        behavior!("function_association.function_arn"),
        EDGE_FUNCTION,
    ),
    formed(
        DISTRIBUTIONS,
        behavior!("lambda_function_association.lambda_arn"),
        FUNCTIONS,
        Form::Function,
    ),
    formed(
        MULTITENANT,
        behavior!("lambda_function_association.lambda_function_arn"),
        FUNCTIONS,
        Form::Function,
    ),
    plain(
        ALL,
        "viewer_certificate.acm_certificate_arn",
        &[CERTIFICATE],
    ),
    plain(
        DISTRIBUTIONS,
        "viewer_certificate.iam_certificate_id",
        &[("aws_iam_server_certificate", &["id"])],
    ),
    plain(
        DISTRIBUTIONS,
        "viewer_mtls_config.trust_store_config.trust_store_id",
        TRUST_STORE,
    ),
    formed(
        DISTRIBUTIONS,
        "logging_config.bucket",
        &[BUCKET_HOST],
        Form::Host,
    ),
    plain(
        DISTRIBUTIONS,
        "continuous_deployment_policy_id",
        &[("aws_cloudfront_continuous_deployment_policy", &["id"])],
    ),
    plain(
        &[
            "aws_cloudfront_distribution",
            "aws_cloudfront_connection_group",
        ],
        "anycast_ip_list_id",
        &[("aws_cloudfront_anycast_ip_list", &["id"])],
    ),
    plain(
        &["aws_cloudfront_continuous_deployment_policy"],
        "staging_distribution_dns_names.items",
        &[DISTRIBUTION_HOST],
    ),
    plain(
        &["aws_cloudfront_monitoring_subscription"],
        "distribution_id",
        &[DISTRIBUTION],
    ),
    plain(TENANT, "distribution_id", &[TENANTED]),
    plain(
        TENANT,
        "connection_group_id",
        &[("aws_cloudfront_connection_group", &["id"])],
    ),
    plain(TENANT, "customizations.certificate.arn", &[CERTIFICATE]),
    plain(TENANT, "customizations.web_acl.arn", &[WEB_ACL]),
    plain(
        &["aws_cloudfront_vpc_origin"],
        "vpc_origin_endpoint_config.arn",
        &[LB, INSTANCE],
    ),
    plain(
        &["aws_cloudfront_key_group"],
        "items",
        &[("aws_cloudfront_public_key", &["id"])],
    ),
    plain(
        &["aws_cloudfront_function"],
        "key_value_store_associations",
        KEY_VALUE_STORE,
    ),
    plain(
        &["aws_cloudfront_trust_store"],
        "ca_certificates_bundle_source.ca_certificates_bundle_s3_location.bucket",
        &[BUCKET],
    ),
    plain(
        &["aws_globalaccelerator_listener"],
        "accelerator_arn",
        ACCELERATOR,
    ),
    plain(
        &["aws_globalaccelerator_endpoint_group"],
        "listener_arn",
        &[("aws_globalaccelerator_listener", &["arn", "id"])],
    ),
    plain(
        &["aws_globalaccelerator_endpoint_group"],
        "endpoint_configuration.endpoint_id",
        &[LB, ("aws_eip", &["id", "allocation_id"]), INSTANCE],
    ),
    plain(
        &["aws_globalaccelerator_accelerator"],
        "attributes.flow_logs_s3_bucket",
        &[BUCKET],
    ),
];
