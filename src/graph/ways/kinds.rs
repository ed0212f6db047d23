//! What each resource type is in the domain's words, and where it stands on the
//! way from a client to a service.

use crate::graph::architecture::Graph;
use crate::graph::dns::is_record_for_no_client;
use crate::graph::links::{End, Link};
use crate::graph::types::{all_references, canonical};
use crate::plan::ResourceId;
use std::borrow::Cow;

/// How far along a way something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    Client,
    Dns,
    Edge,
    Front,
    Route,
    Target,
    Service,
    /// Not on a way: it guards, records or serves what is.
    Beside,
}

impl Tier {
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Dns => "DNS",
            Self::Edge => "edge",
            Self::Front => "front",
            Self::Route => "route",
            Self::Target => "target",
            Self::Service => "service",
            Self::Beside => "beside",
        }
    }
}

/// What a resource is in a picture of the architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something of its own.
    Whole,
    /// A part of what the first of these attributes that leads anywhere names:
    /// an attachment of its target group, a stage of its API.
    Part(&'static [&'static str]),
    /// A setting, which nobody looks for in a picture.
    Unseen,
}

/// What a resource type is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort<'t> {
    pub kind: Cow<'t, str>,
    pub tier: Tier,
    /// The order inside the tier: listeners come before their rules.
    pub step: u8,
    pub role: Role,
}

