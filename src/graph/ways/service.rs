//! Services: what answers requests in the end.

use crate::facts::{Backend, Traffic};
use crate::graph::architecture::Graph;
use crate::graph::lambda::names_of;
use crate::plan::{Node, Place, ResourceId};

/// What answers requests in the end: a function, an ECS service, an instance,
/// a scaling group.
#[derive(Clone)]
pub struct Service<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

pub(in crate::graph) const KINDS: [&str; 4] = [
    "aws_lambda_function",
    "aws_ecs_service",
    "aws_instance",
    "aws_autoscaling_group",
];

impl<'p> Graph<'p> {
    pub fn services(&self) -> impl Iterator<Item = Service<'_>> {
        KINDS
            .into_iter()
            .flat_map(|kind| self.of_type(kind).collect::<Vec<_>>())
            .map(|id| self.service(id))
    }

    pub(in crate::graph) fn service(&self, id: ResourceId) -> Service<'_> {
        Service {
            graph: self,
            node: self.node(id),
        }
    }

    /// The names of the services of the configuration whose backend the plan does not hold.
    pub fn services_without_backend(&self) -> Vec<String> {
        let absent = self.absent_services().into_iter();
        absent.map(|service| service.name.clone()).collect()
    }

    /// The services of the configuration whose backend the plan does not hold.
    pub fn absent_services(&self) -> Vec<&'p crate::config::Service> {
        let addresses: Vec<&str> = self.plan().ids().map(|id| self.address(id)).collect();
        let services = self.config().services.iter();
        let absent = services.filter(|service| {
            let mut addresses = addresses.iter();
            !addresses.any(|address| service.backend.matches(address))
        });
        absent.collect()
    }
}

impl<'g> Service<'g> {
    /// The entry of the configuration that describes it.
    pub fn described(&self) -> Option<&'g crate::config::Service> {
        let names = names_of(self.graph, self.node.id);
        let mut described = self.graph.config().services.iter();
        described.find(|entry| {
            let mut names = names.iter();
            names.any(|(name, _)| entry.backend.matches(self.graph.address(*name)))
        })
    }

    /// Its URLs, where it is a function, by itself or by its aliases.
    pub(in crate::graph) fn function_urls(&self) -> Vec<Node<'g>> {
        const URL: &str = "aws_lambda_function_url";
        let names = names_of(self.graph, self.node.id).into_iter();
        let links = names.flat_map(|(name, _)| self.graph.referrers(name, URL, "function_name"));
        let sure = links.filter(|link| link.is_sure());
        sure.map(|link| self.graph.node(link.from)).collect()
    }

    /// The type of the resource.
    pub fn kind(&self) -> &'g str {
        self.graph.type_of(self.node.id)
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }
}

impl Service<'_> {
    /// What it is to a front.
    pub fn backend(&self) -> Backend {
        match self.kind() {
            "aws_lambda_function" => Backend::Function,
            _ => Backend::Server,
        }
    }

    /// What it gets in a month, where the configuration states that.
    pub fn traffic(&self) -> Option<Traffic> {
        let described = self.described()?;
        let requests = described.requests_per_month?;
        Some(Traffic {
            requests,
            kilobytes_per_request: described.kilobytes_per_request,
            connections: described.connections_per_month.unwrap_or(requests),
            connection_minutes: described.connection_minutes_per_month,
            to_function: self.backend() == Backend::Function,
        })
    }
}
