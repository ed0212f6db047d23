//! The tree of a REST API: resources, and the methods on them.

use super::api::RestMethod;
use super::api::has_documents_besides;
use super::integration::Integration;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node, ResourceId};
use std::collections::{HashMap, HashSet};

/// A resource of a REST API: one segment of a path.
#[derive(Clone)]
pub struct RestResource<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// The integrations of a plan by the method that they belong to.
pub struct Integrations<'g> {
    graph: &'g Graph<'g>,
    by_method: HashMap<(String, &'g str), Vec<ResourceId>>,
    /// Whether some integration's resource or method is not known.
    open: bool,
    /// APIs that are deployed after something that the graph does not read: a
    /// command, which may make integrations as well.
    made_otherwise: HashSet<ResourceId>,
}

impl<'p> Graph<'p> {
    pub fn rest_resources(&self) -> impl Iterator<Item = RestResource<'_>> {
        self.of_type("aws_api_gateway_resource")
            .map(|id| RestResource {
                graph: self,
                node: self.node(id),
            })
    }

    /// The REST integrations by method.
    pub fn integrations_by_method(&self) -> Integrations<'_> {
        let mut found = Integrations {
            graph: self,
            by_method: HashMap::new(),
            open: self.may_lack("aws_api_gateway_integration"),
            made_otherwise: self
                .deployments()
                .filter(|deployment| !self.plan().made_before(deployment.node.id).complete)
                .filter_map(|deployment| Some(deployment.api()?.id()))
                .collect(),
        };
        for id in self.of_type("aws_api_gateway_integration") {
            let node = self.node(id);
            match (resource_key(self, &node), node.text("http_method")) {
                (Some(resource), Attr::Known(method)) => {
                    let same = found.by_method.entry((resource, method)).or_default();
                    same.push(id);
                }
                _ => found.open = true,
            }
        }
        found
    }
}

impl<'g> Integrations<'g> {
    /// The same of an operation of a document. A resource, or what the document is
    /// merged with, may add the integration.
    fn has_in_body(&self, method: &RestMethod<'_>) -> Answer {
        if !method.node.attr("type").is_unset() {
            return Answer::Yes;
        }
        let Some(api) = method.api() else {
            return Answer::Unknown;
        };
        let mode = api.node.text("put_rest_api_mode").or_default("overwrite");
        let in_plan =
            self.graph
                .is_referred_to(api.id(), "aws_api_gateway_integration", "rest_api_id");
        let open = mode != Some("overwrite")
            || in_plan != Answer::No
            || has_documents_besides(self.graph, &method.node, api.id())
            || self.made_otherwise.contains(&api.id());
        Answer::unless(open)
    }

    /// Whether a method has an integration: of the same resource and HTTP method.
    pub fn has(&self, method: &RestMethod<'_>) -> Answer {
        if method.is_in_body() {
            return self.has_in_body(method);
        }
        let key = resource_key(self.graph, &method.node);
        let (Some(resource), Attr::Known(verb)) = (key, method.node.text("http_method")) else {
            return Answer::Unknown;
        };
        match self.by_method.contains_key(&(resource, verb)) {
            true => Answer::Yes,
            false => {
                let api = method.api();
                let otherwise = api.is_some_and(|api| self.made_otherwise.contains(&api.id()));
                Answer::unless(self.open || otherwise)
            }
        }
    }
}

impl<'g> Integrations<'g> {
    /// The integrations of a method; `None` when its own place is not known.
    pub fn of(&self, method: &RestMethod<'g>) -> Option<Vec<Integration<'g>>> {
        if method.is_in_body() {
            let own = Integration::of(self.graph, method.node.clone());
            return Some(own.into_iter().collect());
        }
        let resource = resource_key(self.graph, &method.node)?;
        let verb = method.node.text("http_method").known()?;
        let found = self.by_method.get(&(resource, verb)).into_iter().flatten();
        let nodes = found.map(|id| self.graph.node(*id));
        Some(
            nodes
                .filter_map(|node| Integration::of(self.graph, node))
                .collect(),
        )
    }
}

impl<'g> RestResource<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The segment, such as `orders`, `{id}` or `{proxy+}`.
    pub fn segment(&self) -> Attr<&'g str> {
        self.node.text("path_part")
    }

    /// The resource that it is below, when that is one of the plan and no root.
    pub fn parent(&self) -> Option<RestResource<'g>> {
        let id = self.graph.follow(&self.node, "parent_id").sure()?;
        (self.graph.type_of(id) == "aws_api_gateway_resource").then(|| RestResource {
            graph: self.graph,
            node: self.graph.node(id),
        })
    }
}

/// Deeper trees than any API takes are circles.
const SEGMENTS: usize = 64;

impl RestMethod<'_> {
    /// The path that it is for.
    pub fn path(&self) -> Option<String> {
        self.graph.path_of_operation(&self.node)
    }
}

/// Whether a segment of a path takes all that follows: `{proxy+}`.
pub fn is_greedy(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with("+}")
}

/// What tells the resource that a method or an integration is on apart from
/// others: the one in the plan, or the id of one elsewhere.
fn resource_key(graph: &Graph<'_>, node: &Node<'_>) -> Option<String> {
    let ends = graph.follow(node, "resource_id");
    match ends.sure() {
        Some(id) => Some(graph.address(id).to_owned()),
        None => node.text("resource_id").known().map(str::to_owned),
    }
}

/// The path of a resource of a REST API, as API Gateway writes it: `/orders/{id}`.
/// `None` where the plan does not show, or marks a part of it as sensitive.
fn path_of_resource(graph: &Graph<'_>, resource: ResourceId) -> Option<String> {
    let mut path = String::new();
    let mut at = resource;
    for _ in 0..SEGMENTS {
        match graph.type_of(at) {
            "aws_api_gateway_resource" => {}
            "aws_api_gateway_rest_api" if path.is_empty() => return Some("/".to_owned()),
            "aws_api_gateway_rest_api" => return Some(path),
            _ => return None,
        }
        let node = graph.node(at);
        path = format!("/{}{path}", node.plain_text("path_part").known()?);
        at = graph.follow(&node, "parent_id").sure()?;
    }
    None
}

impl Graph<'_> {
    /// The path of a method or integration: that of its resource, or in a `body` its own.
    pub(in crate::graph) fn path_of_operation(&self, node: &Node<'_>) -> Option<String> {
        if node.is_in_text() {
            return node.plain_text("path").known().map(str::to_owned);
        }
        path_of_resource(self, self.follow(node, "resource_id").sure()?)
    }
}
