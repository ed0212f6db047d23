//! REST APIs: methods, integrations, stages, plans, domains.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const METHOD: &[&str] = &["aws_api_gateway_method"];
const INTEGRATION: &[&str] = &["aws_api_gateway_integration"];
const STAGE: &[&str] = &["aws_api_gateway_stage"];
const AUTHORIZER: &[&str] = &["aws_api_gateway_authorizer"];
const MAPPING: &[&str] = &["aws_api_gateway_base_path_mapping"];
const DOMAIN: &[&str] = &["aws_api_gateway_domain_name"];
/// What takes an OpenAPI document.
const WITH_BODY: &[&str] = &["aws_api_gateway_rest_api", "aws_api_gateway_rest_api_put"];
const DOMAIN_ACCESS: &[&str] = &["aws_api_gateway_domain_name_access_association"];

const RESOURCE: &[Target] = &[
    ("aws_api_gateway_resource", &["id"]),
    ("aws_api_gateway_rest_api", &["root_resource_id"]),
];
const STAGES: &[Target] = &[REST_STAGE, ("aws_api_gateway_deployment", &["stage_name"])];
const MODELS: &[Target] = &[("aws_api_gateway_model", &["name"])];
const BACKENDS: &[Target] = &[
    FUNCTION,
    ALIAS,
    LB_HOST,
    ELB_HOST,
    FUNCTION_URL,
    ("aws_api_gateway_rest_api", &["id"]),
    ("aws_apigatewayv2_api", &["api_endpoint"]),
    BUCKET_HOST,
];
const VPC_LINKS: &[Target] = &[
    ("aws_api_gateway_vpc_link", &["id"]),
    ("aws_apigatewayv2_vpc_link", &["id"]),
];

pub(super) const REFERENCES: &[Reference] = &[
    plain(
        &[
            "aws_api_gateway_authorizer",
            "aws_api_gateway_deployment",
            "aws_api_gateway_gateway_response",
            "aws_api_gateway_integration",
            "aws_api_gateway_integration_response",
            "aws_api_gateway_method",
            "aws_api_gateway_method_response",
            "aws_api_gateway_method_settings",
            "aws_api_gateway_model",
            "aws_api_gateway_request_validator",
            "aws_api_gateway_resource",
            "aws_api_gateway_rest_api_policy",
            "aws_api_gateway_rest_api_put",
            "aws_api_gateway_stage",
        ],
        "rest_api_id",
        &[REST_API],
    ),
    plain(
        &[
            "aws_api_gateway_method",
            "aws_api_gateway_integration",
            "aws_api_gateway_integration_response",
            "aws_api_gateway_method_response",
        ],
        "resource_id",
        RESOURCE,
    ),
    formed(
        &["aws_api_gateway_resource"],
        "parent_id",
        RESOURCE,
        Form::Peer,
    ),
    plain(
        METHOD,
        "authorizer_id",
        &[("aws_api_gateway_authorizer", &["id"])],
    ),
    plain(
        METHOD,
        "request_validator_id",
        &[("aws_api_gateway_request_validator", &["id"])],
    ),
    formed(
        &["aws_api_gateway_method"],
        "request_models",
        MODELS,
        Form::Within("rest_api_id"),
    ),
    formed(
        &["aws_api_gateway_method_response"],
        "response_models",
        MODELS,
        Form::Within("rest_api_id"),
    ),
    formed(INTEGRATION, "uri", BACKENDS, Form::Function),
    plain(INTEGRATION, "connection_id", VPC_LINKS),
    plain(INTEGRATION, "integration_target", &[LB]),
    plain(&["aws_api_gateway_vpc_link"], "target_arns", &[LB]),
    plain(AUTHORIZER, "provider_arns", &[USER_POOL]),
    formed(AUTHORIZER, "authorizer_uri", FUNCTIONS, Form::Function),
    plain(
        STAGE,
        "deployment_id",
        &[("aws_api_gateway_deployment", &["id"])],
    ),
    plain(
        STAGE,
        "client_certificate_id",
        &[("aws_api_gateway_client_certificate", &["id"])],
    ),
    plain(
        STAGE,
        "canary_settings.deployment_id",
        &[("aws_api_gateway_deployment", &["id"])],
    ),
    formed(
        STAGE,
        "access_log_settings.destination_arn",
        &[LOG_GROUP, FIREHOSE],
        Form::Plain,
    ),
    formed(
        &["aws_api_gateway_method_settings"],
        "stage_name",
        STAGES,
        Form::Within("rest_api_id"),
    ),
    plain(
        &["aws_api_gateway_rest_api"],
        "endpoint_configuration.vpc_endpoint_ids",
        &[VPC_ENDPOINT],
    ),
    // A document that cannot be read, or not yet.
    formed(
        WITH_BODY,
        "body",
        &[
            FUNCTION,
            ALIAS,
            LB,
            LB_HOST,
            ("aws_api_gateway_vpc_link", &["id"]),
            ("aws_apigatewayv2_vpc_link", &["id"]),
            USER_POOL,
        ],
        Form::Document,
    ),
    formed(WITH_BODY, "body.uri", BACKENDS, Form::Function),
    plain(WITH_BODY, "body.connection_id", VPC_LINKS),
    plain(WITH_BODY, "body.integration_target", &[LB]),
    formed(WITH_BODY, "body.authorizer_uri", FUNCTIONS, Form::Function),
    plain(WITH_BODY, "body.provider_arns", &[USER_POOL]),
    plain(
        &["aws_api_gateway_usage_plan"],
        "api_stages.api_id",
        &[REST_API],
    ),
    formed(
        &["aws_api_gateway_usage_plan"],
        "api_stages.stage",
        STAGES,
        Form::Within("api_id"),
    ),
    plain(
        &["aws_api_gateway_usage_plan_key"],
        "key_id",
        &[("aws_api_gateway_api_key", &["id"])],
    ),
    plain(
        &["aws_api_gateway_usage_plan_key"],
        "usage_plan_id",
        &[("aws_api_gateway_usage_plan", &["id"])],
    ),
    plain(MAPPING, "api_id", &[REST_API]),
    formed(MAPPING, "stage_name", STAGES, Form::Within("api_id")),
    plain(MAPPING, "domain_name", &[REST_DOMAIN]),
    plain(
        MAPPING,
        "domain_name_id",
        &[("aws_api_gateway_domain_name", &["domain_name_id"])],
    ),
    plain(DOMAIN, "certificate_arn", &[CERTIFICATE]),
    plain(DOMAIN, "regional_certificate_arn", &[CERTIFICATE]),
    plain(
        DOMAIN,
        "ownership_verification_certificate_arn",
        &[CERTIFICATE],
    ),
    formed(
        DOMAIN,
        "mutual_tls_authentication.truststore_uri",
        &[BUCKET],
        Form::Host,
    ),
    plain(DOMAIN_ACCESS, "domain_name_arn", &[REST_DOMAIN]),
    plain(DOMAIN_ACCESS, "access_association_source", &[VPC_ENDPOINT]),
];
