//! Which pages of other sites may read what an API or a function URL answers.

use super::api::HttpRoute;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node, ResourceId};

/// What an HTTP API or a function URL answers to pages of other origins.
pub struct Cors<'g> {
    graph: &'g Graph<'g>,
    /// The block that says it.
    pub node: Node<'g>,
}

const ROUTE: &str = "aws_apigatewayv2_route";

impl<'p> Graph<'p> {
    /// The CORS settings of HTTP APIs and function URLs.
    pub fn cors(&self) -> Vec<Cors<'_>> {
        let fronts = [
            ("aws_apigatewayv2_api", "cors_configuration"),
            ("aws_lambda_function_url", "cors"),
        ];
        let blocks = fronts.iter().flat_map(|(type_name, block)| {
            let ids = self.of_type(type_name).collect::<Vec<_>>();
            ids.into_iter()
                .flat_map(|id| self.node(id).blocks(block).nodes)
        });
        blocks.map(|node| Cors { graph: self, node }).collect()
    }

    /// APIs and URLs of which the plan does not show whether they have any.
    pub fn without_known_cors(&self) -> Vec<&str> {
        let fronts = [
            ("aws_apigatewayv2_api", "cors_configuration"),
            ("aws_lambda_function_url", "cors"),
        ];
        let open = fronts.iter().flat_map(|(type_name, block)| {
            let ids = self.of_type(type_name).collect::<Vec<_>>();
            ids.into_iter()
                .filter(|id| !self.node(*id).blocks(block).complete)
        });
        open.map(|id| self.address(id)).collect()
    }
}

impl<'g> Cors<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether every origin is allowed by one word.
    pub fn allows_any_origin(&self) -> Answer {
        self.lists_origin(&["*", "http://*", "https://*"])
    }

    /// Whether every origin is allowed by `*`, which goes with no credentials.
    pub fn allows_star(&self) -> Answer {
        self.lists_origin(&["*"])
    }

    fn lists_origin(&self, words: &[&str]) -> Answer {
        match self.node.texts("allow_origins") {
            Attr::Known(origins) => {
                Answer::of(Some(origins.iter().any(|origin| words.contains(origin))))
            }
            Attr::Unset => Answer::No,
            Attr::Unknown => Answer::Unknown,
        }
    }

    /// Whether browsers may send cookies and the like along.
    pub fn allows_credentials(&self) -> Answer {
        Answer::of(self.node.bool("allow_credentials").or_default(false))
    }

    /// Whether nobody is checked behind it anyway: a public API, or a public
    /// function.
    pub fn is_for_everyone(&self) -> Answer {
        match self.graph.type_of(self.node.id) {
            "aws_lambda_function_url" => {
                let url = self.graph.node(self.node.id);
                let kind = url.text("authorization_type").known();
                Answer::of(kind.map(|kind| kind == "NONE"))
            }
            _ => has_only_open_routes(self.graph, self.node.id),
        }
    }
}

/// Whether an HTTP API has routes, and none of them checks its callers.
fn has_only_open_routes(graph: &Graph<'_>, api: ResourceId) -> Answer {
    let node = graph.node(api);
    let links: Vec<_> = graph.referrers(api, ROUTE, "api_id").collect();
    let guarded = links.iter().map(|link| {
        let route = HttpRoute::new(graph, graph.node(link.from));
        match Answer::any([!route.is_open(), route.asks_for_key()]) {
            Answer::Yes if !link.is_sure() => Answer::Unknown,
            answer => answer,
        }
    });
    let described = !node.attr("body").is_unset();
    let open = described || graph.any_unresolved(ROUTE, "api_id") || graph.may_lack(ROUTE);
    let quick = !node.attr("target").is_unset();
    match Answer::any(guarded.chain([Answer::unless(open)])) {
        // Not a single route is known.
        Answer::No if links.is_empty() && !quick => Answer::No,
        answer => !answer,
    }
}
