//! API Gateway: what an API does with a request. An integration is a resource, a
//! part of an operation of an OpenAPI `body`, or what an API's `target` made.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::lambda::Function;
use crate::graph::links::Link;
use crate::graph::openapi::Gateway;
use crate::plan::{Attr, Confidence, Node, Place, ResourceId};

/// What an API does with a request: a REST or an HTTP API's integration.
#[derive(Clone)]
pub struct Integration<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// What holds integrations, and the attributes that name what they lead to.
const HOLDERS: [(&str, &[&str]); 5] = [
    ("aws_api_gateway_integration", REST),
    ("aws_api_gateway_rest_api", REST),
    ("aws_api_gateway_rest_api_put", REST),
    ("aws_apigatewayv2_integration", &["integration_uri"]),
    ("aws_apigatewayv2_api", &["integration_uri", "target"]),
];

const REST: &[&str] = &["uri", "integration_target", "connection_id"];

impl<'p> Graph<'p> {
    pub fn integrations(&self) -> impl Iterator<Item = Integration<'_>> {
        let resources = [
            "aws_api_gateway_integration",
            "aws_apigatewayv2_integration",
        ]
        .into_iter()
        .flat_map(|type_name| self.of_type(type_name).collect::<Vec<_>>())
        .map(|id| self.node(id));
        let operations = [Gateway::Rest, Gateway::Http]
            .into_iter()
            .flat_map(|gateway| self.bodies.operations(self.plan, gateway));
        let nodes = resources.chain(operations).chain(self.quick_created());
        nodes.filter_map(|node| Integration::of(self, node))
    }
}

impl<'g> Integration<'g> {
    /// The integration that a block is or holds.
    pub(in crate::graph) fn of(graph: &'g Graph<'g>, node: Node<'g>) -> Option<Self> {
        let kinds = ["type", "integration_type"];
        let is_bare = node.is_in_text() && kinds.iter().all(|kind| node.attr(kind).is_unset());
        (!is_bare).then_some(Self { graph, node })
    }

    /// The integrations that lead to a resource, and how that is known.
    pub(in crate::graph) fn leading_to(
        graph: &'g Graph<'g>,
        id: ResourceId,
    ) -> Vec<(Self, Confidence)> {
        let named = HOLDERS.into_iter().flat_map(|(type_name, attributes)| {
            let links = attributes
                .iter()
                .map(move |attribute| graph.referrers(id, type_name, attribute));
            links.flatten()
        });
        named
            .filter_map(|link| Some((Self::of(graph, node_of(graph, link)?)?, link.how)))
            .collect()
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Where it is written.
    pub fn place(&self) -> Place {
        match self.is_quick_created() {
            true => self.node.place("target"),
            false => self.node.header(),
        }
    }

    pub fn is_rest(&self) -> bool {
        let type_name = self.graph.type_of(self.node.id);
        type_name.starts_with("aws_api_gateway_")
    }

    /// Whether its API itself describes it.
    pub(in crate::graph) fn is_of_api(&self) -> bool {
        self.node.is_in_text() || self.is_quick_created()
    }

    /// Whether it came with its API, which was made of a `target`.
    pub(in crate::graph) fn is_quick_created(&self) -> bool {
        !self.node.is_in_text() && self.graph.type_of(self.node.id) == "aws_apigatewayv2_api"
    }

    /// The function it invokes, when the plan tells for sure.
    pub fn function(&self) -> Option<Function<'g>> {
        let ends = self.graph.follow(&self.node, self.target_attribute());
        self.graph.function(ends.sure()?)
    }

    /// Whether it invokes what the plan shows nothing of, perhaps a function.
    pub fn loses_function(&self) -> bool {
        let ends = self.graph.follow(&self.node, self.target_attribute());
        self.may_invoke() && ends.links.is_empty()
    }

    /// Whether it may invoke a function without the plan telling which.
    pub fn may_invoke(&self) -> bool {
        let kind = if self.is_rest() {
            "type"
        } else {
            "integration_type"
        };
        let of_functions = self
            .node
            .text(kind)
            .known()
            .is_none_or(|kind| kind.starts_with("AWS"));
        let ends = self.graph.follow(&self.node, self.target_attribute());
        let guessed = ends.resources().any(|id| self.graph.function(id).is_some());
        of_functions && (guessed || !ends.complete)
    }

    /// How long it waits for an answer, in milliseconds (facts.md section 3.2).
    pub fn timeout(&self) -> Option<f64> {
        match self.node.number("timeout_milliseconds") {
            // The provider writes 0 where the service's default holds.
            Attr::Known(timeout) if timeout > 0.0 => Some(timeout),
            Attr::Known(_) | Attr::Unset if self.is_rest() => Some(29_000.0),
            Attr::Known(_) | Attr::Unset => Some(if self.is_websocket()? {
                29_000.0
            } else {
                30_000.0
            }),
            Attr::Unknown => None,
        }
    }

    /// Whether it passes a response on while it comes.
    pub fn streams(&self) -> Answer {
        let mode = self.node.text("response_transfer_mode");
        Answer::of(mode.or_default("BUFFERED").map(|mode| mode == "STREAM"))
    }

    pub fn is_websocket(&self) -> Option<bool> {
        let api = match self.is_of_api() {
            true => self.node.id,
            false => self.graph.follow(&self.node, "api_id").sure()?,
        };
        let protocol = self.graph.node(api).text("protocol_type").known()?;
        Some(protocol == "WEBSOCKET")
    }

    /// Whether it hands the request over without waiting for the function.
    pub fn is_asynchronous(&self) -> Answer {
        let modes = self
            .node
            .map("request_parameters")
            .filter_map(|(name, value)| {
                let asks = name.to_lowercase().ends_with("x-amz-invocation-type");
                // The client may choose.
                asks.then(|| match value.starts_with("method.request.") {
                    true => Answer::Unknown,
                    false => Answer::of(Some(value.trim_matches('\'') == "Event")),
                })
            });
        let open = self.node.attr("request_parameters").is_unknown();
        Answer::any(modes.chain([Answer::unless(open)]))
    }
}

/// The block that a link comes from.
fn node_of<'g>(graph: &'g Graph<'g>, link: &Link) -> Option<Node<'g>> {
    match link.block.0.is_empty() {
        true => Some(graph.node(link.from)),
        false => graph.bodies.operation(graph.plan, link.from, &link.block),
    }
}
