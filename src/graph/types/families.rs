//! Types that belong together: what a partial plan may lack of a kind of front.

/// Types that one cannot do without.
pub type Types = &'static [&'static str];

pub const EDGE: Types = &["aws_cloudfront_distribution", "aws_cloudfront_vpc_origin"];

pub const BALANCING: Types = &[
    "aws_lb",
    "aws_lb_listener",
    "aws_lb_listener_rule",
    "aws_lb_target_group",
    "aws_lb_target_group_attachment",
];

pub const HTTP_API: Types = &[
    "aws_apigatewayv2_api",
    "aws_apigatewayv2_api_mapping",
    "aws_apigatewayv2_authorizer",
    "aws_apigatewayv2_domain_name",
    "aws_apigatewayv2_integration",
    "aws_apigatewayv2_route",
    "aws_apigatewayv2_stage",
];

pub const REST_API: Types = &[
    "aws_api_gateway_authorizer",
    "aws_api_gateway_base_path_mapping",
    "aws_api_gateway_deployment",
    "aws_api_gateway_domain_name",
    "aws_api_gateway_integration",
    "aws_api_gateway_method",
    "aws_api_gateway_resource",
    "aws_api_gateway_rest_api",
    "aws_api_gateway_stage",
];

pub const NAMES: Types = &["aws_route53_record", "aws_amplify_app"];

pub const SECURITY_GROUPS: Types = &[
    "aws_security_group",
    "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule",
];

pub const FUNCTIONS: Types = &["aws_lambda_function", "aws_lambda_alias"];

pub const URLS: Types = &["aws_lambda_function_url", "aws_lambda_permission"];

pub const TASKS: Types = &["aws_ecs_service", "aws_ecs_task_definition"];

pub const ASSOCIATIONS: Types = &["aws_wafv2_web_acl_association"];

pub const POOLS: Types = &[
    "aws_cognito_user_pool_client",
    "aws_cognito_user_pool_domain",
];

/// Everything that a client's request passes.
pub const FRONTS: &[Types] = &[EDGE, BALANCING, HTTP_API, REST_API, URLS];
