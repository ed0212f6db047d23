//! Who invokes a function, by which of its names, and as which service.

use super::execution::{method_of_route, path_of_route};
use super::function::Function;
use super::qualifier::Qualifier;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::links::Link;
use crate::plan::{Attr, Node, Place, ResourceId};

/// A front that invokes a function.
#[derive(Clone)]
pub struct Invocation<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    /// The attachment, integration or authorizer.
    pub node: Node<'g>,
    pub caller: Caller,
    /// Which version it invokes, as far as the plan tells.
    pub(in crate::graph) qualifier: Option<Qualifier>,
    has_role: Answer,
    /// What stands behind the API's id when it invokes: stage, method and path.
    /// `None` when the plan does not show.
    pub(in crate::graph) executions: Option<Vec<String>>,
    sure: bool,
}

/// What kind of front invokes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Caller {
    LoadBalancer,
    RestApi,
    HttpApi,
    WebsocketApi,
    /// An API of which the plan does not show the kind.
    SomeApi,
    Authorizer,
}

/// The types that invoke, the attribute that names the function, and the one
/// that names a role to invoke it with.
const INVOKING: [(&str, &str, &str); 12] = [
    ("aws_lb_target_group_attachment", "target_id", ""),
    ("aws_api_gateway_integration", "uri", "credentials"),
    (
        "aws_apigatewayv2_integration",
        "integration_uri",
        "credentials_arn",
    ),
    ("aws_apigatewayv2_api", "target", "credentials_arn"),
    (
        "aws_api_gateway_authorizer",
        "authorizer_uri",
        "authorizer_credentials",
    ),
    (
        "aws_apigatewayv2_authorizer",
        "authorizer_uri",
        "authorizer_credentials_arn",
    ),
    // What stands in their documents.
    ("aws_api_gateway_rest_api", "uri", "credentials"),
    ("aws_api_gateway_rest_api_put", "uri", "credentials"),
    ("aws_apigatewayv2_api", "integration_uri", "credentials_arn"),
    (
        "aws_api_gateway_rest_api",
        "authorizer_uri",
        "authorizer_credentials",
    ),
    (
        "aws_api_gateway_rest_api_put",
        "authorizer_uri",
        "authorizer_credentials",
    ),
    (
        "aws_apigatewayv2_api",
        "authorizer_uri",
        "authorizer_credentials_arn",
    ),
];

impl Caller {
    /// The first label of its service's principal.
    pub fn service(self) -> &'static str {
        match self {
            Self::LoadBalancer => "elasticloadbalancing",
            _ => "apigateway",
        }
    }
}

impl<'g> Function<'g> {
    /// Its own name and those of its aliases.
    pub(in crate::graph) fn names(&self) -> Vec<ResourceId> {
        let aliases = self
            .graph()
            .referrers(self.id(), "aws_lambda_alias", "function_name");
        let aliases = aliases.filter(|link| link.is_sure()).map(|link| link.from);
        std::iter::once(self.id()).chain(aliases).collect()
    }

    /// Whether it has aliases or versions, or may have.
    pub fn has_versions(&self) -> bool {
        let graph = self.graph();
        let alias = graph.is_referred_to(self.id(), "aws_lambda_alias", "function_name");
        let publishes = self.node.bool("publish").or_default(false);
        alias != Answer::No || publishes != Some(false)
    }

    /// The fronts that invoke it, as far as links tell.
    pub fn invocations(&self) -> Vec<Invocation<'g>> {
        let graph = self.graph();
        let mut found = Vec::new();
        for named in self.names() {
            for (type_name, attribute, role) in INVOKING {
                for link in graph.referrers(named, type_name, attribute) {
                    let Some(node) = invoking_block(graph, link) else {
                        continue;
                    };
                    let mut invocation = Invocation {
                        graph,
                        caller: Caller::of(graph, &node, (type_name, attribute)),
                        has_role: node.is_given(role),
                        qualifier: Qualifier::of(graph, &node, attribute, named),
                        executions: None,
                        node,
                        sure: link.is_sure(),
                    };
                    invocation.executions = invocation.find_executions();
                    found.push(invocation);
                }
            }
        }
        found
    }
}

/// The block that a link comes from: a resource, or an operation or authorizer
/// of a document. Of an operation's authorizer that block speaks itself.
fn invoking_block<'g>(graph: &'g Graph<'g>, link: &Link) -> Option<Node<'g>> {
    let (bodies, plan) = (&graph.bodies, graph.plan);
    match (link.block.0.is_empty(), link.attribute) {
        (true, _) => Some(graph.node(link.from)),
        (false, "authorizer_uri") => bodies.authorizer(plan, link.from, &link.block),
        (false, _) => bodies.operation(plan, link.from, &link.block),
    }
}

