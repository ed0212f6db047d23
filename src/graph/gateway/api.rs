//! API Gateway: REST methods, HTTP and WebSocket routes, each a resource of its
//! own or an operation of an OpenAPI `body`.

use super::api_access::may_ask_for_certificates;
use super::deployment::RestApi;
use super::integration::Integration;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::openapi::{BODY, Gateway, HOLDERS, Unread, gateway_of};
use crate::plan::{Attr, Node, Place, ResourceId};
use std::collections::HashSet;

/// A method of a REST API.
#[derive(Clone)]
pub struct RestMethod<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A route of an HTTP or WebSocket API.
#[derive(Clone)]
pub struct HttpRoute<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// An API whose OpenAPI `body` nobody can read, or not yet.
#[derive(Clone)]
pub struct UnreadApi<'g> {
    graph: &'g Graph<'g>,
    id: ResourceId,
    why: Unread,
}

impl<'p> Graph<'p> {
    /// The methods of all REST APIs. What a resource says anew of an operation of
    /// a `body` holds.
    pub fn rest_methods(&self) -> impl Iterator<Item = RestMethod<'_>> {
        let resources = self.of_type("aws_api_gateway_method");
        let resources: Vec<_> = resources
            .map(|id| RestMethod::new(self, self.node(id)))
            .collect();
        let anew: HashSet<_> = match self.bodies.is_empty() {
            true => HashSet::new(),
            false => resources.iter().filter_map(|method| method.key()).collect(),
        };
        let operations = self.bodies.operations(self.plan, Gateway::Rest);
        let operations = operations.map(|node| RestMethod::new(self, node));
        resources.into_iter().chain(
            operations.filter(move |method| method.key().is_none_or(|key| !anew.contains(&key))),
        )
    }

    /// The routes of all HTTP and WebSocket APIs, with the one of an API that was
    /// made of a `target`. What a resource says anew of an operation of a `body` holds.
    pub fn http_routes(&self) -> impl Iterator<Item = HttpRoute<'_>> {
        let resources = self.of_type("aws_apigatewayv2_route");
        let resources: Vec<_> = resources
            .map(|id| HttpRoute::new(self, self.node(id)))
            .collect();
        let anew: HashSet<_> = match self.bodies.is_empty() {
            true => HashSet::new(),
            false => resources
                .iter()
                .filter_map(|route| route.id_and_key())
                .collect(),
        };
        let operations = self.bodies.operations(self.plan, Gateway::Http);
        let operations = operations.map(|node| HttpRoute::new(self, node));
        let operations = operations
            .filter(move |route| route.id_and_key().is_none_or(|key| !anew.contains(&key)));
        let quick = self.quick_created().map(|node| HttpRoute::new(self, node));
        resources.into_iter().chain(operations).chain(quick)
    }

    /// HTTP APIs made of a `target`: the service adds one route, its integration
    /// and a stage that is deployed by itself.
    pub(in crate::graph) fn quick_created(&self) -> impl Iterator<Item = Node<'_>> {
        let apis = self.of_type("aws_apigatewayv2_api").map(|id| self.node(id));
        apis.filter(|api| !api.attr("target").is_unset())
    }

    /// The APIs whose operations are not known.
    pub fn unread_apis(&self) -> impl Iterator<Item = UnreadApi<'_>> {
        let ids = self.bodies.unread();
        ids.filter_map(|id| unread_api(self, id))
    }
}

impl<'g> UnreadApi<'g> {
    /// The APIs whose operations are not known and may lead to a resource.
    pub(in crate::graph) fn leading_to(graph: &'g Graph<'g>, id: ResourceId) -> Vec<Self> {
        let types = HOLDERS.iter();
        let links = types.flat_map(|(holder, _)| graph.referrers(id, holder, BODY));
        links
            .filter_map(|link| unread_api(graph, link.from))
            .collect()
    }

    pub fn id(&self) -> ResourceId {
        self.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.id)
    }

    /// Why its operations are not known.
    pub fn why(&self) -> Unread {
        self.why
    }

    /// The REST API that it is or describes; for an HTTP API, none.
    pub fn rest_api(&self) -> Option<RestApi<'g>> {
        let id = match self.graph.type_of(self.id) {
            "aws_api_gateway_rest_api" => self.id,
            "aws_api_gateway_rest_api_put" => {
                let node = self.graph.node(self.id);
                self.graph.follow(&node, "rest_api_id").sure()?
            }
            _ => return None,
        };
        Some(self.graph.rest_api(id))
    }

    pub fn is_http(&self) -> bool {
        gateway_of(self.graph.type_of(self.id)) == Some(Gateway::Http)
    }
}

