//! Whether an API as a whole keeps callers out, whatever its methods ask for.

use super::deployment::RestApi;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::{document_restricts, restricts};
use crate::plan::{Attr, Node, Place, ResourceId};

impl RestApi<'_> {
    /// Whether only interface endpoints reach it.
    pub fn is_private(&self) -> Answer {
        let endpoint = self.node.computed_blocks("endpoint_configuration");
        let types = endpoint
            .nodes
            .iter()
            .map(|block| match block.texts("types") {
                Attr::Known(types) => Answer::of(Some(types.contains(&"PRIVATE"))),
                Attr::Unset => Answer::No,
                Attr::Unknown => Answer::Unknown,
            });
        // What the import of a body is told.
        let mut parameters = self.node.map("parameters");
        let imported = parameters
            .any(|(name, value)| name == "endpointConfigurationTypes" && value == "PRIVATE");
        Answer::any(types.chain([
            Answer::of(Some(imported)),
            Answer::unless(!endpoint.complete),
        ]))
    }

    /// Whether it is edge-optimized, which it is where nothing else is written.
    pub fn is_edge(&self) -> Answer {
        let endpoint = self.node.computed_blocks("endpoint_configuration");
        let mut parameters = self.node.map("parameters");
        let imported = parameters.find(|(name, _)| *name == "endpointConfigurationTypes");
        match (endpoint.nodes.first(), imported) {
            (Some(block), _) => match block.texts("types") {
                Attr::Known(types) => Answer::of(Some(types.contains(&"EDGE"))),
                Attr::Unset => Answer::Yes,
                Attr::Unknown => Answer::Unknown,
            },
            (None, Some((_, types))) => Answer::of(Some(types == "EDGE")),
            (None, None) => Answer::of(endpoint.complete.then_some(true)),
        }
    }

    /// Where it is written what kind of endpoint it has.
    pub fn endpoint_place(&self) -> Place {
        let endpoint = self.node.blocks("endpoint_configuration").nodes;
        match endpoint.first().filter(|block| block.is_written()) {
            Some(block) => block.place("types"),
            None => self.node.header(),
        }
    }

    /// Whether something about it as a whole keeps callers out: it is private, or
    /// its resource policy does not let everyone in.
    pub fn keeps_out(&self) -> Answer {
        let (policy, attribute) = ("aws_api_gateway_rest_api_policy", "rest_api_id");
        let policies = self
            .graph
            .referrers(self.node.id, policy, attribute)
            .map(
                |link| match restricts(self.graph.node(link.from).text("policy")) {
                    Answer::Yes if !link.is_sure() => Answer::Unknown,
                    answer => answer,
                },
            );
        let more = self.graph.any_unresolved(policy, attribute)
            || self.graph.may_lack(policy)
            || may_ask_for_certificates(self.graph, &self.node, "aws_api_gateway_domain_name");
        Answer::any(
            [
                self.is_private(),
                self.own_policy_restricts(),
                Answer::unless(more),
            ]
            .into_iter()
            .chain(policies),
        )
    }

    /// Whether the policy that it holds itself, or else the one in its document,
    /// keeps anyone out.
    fn own_policy_restricts(&self) -> Answer {
        let policy = self.node.text("policy");
        if !policy.is_unset() {
            return restricts(policy);
        }
        let documents = self.documents();
        Answer::any(
            documents
                .into_iter()
                .map(|id| match self.graph.bodies.of(id) {
                    Some(body) => body.policy.as_ref().map_or(Answer::No, document_restricts),
                    None => Answer::unless(self.graph.bodies.why_unread(id).is_some()),
                }),
        )
    }

    /// What may hold a document about it.
    fn documents(&self) -> Vec<ResourceId> {
        let put = "aws_api_gateway_rest_api_put";
        let puts = self.graph.referrers(self.node.id, put, "rest_api_id");
        std::iter::once(self.node.id)
            .chain(puts.map(|link| link.from))
            .collect()
    }
}

/// Whether an API that is reached by its domains alone may be behind one that
/// asks clients for certificates.
pub(in crate::graph) fn may_ask_for_certificates(
    graph: &Graph<'_>,
    api: &Node<'_>,
    domains: &str,
) -> bool {
    let by_document = graph
        .bodies
        .of(api.id)
        .is_some_and(|body| body.disables_endpoint);
    let only_by_domain = api.bool("disable_execute_api_endpoint").known() == Some(true);
    (only_by_domain || by_document)
        && graph.of_type(domains).any(|domain| {
            let blocks = graph.node(domain).blocks("mutual_tls_authentication");
            !blocks.nodes.is_empty() || !blocks.complete
        })
}
