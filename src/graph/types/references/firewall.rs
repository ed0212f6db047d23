//! WAF in its three generations, and Shield.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

/// What a regional web ACL may guard.
const PROTECTED: &[Target] = &[
    LB,
    ("aws_api_gateway_stage", &["arn", "stage_name"]),
    GRAPHQL_API,
    USER_POOL,
    ("aws_apprunner_service", &["arn", "id"]),
    ("aws_amplify_app", &["arn"]),
    // These are mistakes, and have to be seen as such.
    REST_API,
    HTTP_API,
    ("aws_apigatewayv2_stage", &["arn", "name", "id"]),
    ("aws_cloudfront_distribution", &["arn"]),
    TENANTED,
    ("aws_lambda_function", &["arn"]),
    ("aws_lambda_function_url", &["function_arn"]),
    ("aws_globalaccelerator_accelerator", &["arn", "id"]),
];

const STATEMENTS: &[&str] = &["aws_wafv2_web_acl", "aws_wafv2_rule_group"];
const RULE: &[&str] = &["aws_wafv2_web_acl_rule"];
const RULE_GROUP: &[Target] = &[("aws_wafv2_rule_group", &["arn", "id"])];
const IP_SET: &[Target] = &[("aws_wafv2_ip_set", &["arn", "id"])];
const PATTERNS: &[Target] = &[("aws_wafv2_regex_pattern_set", &["arn", "id"])];
const ASSOCIATED: &[&str] = &["aws_wafv2_web_acl_rule_group_association"];
const REGIONAL: Target = ("aws_wafregional_web_acl", &["id", "arn"]);

const GLOBAL_RULES: &[Target] = &[
    ("aws_waf_rule", &["id"]),
    ("aws_waf_rule_group", &["id"]),
    ("aws_waf_rate_based_rule", &["id"]),
];
const REGIONAL_RULES: &[Target] = &[
    ("aws_wafregional_rule", &["id"]),
    ("aws_wafregional_rule_group", &["id"]),
    ("aws_wafregional_rate_based_rule", &["id"]),
];

pub(super) const REFERENCES: &[Reference] = &[
    plain(
        &["aws_wafv2_web_acl_association"],
        "resource_arn",
        PROTECTED,
    ),
    plain(
        &["aws_wafv2_web_acl_association"],
        "web_acl_arn",
        &[WEB_ACL],
    ),
    plain(
        STATEMENTS,
        "rule.**.rule_group_reference_statement.arn",
        RULE_GROUP,
    ),
    plain(STATEMENTS, "rule.**.ip_set_reference_statement.arn", IP_SET),
    plain(
        STATEMENTS,
        "rule.**.regex_pattern_set_reference_statement.arn",
        PATTERNS,
    ),
    plain(RULE, "web_acl_arn", &[WEB_ACL]),
    plain(
        RULE,
        "statement.**.rule_group_reference_statement.arn",
        RULE_GROUP,
    ),
    plain(RULE, "statement.**.ip_set_reference_statement.arn", IP_SET),
    plain(
        RULE,
        "statement.**.regex_pattern_set_reference_statement.arn",
        PATTERNS,
    ),
    plain(ASSOCIATED, "web_acl_arn", &[WEB_ACL]),
    plain(ASSOCIATED, "rule_group_reference.arn", RULE_GROUP),
    plain(
        &["aws_wafv2_web_acl_logging_configuration"],
        "resource_arn",
        &[WEB_ACL],
    ),
    formed(
        &["aws_wafv2_web_acl_logging_configuration"],
        "log_destination_configs",
        &[LOG_GROUP, FIREHOSE, BUCKET_ARN],
        Form::Plain,
    ),
    plain(
        &["aws_wafregional_web_acl_association"],
        "resource_arn",
        PROTECTED,
    ),
    plain(
        &["aws_wafregional_web_acl_association"],
        "web_acl_id",
        &[REGIONAL],
    ),
    plain(&["aws_waf_web_acl"], "rules.rule_id", GLOBAL_RULES),
    plain(&["aws_wafregional_web_acl"], "rule.rule_id", REGIONAL_RULES),
    plain(
        &["aws_waf_web_acl", "aws_wafregional_web_acl"],
        "logging_configuration.log_destination",
        &[FIREHOSE],
    ),
    plain(
        &["aws_waf_rule_group"],
        "activated_rule.rule_id",
        GLOBAL_RULES,
    ),
    plain(
        &["aws_wafregional_rule_group"],
        "activated_rule.rule_id",
        REGIONAL_RULES,
    ),
    formed(
        &[
            "aws_shield_protection",
            "aws_shield_application_layer_automatic_response",
        ],
        "resource_arn",
        SHIELDED,
        Form::Arn,
    ),
    formed(
        &["aws_shield_protection_group"],
        "members",
        SHIELDED,
        Form::Arn,
    ),
];

const SHIELDED: &[Target] = &[
    ("aws_cloudfront_distribution", &["arn"]),
    ("aws_lb", &["arn", "id"]),
    ("aws_elb", &["arn"]),
    ADDRESS,
    ("aws_route53_zone", &["arn", "zone_id", "id"]),
    ("aws_globalaccelerator_accelerator", &["arn", "id"]),
];