impl<'g> RestMethod<'g> {
    pub(in crate::graph) fn new(graph: &'g Graph<'g>, node: Node<'g>) -> Self {
        Self { graph, node }
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Where it says who may call it.
    pub fn place(&self) -> Place {
        self.node.place("authorization")
    }

    /// Whether it is an operation of a `body`.
    pub fn is_in_body(&self) -> bool {
        self.node.is_in_text()
    }

    /// Its method and path, for an operation of a `body` whose names may be shown.
    pub fn name(&self) -> Option<String> {
        let is_shown = self.is_in_body() && !self.node.is_sensitive("path");
        is_shown.then(|| {
            format!(
                "{} {}",
                self.node.shown("http_method"),
                self.node.shown("path")
            )
        })
    }

    /// The REST API it belongs to, when the plan tells for sure.
    pub fn api(&self) -> Option<RestApi<'g>> {
        let id = match self.graph.type_of(self.node.id) {
            "aws_api_gateway_rest_api" => self.node.id,
            // A method and a document that is put name it alike.
            _ => self
                .graph
                .follow(&self.graph.node(self.node.id), "rest_api_id")
                .sure()?,
        };
        Some(self.graph.rest_api(id))
    }

    /// What tells it from all others: its API, its path and its method.
    fn key(&self) -> Option<(ResourceId, String, &'g str)> {
        let path = self.path()?;
        let verb = self.node.text("http_method").known()?;
        Some((self.api()?.node.id, path, verb))
    }

    /// Whether it answers only to CORS preflights, which carry no credentials.
    pub fn is_preflight(&self) -> Answer {
        Answer::of(
            self.node
                .text("http_method")
                .known()
                .map(|method| method == "OPTIONS"),
        )
    }

    /// Whether nothing stands behind it: it answers by itself, or not at all.
    pub fn has_no_backend(&self) -> Answer {
        if self.node.is_in_text() {
            return match self.node.text("type") {
                Attr::Unset => Answer::Yes,
                Attr::Known(kind) => Answer::of(Some(kind == "MOCK")),
                Attr::Unknown => Answer::Unknown,
            };
        }
        let Some(resource) = self.graph.follow(&self.node, "resource_id").sure() else {
            return Answer::No;
        };
        let verb = self.node.text("http_method");
        let integrations = self
            .graph
            .referrers(resource, "aws_api_gateway_integration", "resource_id")
            .filter(|link| link.is_sure())
            .map(|link| self.graph.node(link.from))
            .filter(|integration| integration.text("http_method") == verb);
        let mut kinds = integrations.map(|integration| integration.text("type").known());
        Answer::of(Some(kinds.any(|kind| kind == Some("MOCK"))))
    }

    /// Whether anyone may call it: neither authorization nor an API key is asked for.
    pub fn is_open(&self) -> Answer {
        let open = self
            .node
            .text("authorization")
            .or_default("NONE")
            .map(|kind| kind == "NONE");
        let key = self.node.bool("api_key_required").or_default(false);
        match (open, key) {
            (Some(false), _) | (_, Some(true)) => Answer::No,
            (Some(true), Some(false)) => Answer::Yes,
            _ => Answer::Unknown,
        }
    }

    /// Whether it verifies tokens: an authorizer of a user pool does.
    pub fn verifies_jwt(&self) -> Answer {
        match self.node.text("authorization").or_default("NONE") {
            Some("COGNITO_USER_POOLS") => Answer::Yes,
            // A function may verify anything.
            Some("CUSTOM") | None => Answer::Unknown,
            Some(_) => Answer::No,
        }
    }

    /// Whether its API as a whole keeps callers out.
    pub fn api_keeps_out(&self) -> Answer {
        self.api().map_or(Answer::Unknown, |api| api.keeps_out())
    }
}

impl<'g> HttpRoute<'g> {
    pub(in crate::graph) fn new(graph: &'g Graph<'g>, node: Node<'g>) -> Self {
        Self { graph, node }
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Where it says who may call it.
    pub fn place(&self) -> Place {
        match self.is_quick_created() {
            true => self.node.place("target"),
            false => self.node.place("authorization_type"),
        }
    }

    /// Whether it is an operation of a `body`.
    pub fn is_in_body(&self) -> bool {
        self.node.is_in_text()
    }

    /// Its key, for an operation of a `body` whose names may be shown.
    pub fn name(&self) -> Option<String> {
        let is_shown = self.is_in_body() && !self.node.is_sensitive("path");
        is_shown.then(|| self.node.shown("route_key"))
    }

    /// Whether it came with its API, which was made of a `target`.
    pub fn is_quick_created(&self) -> bool {
        self.is_of_api() && !self.node.is_in_text()
    }

    /// Whether its API itself describes it.
    pub fn is_of_api(&self) -> bool {
        self.graph.type_of(self.node.id) == "aws_apigatewayv2_api"
    }

    /// The API it belongs to, when the plan tells for sure.
    pub(in crate::graph) fn api(&self) -> Option<ResourceId> {
        match self.is_of_api() {
            true => Some(self.node.id),
            false => self.graph.follow(&self.node, "api_id").sure(),
        }
    }

    /// `METHOD /path`, `$default`, or a WebSocket route's name.
    pub fn key(&self) -> Option<&'g str> {
        let key = self.node.text("route_key");
        match self.is_quick_created() {
            true => key.or_default("$default"),
            false => key.known(),
        }
    }

