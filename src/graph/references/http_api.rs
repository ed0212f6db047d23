//! HTTP and WebSocket APIs: routes, integrations, authorizers, domains.

use super::targets::*;
use super::{Form, Reference, formed, plain};

const ROUTE: &[&str] = &["aws_apigatewayv2_route"];
const INTEGRATION: &[&str] = &["aws_apigatewayv2_integration"];
const AUTHORIZER: &[&str] = &["aws_apigatewayv2_authorizer"];
const STAGE: &[&str] = &["aws_apigatewayv2_stage"];
const MAPPING: &[&str] = &["aws_apigatewayv2_api_mapping"];
const ROUTING: &[&str] = &["aws_apigatewayv2_routing_rule"];
const DOMAIN: &[&str] = &["aws_apigatewayv2_domain_name"];

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
    formed(
        INTEGRATION,
        "integration_uri",
        &[
            FUNCTION,
            ALIAS,
            LISTENER,
            SERVICE_REGISTRY,
            LB_HOST,
            FUNCTION_URL,
        ],
        Form::Function,
    ),
    plain(
        INTEGRATION,
        "connection_id",
        &[("aws_apigatewayv2_vpc_link", &["id"])],
    ),
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
    formed(
        &["aws_apigatewayv2_api"],
        "body",
        &[FUNCTION, ALIAS, LISTENER, USER_POOL],
        Form::Document,
    ),
    // A quick-created API.
    formed(
        &["aws_apigatewayv2_api"],
        "target",
        &[FUNCTION, ALIAS, LB_HOST],
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
