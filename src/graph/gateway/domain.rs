//! Custom domains of API Gateway, and the APIs they lead to.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node, ResourceId};

/// A custom domain of REST, HTTP or WebSocket APIs.
pub struct ApiDomain<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A REST, HTTP or WebSocket API.
pub struct Api<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// What leads from a domain to an API.
const MAPPINGS: [&str; 3] = [
    "aws_api_gateway_base_path_mapping",
    "aws_apigatewayv2_api_mapping",
    "aws_apigatewayv2_routing_rule",
];

impl<'p> Graph<'p> {
    pub fn api_domains(&self) -> impl Iterator<Item = ApiDomain<'_>> {
        [
            "aws_api_gateway_domain_name",
            "aws_apigatewayv2_domain_name",
        ]
        .into_iter()
        .flat_map(|type_name| self.of_type(type_name).collect::<Vec<_>>())
        .map(|id| ApiDomain {
            graph: self,
            node: self.node(id),
        })
    }
}

impl<'g> ApiDomain<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether clients must show a certificate.
    pub fn asks_for_certificates(&self) -> Answer {
        let blocks = self.node.blocks("mutual_tls_authentication");
        match blocks.nodes.is_empty() {
            false => Answer::Yes,
            true => Answer::unless(!blocks.complete),
        }
    }

    /// The APIs that it surely leads to.
    pub fn apis(&self) -> Vec<Api<'g>> {
        let mut ids: Vec<ResourceId> = MAPPINGS
            .iter()
            .flat_map(|mapping| self.graph.referrers(self.node.id, mapping, "domain_name"))
            .filter(|link| link.is_sure())
            .flat_map(|link| self.mapped(&self.graph.node(link.from)))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let apis = ids.into_iter().map(|id| Api {
            graph: self.graph,
            node: self.graph.node(id),
        });
        apis.collect()
    }

    fn mapped(&self, mapping: &Node<'g>) -> Vec<ResourceId> {
        let actions = mapping.blocks("action").nodes.into_iter();
        let invoked = actions.flat_map(|action| action.blocks("invoke_api").nodes);
        std::iter::once(mapping.clone())
            .chain(invoked)
            .filter_map(|node| self.graph.follow(&node, "api_id").sure())
            .collect()
    }

    /// Whether some mapping may lead from it to where the plan does not show.
    pub fn may_lead_elsewhere(&self) -> bool {
        MAPPINGS.iter().any(|mapping| {
            self.graph.any_unresolved(mapping, "domain_name")
                || self.graph.any_unresolved(mapping, "api_id")
        })
    }
}

impl<'g> Api<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether it answers by its own `execute-api` name besides its domains. A
    /// definition in `body` may say so as well.
    pub fn has_default_endpoint(&self) -> Answer {
        match self.node.bool("disable_execute_api_endpoint") {
            Attr::Known(true) => Answer::No,
            Attr::Unknown => Answer::Unknown,
            Attr::Known(false) | Attr::Unset => match self.node.text("body") {
                Attr::Unset => Answer::Yes,
                Attr::Known(body) if !body.contains("disableExecuteApiEndpoint") => Answer::Yes,
                Attr::Known(_) | Attr::Unknown => Answer::Unknown,
            },
        }
    }
}
