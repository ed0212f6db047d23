//! Services that declare needs and that no front of the plan leads to.

use super::{Answer, Graph, Service};

/// A service that requests reach by no way that the plan shows.
pub struct Unreached<'g> {
    pub service: Service<'g>,
    /// Whether it is sure that there is none.
    pub sure: Answer,
}

/// What leads to services, and by which attribute.
const LEADS: [(&str, &str); 10] = [
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
    /// The services that declare needs without anything that leads to them.
    pub fn unreached(&self) -> Vec<Unreached<'_>> {
        if !self.any_needs() {
            return Vec::new();
        }
        let ways = self.ways();
        let lost = LEADS
            .iter()
            .any(|(kind, by)| self.any_unresolved(kind, by) || self.plan().may_lack(kind));
        // Ways through these are not followed.
        let other =
            self.unread_apis().next().is_some() || self.classic_balancers().next().is_some();
        let sure = match lost || other {
            true => Answer::Unknown,
            false => Answer::Yes,
        };
        let services = self.services().filter(|service| {
            !self.needs_of(service, &[]).is_empty() && ways.entries_to(service).is_empty()
        });
        services
            .map(|service| Unreached { service, sure })
            .collect()
    }
}
