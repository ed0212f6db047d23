//! Load balancers, listeners, rules, target groups; the classic ones too.

use super::targets::*;
use super::{Form, Reference, formed, plain};

const LISTENERS: &[&str] = &["aws_lb_listener"];
const RULES: &[&str] = &["aws_lb_listener_rule"];
const ACTIONS: &[&str] = &["aws_lb_listener", "aws_lb_listener_rule"];
const ATTACHMENTS: &[&str] = &["aws_lb_target_group_attachment"];
const CLASSIC: &[&str] = &["aws_elb"];

pub(super) const REFERENCES: &[Reference] = &[
    plain(&["aws_lb"], "security_groups", SECURITY_GROUPS),
    plain(&["aws_lb"], "subnets", SUBNETS),
    plain(&["aws_lb"], "subnet_mapping.subnet_id", SUBNETS),
    plain(&["aws_lb"], "subnet_mapping.allocation_id", &[ADDRESS]),
    plain(&["aws_lb"], "access_logs.bucket", &[BUCKET]),
    plain(&["aws_lb"], "connection_logs.bucket", &[BUCKET]),
    plain(&["aws_lb"], "health_check_logs.bucket", &[BUCKET]),
    plain(LISTENERS, "load_balancer_arn", &[LB]),
    plain(
        LISTENERS,
        "certificate_arn",
        &[CERTIFICATE, SERVER_CERTIFICATE],
    ),
    plain(
        LISTENERS,
        "mutual_authentication.trust_store_arn",
        &[TRUST_STORE],
    ),
    plain(ACTIONS, "default_action|action.target_group_arn", &[GROUP]),
    plain(
        ACTIONS,
        "default_action|action.forward.target_group.arn",
        &[GROUP],
    ),
    plain(
        ACTIONS,
        "default_action|action.authenticate_cognito.user_pool_arn",
        &[USER_POOL],
    ),
    plain(
        ACTIONS,
        "default_action|action.authenticate_cognito.user_pool_client_id",
        &[USER_POOL_CLIENT],
    ),
    plain(
        ACTIONS,
        "default_action|action.authenticate_cognito.user_pool_domain",
        &[USER_POOL_DOMAIN],
    ),
    formed(
        ACTIONS,
        "default_action|action.authenticate_oidc.issuer",
        &[USER_POOL_ISSUER],
        Form::Issuer,
    ),
    formed(
        ACTIONS,
        "default_action|action.jwt_validation.issuer",
        &[USER_POOL_ISSUER],
        Form::Issuer,
    ),
    formed(
        ACTIONS,
        "default_action|action.jwt_validation.jwks_endpoint",
        &[USER_POOL_ISSUER],
        Form::Issuer,
    ),
    plain(RULES, "listener_arn", &[LISTENER]),
    plain(
        &["aws_lb_listener_certificate"],
        "listener_arn",
        &[LISTENER],
    ),
    plain(
        &["aws_lb_listener_certificate"],
        "certificate_arn",
        &[CERTIFICATE, SERVER_CERTIFICATE],
    ),
    plain(ATTACHMENTS, "target_group_arn", &[GROUP]),
    formed(
        ATTACHMENTS,
        "target_id",
        &[FUNCTION, ALIAS, INSTANCE, LB],
        Form::Function,
    ),
    plain(
        &["aws_lb_trust_store"],
        "ca_certificates_bundle_s3_bucket",
        &[BUCKET],
    ),
    plain(
        &["aws_lb_trust_store_revocation"],
        "trust_store_arn",
        &[TRUST_STORE],
    ),
    plain(
        &["aws_lb_trust_store_revocation"],
        "revocations_s3_bucket",
        &[BUCKET],
    ),
    plain(CLASSIC, "instances", &[INSTANCE]),
    plain(
        CLASSIC,
        "listener.ssl_certificate_id",
        &[CERTIFICATE, SERVER_CERTIFICATE],
    ),
    plain(CLASSIC, "security_groups", SECURITY_GROUPS),
    plain(CLASSIC, "subnets", SUBNETS),
    plain(CLASSIC, "access_logs.bucket", &[BUCKET]),
    plain(&["aws_elb_attachment"], "elb", &[ELB]),
    plain(&["aws_elb_attachment"], "instance", &[INSTANCE]),
    plain(
        &[
            "aws_load_balancer_policy",
            "aws_load_balancer_listener_policy",
        ],
        "load_balancer_name",
        &[ELB],
    ),
    formed(
        &["aws_load_balancer_listener_policy"],
        "policy_names",
        &[("aws_load_balancer_policy", &["policy_name"])],
        Form::Within("load_balancer_name"),
    ),
    plain(&["aws_lb_ssl_negotiation_policy"], "load_balancer", &[ELB]),
    plain(
        &["aws_vpc_endpoint_service"],
        "network_load_balancer_arns",
        &[LB],
    ),
    plain(
        &["aws_vpc_endpoint_service"],
        "gateway_load_balancer_arns",
        &[LB],
    ),
];
