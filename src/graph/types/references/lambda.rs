//! Functions, their aliases, URLs and permissions.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const QUALIFIED: &[Target] = &[("aws_lambda_alias", &["name"])];

pub(super) const REFERENCES: &[Reference] = &[
    formed(
        &[
            "aws_lambda_permission",
            "aws_lambda_function_url",
            "aws_lambda_provisioned_concurrency_config",
            "aws_lambda_event_source_mapping",
            "aws_lambda_function_event_invoke_config",
        ],
        "function_name",
        FUNCTIONS,
        Form::Function,
    ),
    formed(
        &["aws_lambda_alias"],
        "function_name",
        &[FUNCTION],
        Form::Function,
    ),
    formed(
        &[
            "aws_lambda_permission",
            "aws_lambda_function_url",
            "aws_lambda_provisioned_concurrency_config",
        ],
        "qualifier",
        QUALIFIED,
        Form::Within("function_name"),
    ),
    formed(
        &["aws_lambda_permission"],
        "source_arn",
        &[
            GROUP,
            // These are mistakes, and have to be seen as such.
            LB,
            LISTENER,
            REST_API,
            HTTP_API,
            ("aws_cloudfront_distribution", &["arn"]),
            ("aws_cognito_user_pool", &["arn"]),
            ("aws_api_gateway_stage", &["execution_arn"]),
            ("aws_api_gateway_deployment", &["execution_arn"]),
            ("aws_apigatewayv2_stage", &["execution_arn"]),
            ("aws_vpclattice_target_group", &["arn"]),
        ],
        Form::Execution,
    ),
    formed(
        &["aws_lambda_resource_policy"],
        "resource_arn",
        FUNCTIONS,
        Form::Function,
    ),
    plain(
        &["aws_lambda_function"],
        "role",
        &[("aws_iam_role", &["arn"])],
    ),
    plain(&["aws_lambda_function"], "vpc_config.subnet_ids", SUBNETS),
    plain(
        &["aws_lambda_function"],
        "vpc_config.security_group_ids",
        SECURITY_GROUPS,
    ),
    plain(
        &["aws_lambda_function"],
        "logging_config.log_group",
        &[("aws_cloudwatch_log_group", &["name", "id"])],
    ),
];