impl Caller {
    fn of(graph: &Graph<'_>, node: &Node<'_>, (type_name, attribute): (&str, &str)) -> Self {
        match type_name {
            _ if attribute == "authorizer_uri" => Self::Authorizer,
            "aws_lb_target_group_attachment" => Self::LoadBalancer,
            "aws_api_gateway_integration"
            | "aws_api_gateway_rest_api"
            | "aws_api_gateway_rest_api_put" => Self::RestApi,
            "aws_apigatewayv2_api" => Self::HttpApi,
            "aws_apigatewayv2_integration" => {
                let api = graph.follow(node, "api_id").sure();
                let protocol = api.and_then(|api| graph.node(api).text("protocol_type").known());
                match protocol {
                    Some("HTTP") => Self::HttpApi,
                    Some("WEBSOCKET") => Self::WebsocketApi,
                    _ => Self::SomeApi,
                }
            }
            _ => Self::Authorizer,
        }
    }
}

impl Graph<'_> {
    /// Whether some front may invoke a function without the plan telling which.
    pub(in crate::graph) fn may_invoke_more(&self) -> bool {
        INVOKING
            .iter()
            .any(|(type_name, attribute, _)| self.any_unresolved(type_name, attribute))
    }
}

/// The key of a route as it stands in ARNs.
fn request_of(key: &str) -> String {
    match key.split_once(' ') {
        Some((method, path)) => format!("{}{}", method_of_route(method), path_of_route(path)),
        None => key.to_owned(),
    }
}

impl<'g> Invocation<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    pub fn is_sure(&self) -> bool {
        self.sure
    }

    /// Whether a role of its own allows it, so that no statement has to.
    pub fn has_role(&self) -> Answer {
        self.has_role
    }

    /// Which version it invokes.
    pub fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier.clone()
    }

    /// The API it belongs to, when that is in the plan for sure.
    pub fn api(&self) -> Option<ResourceId> {
        self.graph.api_of(&self.node)
    }

    /// Whether an API names its backend itself, and has a route made for it.
    fn brings_its_route(&self) -> bool {
        let is_api = self.graph.type_of(self.node.id) == "aws_apigatewayv2_api";
        is_api && !self.node.is_in_text()
    }

    /// The routes of HTTP and WebSocket APIs that lead to it.
    pub fn routes(&self) -> Vec<Node<'g>> {
        if self.node.is_in_text() {
            return vec![self.node.clone()];
        }
        let links = self
            .graph
            .referrers(self.node.id, "aws_apigatewayv2_route", "target");
        let sure = links.filter(|link| link.is_sure());
        sure.map(|link| self.graph.node(link.from)).collect()
    }

    fn find_executions(&self) -> Option<Vec<String>> {
        let requests = match self.caller {
            Caller::LoadBalancer | Caller::SomeApi => return None,
            // Its id is no matter: one is known only after apply.
            Caller::Authorizer => return Some(vec!["authorizers/*".to_owned()]),
            Caller::RestApi => vec![self.rest_request()?],
            Caller::HttpApi if self.brings_its_route() => match self.node.text("route_key") {
                Attr::Known(key) => vec![request_of(key)],
                Attr::Unset => vec!["$default".to_owned()],
                Attr::Unknown => return None,
            },
            Caller::HttpApi | Caller::WebsocketApi => self.routed_requests()?,
        };
        let stages = self.stages();
        let executions = stages.iter().flat_map(|stage| {
            requests
                .iter()
                .map(move |request| format!("{stage}/{request}"))
        });
        Some(executions.collect())
    }

    /// Method and path of a REST API's integration.
    fn rest_request(&self) -> Option<String> {
        let method = self.node.text("http_method").known()?;
        let path = self.graph.path_of_operation(&self.node)?;
        Some(format!(
            "{}{}",
            method_of_route(method),
            path_of_route(&path)
        ))
    }

    /// The keys of the routes that lead to it, as they stand in ARNs.
    fn routed_requests(&self) -> Option<Vec<String>> {
        let routes = self.routes();
        let route = "aws_apigatewayv2_route";
        if routes.is_empty() || self.graph.any_unresolved(route, "target") {
            return None;
        }
        let keys = routes.iter().map(|route| route.text("route_key").known());
        keys.map(|key| key.map(request_of)).collect()
    }

    /// The stages of its API; `*` where the plan may leave some out.
    fn stages(&self) -> Vec<String> {
        let names = self.api().and_then(|api| self.graph.stage_names(api));
        match names.filter(|names| !names.is_empty()) {
            Some(names) => names.into_iter().map(str::to_owned).collect(),
            None => vec!["*".to_owned()],
        }
    }
}
