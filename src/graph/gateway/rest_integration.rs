//! How integrations of REST APIs name the function that they invoke.

use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
use crate::plan::Node;

/// An integration of a REST API that may invoke a function.
#[derive(Clone)]
pub struct RestIntegration<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// What the `uri` of an integration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uri {
    /// The URI that invokes a function and waits for its whole answer.
    Invocation,
    /// The URI that invokes a function and passes its answer on as it comes.
    Streaming,
    /// The ARN of a function, which is no URI.
    FunctionArn,
    /// Another service.
    Other,
}

impl<'p> Graph<'p> {
    /// The integrations of REST APIs with AWS services.
    pub fn rest_integrations(&self) -> impl Iterator<Item = RestIntegration<'_>> {
        let all = self.of_type("aws_api_gateway_integration");
        let all = all.map(|id| RestIntegration {
            graph: self,
            node: self.node(id),
        });
        all.filter(|it| {
            let kind = it.node.text("type").known();
            kind.is_none_or(|kind| kind.starts_with("AWS"))
        })
    }
}

impl<'g> RestIntegration<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// What its `uri` is; `None` when the plan does not show.
    pub fn uri(&self) -> Option<Uri> {
        if let Some(arn) = Arn::of(self.graph, &self.node, "uri") {
            let path = arn
                .rest
                .strip_prefix("path/")
                .filter(|path| path.contains("/functions/"));
            return Some(match (arn.service.as_str(), path) {
                ("lambda", _) => Uri::FunctionArn,
                ("apigateway", Some(path)) if path.contains("response-streaming") => Uri::Streaming,
                ("apigateway", Some(_)) => Uri::Invocation,
                _ => Uri::Other,
            });
        }
        let ends = self.graph.follow(&self.node, "uri");
        let named = self.graph.named_as(&self.node, "uri");
        match (
            ends.sure().and_then(|id| self.graph.function(id)),
            named.as_slice(),
        ) {
            (Some(_), [(_, name)]) if name == "response_streaming_invoke_arn" => {
                Some(Uri::Streaming)
            }
            (Some(_), [(_, name)]) if name.ends_with("invoke_arn") => Some(Uri::Invocation),
            (None, _) if ends.complete && ends.resources().next().is_none() => Some(Uri::Other),
            _ => None,
        }
    }

    /// Whether it passes answers on as they come.
    pub fn streams(&self) -> Option<bool> {
        let mode = self.node.text("response_transfer_mode");
        mode.or_default("BUFFERED").map(|mode| mode == "STREAM")
    }
}