/// Types of one tier, step and role, each with its kind.
type Row = (Tier, u8, Role, &'static [(&'static str, &'static str)]);

use Role::{Part, Unseen, Whole};
use Tier::{Beside, Dns, Edge, Front, Route, Service, Target};

const OF_API: Role = Part(&["rest_api_id", "api_id"]);
const OF_DOMAIN: Role = Part(&["domain_name"]);
const OF_FUNCTION: Role = Part(&["function_name"]);
const OF_PROTECTED: Role = Part(&["resource_arn"]);
const OF_SECURITY_GROUP: Role = Part(&["security_group_id"]);
const OF_TARGETS: Role = Part(&[
    "target_group_arn",
    "target_group_identifier",
    "lb_target_group_arn",
    "alb_target_group_arn",
    "elb",
    "traffic_source.identifier",
]);

/// Types by their current names. What is not listed is named after its type.
#[rustfmt::skip]
const KINDS: &[Row] = &[
    (Dns, 0, Whole, &[
        ("aws_route53_record", "record"),
    ]),
    (Edge, 0, Whole, &[
        ("aws_globalaccelerator_accelerator", "accelerator"),
        ("aws_cloudfront_connection_group", "connection-group"),
    ]),
    (Edge, 1, Whole, &[
        ("aws_globalaccelerator_listener", "accelerator-listener"),
        ("aws_cloudfront_distribution_tenant", "distribution-tenant"),
    ]),
    (Edge, 2, Whole, &[
        ("aws_globalaccelerator_endpoint_group", "endpoint-group"),
        ("aws_cloudfront_distribution", "distribution"),
        ("aws_cloudfront_multitenant_distribution", "distribution"),
    ]),
    (Edge, 3, Part(&["vpc_origin_endpoint_config.arn"]), &[
        ("aws_cloudfront_vpc_origin", "vpc-origin"),
    ]),
    (Front, 0, Whole, &[
        ("aws_vpc_endpoint", "vpc-endpoint"),
        ("aws_api_gateway_domain_name", "api-domain"),
        ("aws_apigatewayv2_domain_name", "api-domain"),
        ("aws_appsync_domain_name", "api-domain"),
    ]),
    (Front, 0, Part(&["domain_name_arn"]), &[
        ("aws_api_gateway_domain_name_access_association", "domain-access"),
    ]),
    (Front, 0, OF_DOMAIN, &[
        ("aws_appsync_domain_name_api_association", "mapping"),
        ("aws_api_gateway_base_path_mapping", "mapping"),
        ("aws_apigatewayv2_api_mapping", "mapping"),
        ("aws_apigatewayv2_routing_rule", "routing-rule"),
    ]),
    (Front, 1, Whole, &[
        ("aws_api_gateway_rest_api", "rest-api"),
        ("aws_apigatewayv2_api", "http-api"),
        ("aws_appsync_graphql_api", "graphql-api"),
        ("aws_lambda_function_url", "function-url"),
        ("aws_vpclattice_service", "lattice-service"),
        ("aws_lb", "load-balancer"),
        ("aws_elb", "classic-load-balancer"),
        ("kubernetes_ingress", "kubernetes-ingress"),
        ("kubernetes_ingress_v1", "kubernetes-ingress"),
        ("kubernetes_service", "kubernetes-service"),
        ("kubernetes_service_v1", "kubernetes-service"),
    ]),
    // Each brings a front of its own, which is not in the plan.
    (Front, 1, Whole, &[
        ("aws_apprunner_service", "apprunner-service"),
        ("aws_ecs_express_gateway_service", "ecs-express-service"),
    ]),
    (Front, 1, Part(&["service_arn"]), &[
        ("aws_apprunner_custom_domain_association", "custom-domain"),
        ("aws_apprunner_vpc_ingress_connection", "ingress-connection"),
    ]),
    (Front, 1, Part(&["network_load_balancer_arns", "gateway_load_balancer_arns"]), &[
        ("aws_vpc_endpoint_service", "endpoint-service"),
    ]),
    (Front, 1, OF_API, &[
        ("aws_api_gateway_rest_api_policy", "resource-policy"),
        ("aws_api_gateway_stage", "stage"),
        ("aws_api_gateway_deployment", "deployment"),
        ("aws_api_gateway_resource", "resource"),
        ("aws_api_gateway_method_settings", "method-settings"),
        ("aws_api_gateway_gateway_response", "gateway-response"),
        ("aws_apigatewayv2_stage", "stage"),
        ("aws_apigatewayv2_deployment", "deployment"),
    ]),
    (Route, 0, Whole, &[
        ("aws_lb_listener", "listener"),
        ("aws_vpclattice_listener", "listener"),
    ]),
    (Route, 0, Part(&["listener_arn"]), &[
        ("aws_lb_listener_certificate", "listener-certificate"),
    ]),
    (Route, 1, Whole, &[
        ("aws_lb_listener_rule", "rule"),
        ("aws_vpclattice_listener_rule", "rule"),
        ("aws_api_gateway_method", "method"),
        ("aws_apigatewayv2_route", "route"),
    ]),
    (Target, 0, Whole, &[
        ("aws_api_gateway_integration", "integration"),
        ("aws_apigatewayv2_integration", "integration"),
        ("aws_appsync_datasource", "data-source"),
    ]),
    (Target, 1, Whole, &[
        ("aws_service_discovery_service", "service-registry"),
        ("aws_api_gateway_vpc_link", "vpc-link"),
        ("aws_lb_target_group", "target-group"),
        ("aws_vpclattice_target_group", "target-group"),
    ]),
    (Target, 1, OF_TARGETS, &[
        ("aws_lb_target_group_attachment", "attachment"),
        ("aws_vpclattice_target_group_attachment", "attachment"),
        ("aws_autoscaling_attachment", "attachment"),
        ("aws_autoscaling_traffic_source_attachment", "attachment"),
    ]),
    (Service, 0, Whole, &[
        ("aws_lambda_alias", "alias"),
    ]),
    (Service, 1, Whole, &[
        ("aws_lambda_function", "function"),
        ("aws_ecs_service", "ecs-service"),
        ("aws_instance", "instance"),
        ("aws_autoscaling_group", "scaling-group"),
        ("aws_s3_bucket", "bucket"),
    ]),
    (Service, 1, OF_FUNCTION, &[
        ("aws_lambda_permission", "permission"),
        ("aws_lambda_provisioned_concurrency_config", "provisioned-concurrency"),
    ]),
    (Service, 1, OF_PROTECTED, &[
        ("aws_lambda_resource_policy", "resource-policy"),
    ]),
    (Service, 1, Part(&["bucket"]), &[
        ("aws_s3_bucket_website_configuration", "bucket-website"),
    ]),
    (Beside, 0, Whole, &[
        ("aws_cloudfront_function", "edge-function"),
        ("aws_apigatewayv2_vpc_link", "vpc-link"),
        ("aws_wafv2_web_acl", "web-acl"),
        ("aws_waf_web_acl", "web-acl"),
        ("aws_wafregional_web_acl", "web-acl"),
        ("aws_shield_protection", "shield"),
    ]),
    (Beside, 0, Unseen, &[
        ("aws_cloudfront_origin_access_control", "origin-access-control"),
    ]),
    (Beside, 0, OF_PROTECTED, &[
        ("aws_wafv2_web_acl_association", "association"),
        ("aws_wafregional_web_acl_association", "association"),
        ("aws_wafv2_web_acl_logging_configuration", "web-acl-logging"),
    ]),
    (Beside, 1, Whole, &[
        ("aws_acm_certificate", "certificate"),
        ("aws_iam_server_certificate", "certificate"),
    ]),
    (Beside, 1, Part(&["certificate_arn"]), &[
        ("aws_acm_certificate_validation", "certificate-validation"),
    ]),
    (Beside, 2, Whole, &[
        ("aws_api_gateway_usage_plan", "usage-plan"),
        ("aws_api_gateway_authorizer", "authorizer"),
        ("aws_apigatewayv2_authorizer", "authorizer"),
        ("aws_cognito_user_pool", "user-pool"),
        ("aws_lb_trust_store", "trust-store"),
    ]),
    (Beside, 3, Whole, &[
        ("aws_security_group", "security-group"),
    ]),
    (Beside, 3, OF_SECURITY_GROUP, &[
        ("aws_security_group_rule", "security-group-rule"),
        ("aws_vpc_security_group_ingress_rule", "security-group-rule"),
        ("aws_vpc_security_group_egress_rule", "security-group-rule"),
    ]),
    (Beside, 4, Whole, &[
        ("aws_cloudwatch_log_delivery_source", "logs"),
        ("aws_cloudwatch_log_group", "logs"),
    ]),
    (Beside, 4, Unseen, &[
        ("aws_ec2_managed_prefix_list", "prefix-list"),
    ]),
];

/// What a resource type is.
pub fn sort_of(type_name: &str) -> Sort<'_> {
    let type_name = canonical(type_name);
    let found = KINDS.iter().find_map(|(tier, step, role, types)| {
        let (_, kind) = types.iter().find(|(name, _)| *name == type_name)?;
        Some((tier, step, role, *kind))
    });
    match found {
        Some((tier, step, role, kind)) => Sort {
            kind: Cow::Borrowed(kind),
            tier: *tier,
            step: *step,
            role: *role,
        },
        None => Sort {
            kind: Cow::Owned(type_name.trim_start_matches("aws_").replace('_', "-")),
            tier: Beside,
            step: 9,
            role: Unseen,
        },
    }
}

