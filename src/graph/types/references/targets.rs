//! Resources that many attributes refer to, and what names them.

use super::Target;

pub(super) const LB: Target = ("aws_lb", &["arn", "id"]);
pub(super) const LB_HOST: Target = ("aws_lb", &["dns_name"]);
pub(super) const ELB: Target = ("aws_elb", &["name", "id"]);
pub(super) const ELB_HOST: Target = ("aws_elb", &["dns_name"]);
pub(super) const LISTENER: Target = ("aws_lb_listener", &["arn", "id"]);
pub(super) const RULE: Target = ("aws_lb_listener_rule", &["arn", "id"]);
pub(super) const GROUP: Target = ("aws_lb_target_group", &["arn", "id"]);
pub(super) const TRUST_STORE: Target = ("aws_lb_trust_store", &["arn", "id"]);

pub(super) const FUNCTION: Target = (
    "aws_lambda_function",
    &[
        "arn",
        "id",
        "function_name",
        "qualified_arn",
        "invoke_arn",
        "qualified_invoke_arn",
        "response_streaming_invoke_arn",
    ],
);
pub(super) const ALIAS: Target = ("aws_lambda_alias", &["arn", "id", "invoke_arn"]);
pub(super) const FUNCTIONS: &[Target] = &[FUNCTION, ALIAS];
pub(super) const FUNCTION_URL: Target = ("aws_lambda_function_url", &["function_url", "url_id"]);

pub(super) const INSTANCE: Target = ("aws_instance", &["id", "arn", "private_ip"]);
pub(super) const SCALING_GROUP: Target = ("aws_autoscaling_group", &["name", "id", "arn"]);
pub(super) const SERVICE_REGISTRY: Target = ("aws_service_discovery_service", &["arn", "id"]);

pub(super) const REST_API: Target = ("aws_api_gateway_rest_api", &["id", "arn", "execution_arn"]);
pub(super) const REST_DOMAIN: Target =
    ("aws_api_gateway_domain_name", &["domain_name", "id", "arn"]);
pub(super) const REST_STAGE: Target = ("aws_api_gateway_stage", &["stage_name"]);
pub(super) const HTTP_API: Target = ("aws_apigatewayv2_api", &["id", "arn", "execution_arn"]);
pub(super) const HTTP_DOMAIN: Target = (
    "aws_apigatewayv2_domain_name",
    &["domain_name", "id", "arn"],
);
pub(super) const HTTP_STAGE: Target = ("aws_apigatewayv2_stage", &["name", "id"]);
pub(super) const GRAPHQL_API: Target = ("aws_appsync_graphql_api", &["arn", "id"]);

pub(super) const DISTRIBUTION: Target = ("aws_cloudfront_distribution", &["id", "arn"]);
pub(super) const DISTRIBUTION_HOST: Target = ("aws_cloudfront_distribution", &["domain_name"]);
pub(super) const TENANTED: Target = ("aws_cloudfront_multitenant_distribution", &["id", "arn"]);

pub(super) const USER_POOL: Target = ("aws_cognito_user_pool", &["id", "arn"]);
pub(super) const USER_POOL_ISSUER: Target = ("aws_cognito_user_pool", &["endpoint", "id", "arn"]);
pub(super) const USER_POOL_CLIENT: Target = ("aws_cognito_user_pool_client", &["id"]);
pub(super) const USER_POOL_DOMAIN: Target = ("aws_cognito_user_pool_domain", &["domain", "id"]);

/// Imported and issued ones alike; a validation passes the ARN on.
pub(super) const CERTIFICATE: Target = ("aws_acm_certificate", &["arn", "id"]);
pub(super) const SERVER_CERTIFICATE: Target = ("aws_iam_server_certificate", &["arn", "id"]);

pub(super) const WEB_ACL: Target = ("aws_wafv2_web_acl", &["arn", "id"]);

pub(super) const SECURITY_GROUP: Target = ("aws_security_group", &["id"]);
pub(super) const DEFAULT_SECURITY_GROUP: Target = ("aws_default_security_group", &["id"]);
pub(super) const SECURITY_GROUPS: &[Target] = &[SECURITY_GROUP, DEFAULT_SECURITY_GROUP];
pub(super) const PREFIX_LISTS: &[Target] = &[("aws_ec2_managed_prefix_list", &["id"])];
pub(super) const VPC: &[Target] = &[("aws_vpc", &["id"]), ("aws_default_vpc", &["id"])];
pub(super) const SUBNETS: &[Target] = &[("aws_subnet", &["id"]), ("aws_default_subnet", &["id"])];
pub(super) const ADDRESS: Target = ("aws_eip", &["id", "allocation_id", "arn"]);
pub(super) const VPC_ENDPOINT: Target = ("aws_vpc_endpoint", &["id"]);
pub(super) const VPC_ENDPOINT_HOST: Target = ("aws_vpc_endpoint", &["dns_entry.dns_name"]);

pub(super) const BUCKET: Target = ("aws_s3_bucket", &["bucket", "id"]);
pub(super) const BUCKET_ARN: Target = ("aws_s3_bucket", &["arn"]);
pub(super) const BUCKET_HOST: Target = (
    "aws_s3_bucket",
    &[
        "bucket_regional_domain_name",
        "bucket_domain_name",
        "website_endpoint",
        "bucket",
        "id",
    ],
);
pub(super) const WEBSITE_HOST: Target = (
    "aws_s3_bucket_website_configuration",
    &["website_endpoint", "website_domain"],
);
pub(super) const LOG_GROUP: Target = ("aws_cloudwatch_log_group", &["arn"]);
pub(super) const FIREHOSE: Target = ("aws_kinesis_firehose_delivery_stream", &["arn"]);

/// What has a cluster make a load balancer, by the name that this gets.
pub(super) const KUBERNETES: [Target; 4] = [
    ("kubernetes_ingress", HOSTNAME),
    ("kubernetes_ingress_v1", HOSTNAME),
    ("kubernetes_service", HOSTNAME),
    ("kubernetes_service_v1", HOSTNAME),
];
const HOSTNAME: &[&str] = &["status.load_balancer.ingress.hostname"];

/// What serves requests and can be called by a host name.
pub(super) const HOSTS: &[Target] = &[
    LB_HOST,
    ELB_HOST,
    ("aws_instance", &["public_dns", "private_dns", "public_ip"]),
    ("aws_eip", &["public_dns", "public_ip"]),
    BUCKET_HOST,
    WEBSITE_HOST,
    ("aws_api_gateway_rest_api", &["id"]),
    ("aws_api_gateway_stage", &["invoke_url"]),
    ("aws_api_gateway_deployment", &["invoke_url"]),
    (
        "aws_api_gateway_domain_name",
        &[
            "domain_name",
            "regional_domain_name",
            "cloudfront_domain_name",
        ],
    ),
    ("aws_apigatewayv2_api", &["id", "api_endpoint"]),
    ("aws_apigatewayv2_stage", &["invoke_url"]),
    (
        "aws_apigatewayv2_domain_name",
        &[
            "domain_name",
            "domain_name_configuration.target_domain_name",
        ],
    ),
    FUNCTION_URL,
    ("aws_route53_record", &["fqdn", "name"]),
    ("aws_vpclattice_service", &["dns_entry.domain_name"]),
    ("aws_apprunner_service", &["service_url"]),
    ("aws_globalaccelerator_accelerator", &["dns_name"]),
    KUBERNETES[0],
    KUBERNETES[1],
    KUBERNETES[2],
    KUBERNETES[3],
    VPC_ENDPOINT_HOST,
];
