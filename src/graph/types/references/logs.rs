//! Where logs go, and the buckets they land in.

use super::targets::*;
use super::{Form, Reference, formed, plain};

const DESTINATION: &[&str] = &["aws_cloudwatch_log_delivery_destination"];

pub(super) const REFERENCES: &[Reference] = &[
    plain(
        &["aws_cloudwatch_log_delivery_source"],
        "resource_arn",
        &[
            LB,
            ("aws_cloudfront_distribution", &["arn"]),
            TENANTED,
            ("aws_wafv2_web_acl", &["arn"]),
            ("aws_cognito_user_pool", &["arn"]),
        ],
    ),
    plain(
        DESTINATION,
        "delivery_destination_configuration.destination_resource_arn",
        &[LOG_GROUP, FIREHOSE, BUCKET_ARN],
    ),
    plain(
        &["aws_cloudwatch_log_delivery"],
        "delivery_source_name",
        &[("aws_cloudwatch_log_delivery_source", &["name"])],
    ),
    plain(
        &["aws_cloudwatch_log_delivery"],
        "delivery_destination_arn",
        &[("aws_cloudwatch_log_delivery_destination", &["arn"])],
    ),
    plain(
        &["aws_cloudfront_realtime_log_config"],
        "endpoint.kinesis_stream_config.stream_arn",
        &[("aws_kinesis_stream", &["arn", "id"])],
    ),
    plain(
        &["aws_kinesis_firehose_delivery_stream"],
        "extended_s3_configuration.bucket_arn",
        &[BUCKET_ARN],
    ),
    plain(
        &[
            "aws_s3_bucket_policy",
            "aws_s3_bucket_acl",
            "aws_s3_bucket_ownership_controls",
            "aws_s3_bucket_public_access_block",
            "aws_s3_bucket_server_side_encryption_configuration",
            "aws_s3_bucket_website_configuration",
        ],
        "bucket",
        &[BUCKET],
    ),
    formed(
        &["aws_route53_query_log"],
        "cloudwatch_log_group_arn",
        &[LOG_GROUP],
        Form::Plain,
    ),
];
