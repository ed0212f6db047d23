//! Which attribute refers to what: the table behind every link
//! (facts.md section 8.1, provider 6.69.1).

/// An attribute that names another resource.
pub(super) struct Reference {
    pub(super) from: &'static [&'static str],
    /// Block names and the attribute, joined by dots.
    pub(super) attribute: &'static str,
    pub(super) to: &'static [Target],
    pub(super) form: Form,
}

/// A type that may be referred to, and the attributes that name it.
pub(super) type Target = (&'static str, &'static [&'static str]);

/// How the text of a reference holds the name of its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    /// `integrations/ID`
    RouteTarget,
    /// A function's name, its ARN, either with a qualifier, or an invocation
    /// URI with the ARN inside.
    Function,
    /// A host name, perhaps taken from a URL; the first label of an API's or a
    /// function URL's host is its id.
    Host,
}

const LB: Target = ("aws_lb", &["arn", "id"]);
const LB_HOST: Target = ("aws_lb", &["dns_name"]);
const LISTENER: Target = ("aws_lb_listener", &["arn", "id"]);
const GROUP: Target = ("aws_lb_target_group", &["arn", "id"]);
const FUNCTION: Target = (
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
const ALIAS: Target = ("aws_lambda_alias", &["arn", "id", "invoke_arn"]);
const INSTANCE: Target = ("aws_instance", &["id", "arn", "private_ip"]);
const SCALING_GROUP: Target = ("aws_autoscaling_group", &["name", "id", "arn"]);
const REST_API: Target = ("aws_api_gateway_rest_api", &["id", "arn", "execution_arn"]);
const HTTP_API: Target = ("aws_apigatewayv2_api", &["id", "arn", "execution_arn"]);
const SECURITY_GROUP: Target = ("aws_security_group", &["id"]);
const WEB_ACL: Target = ("aws_wafv2_web_acl", &["arn", "id"]);

const PROTECTED: &[Target] = &[
    LB,
    ("aws_api_gateway_stage", &["arn"]),
    ("aws_appsync_graphql_api", &["arn"]),
    ("aws_cognito_user_pool", &["arn"]),
    REST_API,
    HTTP_API,
];

const ORIGINS: &[Target] = &[
    LB_HOST,
    ("aws_elb", &["dns_name"]),
    ("aws_instance", &["public_dns", "private_dns", "public_ip"]),
    (
        "aws_s3_bucket",
        &[
            "bucket_regional_domain_name",
            "bucket_domain_name",
            "website_endpoint",
            "bucket",
            "id",
        ],
    ),
    ("aws_s3_bucket_website_configuration", &["website_endpoint"]),
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
    ("aws_apigatewayv2_domain_name", &["domain_name"]),
    ("aws_lambda_function_url", &["function_url", "url_id"]),
    ("aws_route53_record", &["fqdn", "name"]),
    ("aws_vpclattice_service", &["dns_entry"]),
];

const LISTENER_TYPES: &[&str] = &["aws_lb_listener"];
const RULE_TYPES: &[&str] = &["aws_lb_listener_rule"];

const fn plain(
    from: &'static [&'static str],
    attribute: &'static str,
    to: &'static [Target],
) -> Reference {
    Reference {
        from,
        attribute,
        to,
        form: Form::Plain,
    }
}

const fn formed(
    from: &'static [&'static str],
    attribute: &'static str,
    to: &'static [Target],
    form: Form,
) -> Reference {
    Reference {
        from,
        attribute,
        to,
        form,
    }
}

