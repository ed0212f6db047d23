//! VPC Lattice and AppSync.

use super::targets::*;
use super::{Form, Reference, Target, formed, plain};

const LISTENER: &[&str] = &["aws_vpclattice_listener"];
const RULE: &[&str] = &["aws_vpclattice_listener_rule"];
const ATTACHMENT: &[&str] = &["aws_vpclattice_target_group_attachment"];
const VPCS: &[&str] = &["aws_vpclattice_service_network_vpc_association"];
const SERVICES: &[&str] = &["aws_vpclattice_service_network_service_association"];
const LOGS: &[&str] = &["aws_vpclattice_access_log_subscription"];
const GRAPHQL: &[&str] = &["aws_appsync_graphql_api"];

const SERVICE: Target = ("aws_vpclattice_service", &["id", "arn"]);
const NETWORK: Target = ("aws_vpclattice_service_network", &["id", "arn"]);
const LATTICE_GROUP: &[Target] = &[("aws_vpclattice_target_group", &["id", "arn"])];

pub(super) const REFERENCES: &[Reference] = &[
    formed(LISTENER, "service_identifier", &[SERVICE], Form::Arn),
    plain(LISTENER, "service_arn", &[SERVICE]),
    formed(
        LISTENER,
        "default_action.forward.target_groups.target_group_identifier",
        LATTICE_GROUP,
        Form::Arn,
    ),
    formed(RULE, "service_identifier", &[SERVICE], Form::Arn),
    formed(
        RULE,
        "listener_identifier",
        &[("aws_vpclattice_listener", &["listener_id", "arn"])],
        Form::Arn,
    ),
    formed(
        RULE,
        "action.forward.target_groups.target_group_identifier",
        LATTICE_GROUP,
        Form::Arn,
    ),
    formed(
        ATTACHMENT,
        "target_group_identifier",
        LATTICE_GROUP,
        Form::Arn,
    ),
    formed(
        ATTACHMENT,
        "target.id",
        &[FUNCTION, ALIAS, INSTANCE, LB],
        Form::Function,
    ),
    formed(SERVICES, "service_identifier", &[SERVICE], Form::Arn),
    formed(
        SERVICES,
        "service_network_identifier",
        &[NETWORK],
        Form::Arn,
    ),
    formed(VPCS, "service_network_identifier", &[NETWORK], Form::Arn),
    plain(VPCS, "security_group_ids", SECURITY_GROUPS),
    plain(
        &["aws_vpclattice_service"],
        "certificate_arn",
        &[CERTIFICATE],
    ),
    formed(
        &["aws_vpclattice_auth_policy"],
        "resource_identifier",
        &[SERVICE, NETWORK],
        Form::Arn,
    ),
    formed(LOGS, "resource_identifier", &[SERVICE, NETWORK], Form::Arn),
    plain(LOGS, "destination_arn", &[LOG_GROUP, FIREHOSE, BUCKET_ARN]),
    plain(
        &[
            "aws_appsync_api_key",
            "aws_appsync_datasource",
            "aws_appsync_resolver",
            "aws_appsync_api_cache",
            "aws_appsync_domain_name_api_association",
        ],
        "api_id",
        &[GRAPHQL_API],
    ),
    plain(GRAPHQL, "user_pool_config.user_pool_id", &[USER_POOL]),
    plain(
        GRAPHQL,
        "additional_authentication_provider.user_pool_config.user_pool_id",
        &[USER_POOL],
    ),
    formed(
        GRAPHQL,
        "lambda_authorizer_config.authorizer_uri",
        FUNCTIONS,
        Form::Function,
    ),
    formed(
        GRAPHQL,
        "additional_authentication_provider.lambda_authorizer_config.authorizer_uri",
        FUNCTIONS,
        Form::Function,
    ),
    formed(
        &["aws_appsync_datasource"],
        "lambda_config.function_arn",
        FUNCTIONS,
        Form::Function,
    ),
    formed(
        &["aws_appsync_datasource"],
        "http_config.endpoint",
        HOSTS,
        Form::Host,
    ),
    plain(
        &["aws_appsync_domain_name"],
        "certificate_arn",
        &[CERTIFICATE],
    ),
    plain(
        &["aws_appsync_domain_name_api_association"],
        "domain_name",
        &[("aws_appsync_domain_name", &["domain_name", "id"])],
    ),
];
