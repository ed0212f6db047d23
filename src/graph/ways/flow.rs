//! Which way requests go between a resource and what its attributes name.

use super::kinds::Sort;
use super::kinds::Tier::{Beside, Dns};

/// How a link lies in the stream of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Requests go from the resource to what it names.
    Along,
    /// Requests go from what it names to the resource.
    Against,
    /// The resource names something that stands beside it.
    Has,
    /// The resource stands beside what it names.
    Serves,
    /// Requests have no part in it.
    Apart,
}

/// Attributes that name where requests go next, whichever tier that is in.
const NEXT: [&str; 10] = [
    "connection_id",
    "http_config.endpoint",
    "integration_target",
    "integration_uri",
    "origin.domain_name",
    "target",
    "target_arns",
    "target.id",
    "target_id",
    "uri",
];

/// Attributes that name what a resource has to do with, and not by requests.
const APART: [&str; 6] = [
    "additional_authentication_provider.lambda_authorizer_config.authorizer_uri",
    "authorizer_uri",
    "lambda_authorizer_config.authorizer_uri",
    "load_balancer.advanced_configuration.production_listener_rule",
    "load_balancer.advanced_configuration.test_listener_rule",
    "validation_record_fqdns",
];

/// Attributes by which what stands beside names whom it serves.
const SERVES: [&str; 2] = ["api_stages.api_id", "resource_arn"];

/// How requests go between a resource and what one of its attributes names.
pub fn flow(from: &Sort<'_>, attribute: &str, to: &Sort<'_>) -> Flow {
    // A rule belongs to its listener, whatever service that is of.
    let of_service = from.kind == "rule" && attribute == "service_identifier";
    if APART.contains(&attribute) || attribute == "source_arn" || of_service {
        return Flow::Apart;
    }
    let at_the_edge = attribute.contains("function_association") || attribute.contains("log");
    let is_held = at_the_edge || attribute.contains("truststore");
    match (from.tier == Beside, to.tier == Beside) {
        (true, true) => Flow::Apart,
        (false, true) => Flow::Has,
        (true, false) if SERVES.contains(&attribute) => Flow::Serves,
        (true, false) => Flow::Apart,
        (false, false) if is_held => Flow::Has,
        // Clients in a network come by its endpoints.
        (false, false) if to.kind == "vpc-endpoint" && from.tier > Dns => Flow::Against,
        (false, false) if NEXT.contains(&attribute) => Flow::Along,
        (false, false) if (from.tier, from.step) <= (to.tier, to.step) => Flow::Along,
        (false, false) => Flow::Against,
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::sort_of;
    use super::*;

    #[track_caller]
    fn check(from: &str, attribute: &str, to: &str, expected: Flow) {
        assert_eq!(flow(&sort_of(from), attribute, &sort_of(to)), expected);
    }

    #[test]
    fn requests_go_from_the_client_to_the_service() {
        let (balancer, group) = ("aws_lb", "aws_lb_target_group");
        check(
            "aws_alb_listener",
            "load_balancer_arn",
            balancer,
            Flow::Against,
        );
        check(
            "aws_lb_listener_rule",
            "action.target_group_arn",
            group,
            Flow::Along,
        );
        check(
            "aws_ecs_service",
            "load_balancer.target_group_arn",
            group,
            Flow::Against,
        );
        check(
            "aws_lb_target_group_attachment",
            "target_id",
            balancer,
            Flow::Along,
        );
        check(
            "aws_apigatewayv2_integration",
            "integration_uri",
            "aws_lb_listener",
            Flow::Along,
        );
        check(
            "aws_apigatewayv2_integration",
            "api_id",
            "aws_apigatewayv2_api",
            Flow::Against,
        );
        check(
            "aws_cloudfront_distribution",
            "origin.domain_name",
            "aws_route53_record",
            Flow::Along,
        );
        check(
            "aws_cloudfront_distribution",
            "web_acl_id",
            "aws_wafv2_web_acl",
            Flow::Has,
        );
        check("aws_lambda_permission", "source_arn", group, Flow::Apart);
        check(
            "aws_cloudwatch_log_delivery_source",
            "resource_arn",
            balancer,
            Flow::Serves,
        );
        check("aws_lb", "access_logs.bucket", "aws_s3_bucket", Flow::Has);
        check(
            "aws_apigatewayv2_domain_name",
            "mutual_tls_authentication.truststore_uri",
            "aws_s3_bucket",
            Flow::Has,
        );
        check(
            "aws_api_gateway_rest_api",
            "endpoint_configuration.vpc_endpoint_ids",
            "aws_vpc_endpoint",
            Flow::Against,
        );
        check(
            "aws_vpclattice_target_group_attachment",
            "target.id",
            balancer,
            Flow::Along,
        );
        check(
            "aws_api_gateway_usage_plan",
            "api_stages.api_id",
            "aws_api_gateway_rest_api",
            Flow::Serves,
        );
    }
}