    fn id_and_key(&self) -> Option<(ResourceId, &'g str)> {
        Some((self.api()?, self.key()?))
    }

    /// `HTTP` or `WEBSOCKET`; read off the route key where the API is elsewhere.
    pub fn protocol(&self) -> Option<&'g str> {
        let api = self.api();
        if let Some(protocol) = api.and_then(|id| self.graph.node(id).text("protocol_type").known())
        {
            return Some(protocol);
        }
        match self.key()? {
            "$connect" | "$disconnect" => Some("WEBSOCKET"),
            key if key.contains(" /") => Some("HTTP"),
            _ => None,
        }
    }

    /// Whether it answers only to CORS preflights, which carry no credentials.
    pub fn is_preflight(&self) -> Answer {
        Answer::of(self.key().map(|key| key.starts_with("OPTIONS ")))
    }

    /// Whether nothing stands behind it, so that it answers nobody.
    pub fn has_no_backend(&self) -> bool {
        self.is_in_body() && self.node.attr("integration_type").is_unset()
    }

    /// Whether anyone may call it: it has no authorizer. Behind a domain that
    /// asks clients for certificates that is left open.
    pub fn is_open(&self) -> Answer {
        let kind = self.node.text("authorization_type").or_default("NONE");
        let certified = self.api().is_some_and(|api| {
            may_ask_for_certificates(
                self.graph,
                &self.graph.node(api),
                "aws_apigatewayv2_domain_name",
            )
        });
        match kind.map(|kind| kind == "NONE") {
            Some(true) if certified => Answer::Unknown,
            open => Answer::of(open),
        }
    }

    /// Whether it verifies tokens: a JWT authorizer does.
    pub fn verifies_jwt(&self) -> Answer {
        let kind = self.node.text("authorization_type").or_default("NONE");
        match kind {
            Some("JWT") => Answer::Yes,
            // A function may verify anything.
            Some("CUSTOM") | None => Answer::Unknown,
            Some(_) => Answer::No,
        }
    }

    /// The integrations it hands requests to.
    pub fn integrations(&self) -> Vec<Integration<'g>> {
        if self.is_of_api() {
            return Integration::of(self.graph, self.node.clone())
                .into_iter()
                .collect();
        }
        let ends = self.graph.follow(&self.node, "target");
        let nodes = ends.resources().map(|id| self.graph.node(id));
        nodes
            .filter_map(|node| Integration::of(self.graph, node))
            .collect()
    }
}

impl<'g> Integration<'g> {
    /// The methods that hand requests to it.
    pub fn methods(&self) -> Vec<RestMethod<'g>> {
        match self.node.is_in_text() {
            true if self.is_rest() => vec![RestMethod::new(self.graph, self.node.clone())],
            true => Vec::new(),
            false => methods_of(self.graph, &self.node),
        }
    }
}

fn unread_api<'g>(graph: &'g Graph<'g>, id: ResourceId) -> Option<UnreadApi<'g>> {
    let why = graph.bodies.why_unread(id)?;
    Some(UnreadApi { graph, id, why })
}

/// The methods that a REST integration belongs to: same API, same resource, same HTTP method.
fn methods_of<'g>(graph: &'g Graph<'g>, integration: &Node<'g>) -> Vec<RestMethod<'g>> {
    let Some(resource) = graph.follow(integration, "resource_id").sure() else {
        return Vec::new();
    };
    let verb = integration.text("http_method");
    graph
        .referrers(resource, "aws_api_gateway_method", "resource_id")
        .map(|link| RestMethod::new(graph, graph.node(link.from)))
        .filter(|method| method.node.text("http_method") == verb)
        .collect()
}

/// Whether an API is described by other documents than the one a block is in.
pub(in crate::graph) fn has_documents_besides(
    graph: &Graph<'_>,
    node: &Node<'_>,
    api: ResourceId,
) -> bool {
    let put = "aws_api_gateway_rest_api_put";
    let open = graph.any_unresolved(put, "rest_api_id") || graph.may_lack(put);
    let puts = graph
        .referrers(api, put, "rest_api_id")
        .map(|link| link.from);
    open || std::iter::once(api)
        .filter(|api| graph.bodies.of(*api).is_some() || graph.bodies.why_unread(*api).is_some())
        .chain(puts)
        .any(|id| id != node.id)
}

impl Graph<'_> {
    /// The API that a block is a part of, or that holds it in its document.
    pub(in crate::graph) fn api_of(&self, node: &Node<'_>) -> Option<ResourceId> {
        match self.type_of(node.id) {
            "aws_api_gateway_rest_api" | "aws_apigatewayv2_api" => Some(node.id),
            _ => {
                let whole = self.node(node.id);
                let mut apis = ["rest_api_id", "api_id"].into_iter();
                apis.find_map(|attribute| self.follow(&whole, attribute).sure())
            }
        }
    }
}
