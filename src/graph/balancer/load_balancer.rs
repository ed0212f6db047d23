//! Load balancers: what they are, what guards them, what they record.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::links::Ends;
use crate::plan::{Node, Place, ResourceId};

/// An application, network or gateway load balancer.
#[derive(Clone)]
pub struct LoadBalancer<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    pub fn load_balancers(&self) -> impl Iterator<Item = LoadBalancer<'_>> {
        self.of_type("aws_lb").map(|id| self.load_balancer(id))
    }

    pub fn load_balancer(&self, id: ResourceId) -> LoadBalancer<'_> {
        LoadBalancer {
            graph: self,
            node: self.node(id),
        }
    }
}

impl<'g> LoadBalancer<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    /// `application`, `network` or `gateway`; `None` when unknown.
    pub fn kind(&self) -> Option<&'g str> {
        self.node
            .text("load_balancer_type")
            .or_default("application")
    }

    pub fn is_application(&self) -> bool {
        self.kind() == Some("application")
    }

    /// Whether it has addresses on the internet: gateway load balancers are
    /// reached by the endpoints of a network alone.
    pub fn is_public(&self) -> Answer {
        if self.kind() == Some("gateway") {
            return Answer::No;
        }
        Answer::of(
            self.node
                .bool("internal")
                .or_default(false)
                .map(|internal| !internal),
        )
    }

    /// Whether clients reach it by way of something else in the plan, so that the
    /// host, port and protocol that they see need not be its own.
    pub fn is_behind_another(&self) -> bool {
        const FRONTS: [(&str, &str); 7] = [
            ("aws_lb_target_group_attachment", "target_id"),
            ("aws_globalaccelerator_endpoint_group", "endpoint_id"),
            ("aws_vpclattice_target_group_attachment", "id"),
            ("aws_api_gateway_vpc_link", "target_arns"),
            ("aws_api_gateway_integration", "integration_target"),
            ("aws_api_gateway_integration", "uri"),
            ("aws_apigatewayv2_integration", "integration_uri"),
        ];
        let is_target = |id| {
            let mut fronts = FRONTS.iter();
            fronts.any(|(front, by)| self.graph.referrers(id, front, by).next().is_some())
        };
        let listeners = self.listeners();
        is_target(self.id())
            || listeners.iter().any(|listener| is_target(listener.id()))
            || !self.graph.origins_before(self.id()).is_empty()
    }

    /// Whether clients themselves come to it. A public one that does not let everyone in may be
    /// behind a front of another stack.
    pub fn meets_clients(&self) -> Answer {
        if self.is_behind_another() {
            return Answer::No;
        }
        match self.is_public() {
            Answer::Yes => {
                Answer::of((self.admits_world(self.graph) == Answer::Yes).then_some(true))
            }
            internal => !internal,
        }
    }

    /// Whether it has anything to write into access logs: network load balancers
    /// log TLS listeners alone.
    pub fn may_log(&self) -> Answer {
        match self.kind() {
            Some("application") => Answer::Yes,
            Some("network") => {
                let listeners = self.listeners();
                let tls = listeners
                    .iter()
                    .map(|listener| Answer::of(listener.protocol().map(|name| name == "TLS")));
                Answer::any(tls.chain([Answer::unless(self.may_have_more_listeners())]))
            }
            Some(_) => Answer::No,
            None => Answer::Unknown,
        }
    }

    /// Whether CloudWatch delivers its access logs instead.
    pub fn has_vended_logs(&self) -> Answer {
        let source = "aws_cloudwatch_log_delivery_source";
        let links = self.graph.referrers(self.id(), source, "resource_arn");
        let delivers = links.map(|link| {
            let log_type = self.graph.node(link.from).text("log_type").known();
            match log_type.map(|name| name.ends_with("ACCESS_LOGS")) {
                Some(true) if !link.is_sure() => Answer::Unknown,
                delivers => Answer::of(delivers),
            }
        });
        let more = self.graph.any_unresolved(source, "resource_arn");
        Answer::any(delivers.chain([Answer::unless(more)]))
    }

    /// Its security groups, as far as the plan tells.
    pub fn security_groups(&self) -> Ends<'g> {
        self.graph.follow(&self.node, "security_groups")
    }
}
