//! HTTP and WebSocket APIs: routes, integrations, authorizers, domains.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const ROUTE: &[&str] = &["aws_apigatewayv2_route"];
const INTEGRATION: &[&str] = &["aws_apigatewayv2_integration"];
const AUTHORIZER: &[&str] = &["aws_apigatewayv2_authorizer"];
const STAGE: &[&str] = &["aws_apigatewayv2_stage"];
const MAPPING: &[&str] = &["aws_apigatewayv2_api_mapping"];
const ROUTING: &[&str] = &["aws_apigatewayv2_routing_rule"];
const API: &[&str] = &["aws_apigatewayv2_api"];
const DOMAIN: &[&str] = &["aws_apigatewayv2_domain_name"];

const BACKENDS: &[Target] = &[
    FUNCTION,
    ALIAS,
    LISTENER,
    SERVICE_REGISTRY,
    LB_HOST,
    FUNCTION_URL,
];
const VPC_LINKS: &[Target] = &[("aws_apigatewayv2_vpc_link", &["id"])];

pub(super) const REFERENCES: &[Reference] = &[
    plain(
        &[
            "aws_apigatewayv2_authorizer",
            "aws_apigatewayv2_deployment",
            "aws_apigatewayv2_integration",
            "aws_apigatewayv2_integration_response",
            "aws_apigatewayv2_model",
            "aws_apigatewayv2_route",
            "aws_apigatewayv2_route_response",
            "aws_apigatewayv2_stage",
        ],
        "api_id",
        &[HTTP_API],
    ),
    formed(
        ROUTE,
        "target",
        &[("aws_apigatewayv2_integration", &["id"])],
        Form::RouteTarget,
    ),
    plain(
        ROUTE,
        "authorizer_id",
        &[("aws_apigatewayv2_authorizer", &["id"])],
    ),
    plain(
        &["aws_apigatewayv2_route_response"],
        "route_id",
        &[("aws_apigatewayv2_route", &["id"])],
    ),
    plain(
        &["aws_apigatewayv2_integration_response"],
        "integration_id",
        &[("aws_apigatewayv2_integration", &["id"])],
    ),
    formed(INTEGRATION, "integration_uri", BACKENDS, Form::Function),
    plain(INTEGRATION, "connection_id", VPC_LINKS),
    plain(
        &["aws_apigatewayv2_vpc_link"],
        "security_group_ids",
        SECURITY_GROUPS,
    ),
    plain(&["aws_apigatewayv2_vpc_link"], "subnet_ids", SUBNETS),
    formed(AUTHORIZER, "authorizer_uri", FUNCTIONS, Form::Function),
    formed(
        AUTHORIZER,
        "jwt_configuration.issuer",
        &[USER_POOL_ISSUER],
        Form::Issuer,
    ),
    formed(
        AUTHORIZER,
        "jwt_configuration.audience",
        &[USER_POOL_CLIENT],
        Form::Plain,
    ),
    plain(
        STAGE,
        "deployment_id",
        &[("aws_apigatewayv2_deployment", &["id"])],
    ),
    plain(
        STAGE,
        "access_log_settings.destination_arn",
        &[LOG_GROUP, FIREHOSE],
    ),
    // A document that cannot be read, or not yet.
    formed(
        API,
        "body",
        &[
            FUNCTION,
            ALIAS,
            LISTENER,
            LB_HOST,
            ("aws_apigatewayv2_vpc_link", &["id"]),
            USER_POOL_ISSUER,
        ],
        Form::Document,
    ),
    formed(API, "body.integration_uri", BACKENDS, Form::Function),
    plain(API, "body.connection_id", VPC_LINKS),
    formed(API, "body.authorizer_uri", FUNCTIONS, Form::Function),
    formed(API, "body.issuer", &[USER_POOL_ISSUER], Form::Issuer),
    formed(
        API,
        "body.jwt_configuration.issuer",
        &[USER_POOL_ISSUER],
        Form::Issuer,
    ),
    formed(
        API,
        "body.jwt_configuration.audience",
        &[USER_POOL_CLIENT],
        Form::Plain,
    ),
    // A quick-created API.
    formed(
        API,
        "target",
        &[FUNCTION, ALIAS, LB_HOST, FUNCTION_URL],
        Form::Function,
    ),
    plain(MAPPING, "api_id", &[HTTP_API, REST_API]),
    formed(
        MAPPING,
        "stage",
        &[HTTP_STAGE, REST_STAGE],
        Form::Within("api_id"),
    ),
    plain(MAPPING, "domain_name", &[HTTP_DOMAIN, REST_DOMAIN]),
    plain(ROUTING, "domain_name", &[HTTP_DOMAIN, REST_DOMAIN]),
    plain(ROUTING, "action.invoke_api.api_id", &[HTTP_API, REST_API]),
    formed(
        ROUTING,
        "action.invoke_api.stage",
        &[HTTP_STAGE, REST_STAGE],
        Form::Within("api_id"),
    ),
    plain(
        DOMAIN,
        "domain_name_configuration.certificate_arn",
        &[CERTIFICATE],
    ),
    plain(
        DOMAIN,
        "domain_name_configuration.ownership_verification_certificate_arn",
        &[CERTIFICATE],
    ),
    formed(
        DOMAIN,
        "mutual_tls_authentication.truststore_uri",
        &[BUCKET],
        Form::Host,
    ),
];