/// All of them. Types are the current names; deprecated aliases follow suit.
pub(super) const REFERENCES: &[Reference] = &[
    plain(&["aws_lb"], "security_groups", &[SECURITY_GROUP]),
    plain(LISTENER_TYPES, "load_balancer_arn", &[LB]),
    plain(LISTENER_TYPES, "default_action.target_group_arn", &[GROUP]),
    plain(
        LISTENER_TYPES,
        "default_action.forward.target_group.arn",
        &[GROUP],
    ),
    plain(RULE_TYPES, "listener_arn", &[LISTENER]),
    plain(RULE_TYPES, "action.target_group_arn", &[GROUP]),
    plain(RULE_TYPES, "action.forward.target_group.arn", &[GROUP]),
    plain(
        &["aws_lb_target_group_attachment"],
        "target_group_arn",
        &[GROUP],
    ),
    formed(
        &["aws_lb_target_group_attachment"],
        "target_id",
        &[FUNCTION, ALIAS, INSTANCE, LB],
        Form::Function,
    ),
    plain(
        &["aws_ecs_service"],
        "load_balancer.target_group_arn",
        &[GROUP],
    ),
    plain(&["aws_autoscaling_group"], "target_group_arns", &[GROUP]),
    plain(
        &["aws_autoscaling_group"],
        "traffic_source.identifier",
        &[GROUP],
    ),
    plain(
        &["aws_autoscaling_attachment"],
        "autoscaling_group_name",
        &[SCALING_GROUP],
    ),
    plain(
        &["aws_autoscaling_attachment"],
        "lb_target_group_arn",
        &[GROUP],
    ),
    plain(
        &["aws_autoscaling_attachment"],
        "alb_target_group_arn",
        &[GROUP],
    ),
    plain(
        &["aws_autoscaling_traffic_source_attachment"],
        "autoscaling_group_name",
        &[SCALING_GROUP],
    ),
    plain(
        &["aws_autoscaling_traffic_source_attachment"],
        "traffic_source.identifier",
        &[GROUP],
    ),
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
        &["aws_wafregional_web_acl_association"],
        "resource_arn",
        PROTECTED,
    ),
    plain(
        &["aws_wafregional_web_acl_association"],
        "web_acl_id",
        &[("aws_wafregional_web_acl", &["id"])],
    ),
    plain(
        &["aws_cloudfront_distribution"],
        "web_acl_id",
        &[WEB_ACL, ("aws_waf_web_acl", &["id"])],
    ),
    formed(
        &["aws_cloudfront_distribution"],
        "origin.domain_name",
        ORIGINS,
        Form::Host,
    ),
    plain(
        &["aws_cloudfront_distribution"],
        "origin.vpc_origin_config.vpc_origin_id",
        &[("aws_cloudfront_vpc_origin", &["id"])],
    ),
    plain(
        &["aws_cloudfront_distribution"],
        "origin.origin_access_control_id",
        &[("aws_cloudfront_origin_access_control", &["id"])],
    ),
    plain(
        &["aws_cloudfront_vpc_origin"],
        "vpc_origin_endpoint_config.arn",
        &[LB, INSTANCE],
    ),
    formed(
        &["aws_route53_record"],
        "alias.name",
        &[
            LB_HOST,
            ("aws_elb", &["dns_name"]),
            ("aws_cloudfront_distribution", &["domain_name"]),
            (
                "aws_api_gateway_domain_name",
                &["regional_domain_name", "cloudfront_domain_name"],
            ),
            (
                "aws_apigatewayv2_domain_name",
                &["domain_name_configuration"],
            ),
        ],
        Form::Host,
    ),
    formed(&["aws_route53_record"], "records", &[LB_HOST], Form::Host),
    plain(
        &[
            "aws_api_gateway_method",
            "aws_api_gateway_integration",
            "aws_api_gateway_stage",
            "aws_api_gateway_rest_api_policy",
            "aws_api_gateway_resource",
            "aws_api_gateway_authorizer",
        ],
        "rest_api_id",
        &[REST_API],
    ),
    plain(
        &["aws_api_gateway_method", "aws_api_gateway_integration"],
        "resource_id",
        &[
            ("aws_api_gateway_resource", &["id"]),
            ("aws_api_gateway_rest_api", &["root_resource_id"]),
        ],
    ),
    plain(
        &["aws_api_gateway_method"],
        "authorizer_id",
        &[("aws_api_gateway_authorizer", &["id"])],
    ),
    formed(
        &["aws_api_gateway_integration"],
        "uri",
        &[FUNCTION, ALIAS, LB_HOST],
        Form::Function,
    ),
    plain(
        &["aws_api_gateway_integration"],
        "connection_id",
        &[
            ("aws_api_gateway_vpc_link", &["id"]),
            ("aws_apigatewayv2_vpc_link", &["id"]),
        ],
    ),
    plain(
        &["aws_api_gateway_integration"],
        "integration_target",
        &[LB],
    ),
    plain(&["aws_api_gateway_vpc_link"], "target_arns", &[LB]),
    plain(
        &[
            "aws_apigatewayv2_route",
            "aws_apigatewayv2_integration",
            "aws_apigatewayv2_stage",
            "aws_apigatewayv2_authorizer",
        ],
        "api_id",
        &[HTTP_API],
    ),
    formed(
        &["aws_apigatewayv2_route"],
        "target",
        &[("aws_apigatewayv2_integration", &["id"])],
        Form::RouteTarget,
    ),
    plain(
        &["aws_apigatewayv2_route"],
        "authorizer_id",
        &[("aws_apigatewayv2_authorizer", &["id"])],
    ),
    formed(
        &["aws_apigatewayv2_integration"],
        "integration_uri",
        &[FUNCTION, ALIAS, LISTENER],
        Form::Function,
    ),
    formed(
        &["aws_lambda_permission"],
        "function_name",
        &[FUNCTION, ALIAS],
        Form::Function,
    ),
    plain(
        &["aws_lambda_permission"],
        "source_arn",
        &[
            GROUP,
            REST_API,
            HTTP_API,
            ("aws_cloudfront_distribution", &["arn"]),
        ],
    ),
    formed(
        &["aws_lambda_alias"],
        "function_name",
        &[FUNCTION],
        Form::Function,
    ),
    formed(
        &["aws_lambda_function_url"],
        "function_name",
        &[FUNCTION, ALIAS],
        Form::Function,
    ),
    formed(
        &["aws_lambda_resource_policy"],
        "resource_arn",
        &[FUNCTION, ALIAS],
        Form::Function,
    ),
    plain(
        &[
            "aws_security_group_rule",
            "aws_vpc_security_group_ingress_rule",
            "aws_vpc_security_group_egress_rule",
        ],
        "security_group_id",
        &[SECURITY_GROUP],
    ),
    plain(
        &["aws_cloudwatch_log_delivery_source"],
        "resource_arn",
        &[LB],
    ),
];

/// The current name of a type that has a deprecated alias.
pub(super) fn canonical(type_name: &str) -> &str {
    match type_name {
        "aws_alb" => "aws_lb",
        "aws_alb_listener" => "aws_lb_listener",
        "aws_alb_listener_rule" => "aws_lb_listener_rule",
        "aws_alb_listener_certificate" => "aws_lb_listener_certificate",
        "aws_alb_target_group" => "aws_lb_target_group",
        "aws_alb_target_group_attachment" => "aws_lb_target_group_attachment",
        other => other,
    }
}

/// Types that are read although they neither refer nor are referred to.
const ALSO_READ: &[&str] = &["aws_ec2_managed_prefix_list"];

/// Whether the graph reads resources of the type.
pub fn reads(type_name: &str) -> bool {
    let type_name = canonical(type_name);
    type_name.starts_with("aws_")
        && (ALSO_READ.contains(&type_name)
            || REFERENCES.iter().any(|reference| {
                reference.from.contains(&type_name)
                    || reference.to.iter().any(|(target, _)| *target == type_name)
            }))
}
