//! Services that declare needs and that no front of the plan leads to.

use super::service::Service;
use crate::answer::Answer;
use crate::graph::architecture::Graph;

/// A service that requests reach by no way that the plan shows.
pub struct UnreachableService<'g> {
    pub service: Service<'g>,
    /// Whether it is sure that there is none.
    pub sure: Answer,
}

/// What leads to services, and by which attribute.
const LEADS: [(&str, &str); 17] = [
    ("aws_api_gateway_integration", "resource_id"),
    ("aws_api_gateway_integration", "rest_api_id"),
    ("aws_api_gateway_method", "resource_id"),
    ("aws_api_gateway_method", "rest_api_id"),
    ("aws_apigatewayv2_route", "api_id"),
    ("aws_lb_listener", "load_balancer_arn"),
    ("aws_lb_listener_rule", "listener_arn"),
    ("aws_api_gateway_integration", "uri"),
    ("aws_apigatewayv2_integration", "integration_uri"),
    ("aws_apigatewayv2_route", "target"),
    ("aws_autoscaling_attachment", "lb_target_group_arn"),
    ("aws_autoscaling_group", "target_group_arns"),
    ("aws_ecs_service", "target_group_arn"),
    ("aws_lambda_function_url", "function_name"),
    ("aws_lb_listener", "target_group_arn"),
    ("aws_lb_listener_rule", "target_group_arn"),
    ("aws_lb_target_group_attachment", "target_id"),
];

impl Graph<'_> {
    /// Whether something may lead to services by ways that the plan does not show or that are not
    /// followed.
    pub(in crate::graph) fn may_lead_more(&self) -> bool {
        let mut leads = LEADS.iter();
        let mut balancers = self.load_balancers();
        leads.any(|(kind, by)| self.any_unresolved(kind, by) || self.may_lack(kind))
            || balancers.any(|balancer| balancer.kind().is_none())
            || hides_methods(self)
            || self.unread_apis().next().is_some()
            || self.classic_balancers().next().is_some()
    }

    /// The services that declare needs without anything that leads to them.
    pub fn unreachable_services(&self) -> Vec<UnreachableService<'_>> {
        if !self.any_needs() {
            return Vec::new();
        }
        let ways = self.ways();
        let sure = !Answer::unless(self.may_lead_more());
        let services = self.services().filter(|service| {
            !service.needs_at(&[]).is_empty() && ways.endpoints_of(service).is_empty()
        });
        services
            .map(|service| UnreachableService { service, sure })
            .collect()
    }
}

/// Whether some method, or the one of an integration, is known only after apply.
fn hides_methods(graph: &Graph<'_>) -> bool {
    let kinds = ["aws_api_gateway_integration", "aws_api_gateway_method"];
    let mut all = kinds.into_iter().flat_map(|kind| graph.of_type(kind));
    all.any(|id| graph.node(id).attr("http_method").is_unknown())
}