impl Link {
    /// The attribute with the blocks around it, joined by dots.
    pub fn attribute_path(&self) -> String {
        match self.block.names().as_str() {
            "" => self.attribute.to_owned(),
            blocks => format!("{blocks}.{}", self.attribute),
        }
    }
}

impl Graph<'_> {
    /// What a resource is.
    pub fn sort(&self, id: ResourceId) -> Sort<'_> {
        let mut sort = sort_of(&self.plan()[id].parsed.type_name);
        let is_websocket = || self.node(id).text("protocol_type").known() == Some("WEBSOCKET");
        if sort.kind == "http-api" && is_websocket() {
            sort.kind = "websocket-api".into();
        }
        if is_record_for_no_client(self, id) {
            sort.tier = Beside;
            sort.role = Unseen;
        }
        sort
    }

    /// What the far end of a link is. Where the plan names it by a value alone, the
    /// attribute tells, unless it may lead to things of several kinds.
    pub fn sort_of_end(&self, link: &Link) -> Sort<'_> {
        if let End::Resource(id) | End::Elsewhere(Some(id)) = link.to {
            return self.sort(id);
        }
        if link.attribute == "target_id" && is_ip_target(self, link.from) {
            return Sort {
                kind: Cow::Borrowed("ip-target"),
                tier: Service,
                step: 1,
                role: Whole,
            };
        }
        let (from, attribute) = (self.type_of(link.from), link.attribute_path());
        let mut references = all_references();
        let found = references
            .find(|reference| reference.from.contains(&from) && reference.attribute == attribute);
        let mut targets = found
            .into_iter()
            .flat_map(|reference| reference.to.iter().map(|(name, _)| sort_of(name)));
        let first = targets.next().unwrap_or_else(|| sort_of("elsewhere"));
        match targets.all(|other| other.kind == first.kind) {
            true => first,
            false => Sort {
                kind: Cow::Borrowed("elsewhere"),
                ..first
            },
        }
    }
}

/// Whether an attachment names its target by an address.
fn is_ip_target(graph: &Graph<'_>, attachment: ResourceId) -> bool {
    let target = graph.node(attachment).text("target_id").known();
    target.is_some_and(|target| target.parse::<std::net::IpAddr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_stands_once_in_the_table() {
        let names: Vec<&str> = KINDS
            .iter()
            .flat_map(|(.., types)| types.iter().map(|(name, _)| *name))
            .collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{name}");
            assert_eq!(canonical(name), *name);
        }
    }

    #[test]
    fn other_types_are_named_after_themselves() {
        assert_eq!(sort_of("aws_eip_pool").kind, "eip-pool");
        assert_eq!(sort_of("aws_alb").kind, "load-balancer");
    }
}
