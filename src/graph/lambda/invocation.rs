//! Who invokes a function, by which of its names, and as which service.

use super::execution::{method_of_route, path_of_route};
use super::function::Function;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
use crate::graph::links::Link;
use crate::plan::{Attr, Node, Piece, Place, ResourceId};

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
    /// `None` when the plan does not tell.
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
    /// An API of which the plan does not tell the kind.
    SomeApi,
    Authorizer,
}

/// Which version of a function is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// None is named: `$LATEST`.
    Latest,
    Alias(ResourceId),
    Named(String),
    /// A version that is numbered at apply.
    NewVersion,
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
                    let Some(node) = graph.invoking_block(link) else {
                        continue;
                    };
                    let mut invocation = Invocation {
                        graph,
                        caller: graph.caller(&node, (type_name, attribute)),
                        has_role: graph.is_given(&node, role),
                        qualifier: graph.qualifier(&node, attribute, named),
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

impl<'p> Graph<'p> {
    /// Whether an attribute has a value: unknown where it may turn out to be null.
    pub fn is_given(&self, node: &Node<'_>, attribute: &str) -> Answer {
        Answer::of(node.is_given(attribute))
    }

    /// The block that a link comes from: a resource, or an operation or authorizer
    /// of a document. Of an operation's authorizer that block speaks itself.
    fn invoking_block(&self, link: &Link) -> Option<Node<'_>> {
        match (link.block.0.is_empty(), link.attribute) {
            (true, _) => Some(self.node(link.from)),
            (false, "authorizer_uri") => self.bodies.authorizer(self.plan, link.from, &link.block),
            (false, _) => self.bodies.operation(self.plan, link.from, &link.block),
        }
    }

    fn caller(&self, node: &Node<'_>, (type_name, attribute): (&str, &str)) -> Caller {
        match type_name {
            _ if attribute == "authorizer_uri" => Caller::Authorizer,
            "aws_lb_target_group_attachment" => Caller::LoadBalancer,
            "aws_api_gateway_integration"
            | "aws_api_gateway_rest_api"
            | "aws_api_gateway_rest_api_put" => Caller::RestApi,
            "aws_apigatewayv2_api" => Caller::HttpApi,
            "aws_apigatewayv2_integration" => {
                let api = self.follow(node, "api_id").sure();
                let protocol = api.and_then(|api| self.node(api).text("protocol_type").known());
                match protocol {
                    Some("HTTP") => Caller::HttpApi,
                    Some("WEBSOCKET") => Caller::WebsocketApi,
                    _ => Caller::SomeApi,
                }
            }
            _ => Caller::Authorizer,
        }
    }

    /// Whether some front may invoke a function without the plan telling which.
    pub(in crate::graph) fn may_invoke_more(&self) -> bool {
        INVOKING
            .iter()
            .any(|(type_name, attribute, _)| self.any_unresolved(type_name, attribute))
    }

    /// Which version the text of an attribute names.
    pub(in crate::graph) fn qualifier_in(
        &self,
        node: &Node<'p>,
        attribute: &str,
    ) -> Option<Qualifier> {
        let mut text = String::new();
        for piece in self.pieces(node, attribute)? {
            match piece {
                Piece::Text(known) => text.push_str(&known),
                Piece::Of { attribute, .. } if attribute == "version" => text.push(Arn::OPEN),
                Piece::Of { id, attribute } if attribute.starts_with("qualified") => {
                    // Without a version published it is the latest.
                    let publishes = self.node(id).bool("publish").or_default(false)?;
                    let version = if publishes {
                        Arn::OPEN.to_string()
                    } else {
                        "$LATEST".into()
                    };
                    text.push_str(":function:name:");
                    text.push_str(&version);
                }
                Piece::Of { .. } => text.push_str(":function:name"),
            }
        }
        Some(match qualifier_of(&text) {
            None | Some("$LATEST") => Qualifier::Latest,
            Some(version) if version.contains(Arn::OPEN) => Qualifier::NewVersion,
            Some(name) => Qualifier::Named(name.to_owned()),
        })
    }

    /// Which version an attribute names, when it leads to a function or an alias.
    pub(in crate::graph) fn qualifier(
        &self,
        node: &Node<'p>,
        attribute: &str,
        named: ResourceId,
    ) -> Option<Qualifier> {
        match self.type_of(named) {
            "aws_lambda_alias" => Some(Qualifier::Alias(named)),
            _ => self.qualifier_in(node, attribute),
        }
    }

    /// Whether two name the same version.
    pub(in crate::graph) fn same_version(&self, one: &Qualifier, other: &Qualifier) -> Answer {
        let name = |qualifier: &Qualifier| match qualifier {
            Qualifier::Alias(id) => self.node(*id).text("name").known().map(str::to_owned),
            Qualifier::Named(name) => Some(name.clone()),
            Qualifier::Latest | Qualifier::NewVersion => None,
        };
        match (one, other) {
            (one, other) if one == other => Answer::Yes,
            (Qualifier::NewVersion, Qualifier::Named(_))
            | (Qualifier::Named(_), Qualifier::NewVersion) => Answer::Unknown,
            (Qualifier::Latest | Qualifier::NewVersion, _)
            | (_, Qualifier::Latest | Qualifier::NewVersion) => Answer::No,
            (one, other) => Answer::of(name(one).zip(name(other)).map(|(one, other)| one == other)),
        }
    }
}

/// The qualifier behind a function's name, ARN or invocation URI.
fn qualifier_of(text: &str) -> Option<&str> {
    let inner = match text.split_once("/functions/") {
        Some((_, path)) => path.split('/').next().unwrap_or(path),
        None => text,
    };
    match inner.rsplit_once(":function:") {
        Some((_, name)) => name.split_once(':').map(|(_, qualifier)| qualifier),
        None => inner.split_once(':').map(|(_, qualifier)| qualifier),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(qualifier_of(text), expected, "{text}");
    }

    #[test]
    fn finds_qualifiers() {
        let arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
        check("orders", None);
        check("orders:live", Some("live"));
        check(arn, None);
        check(&format!("{arn}:7"), Some("7"));
        let uri = |arn: &str| {
            format!(
                "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{arn}/invocations"
            )
        };
        check(&uri(arn), None);
        check(&uri(&format!("{arn}:live")), Some("live"));
    }
}
