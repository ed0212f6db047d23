//! Authorizers of APIs, and what asks for them: methods and routes.

use super::api::{HttpRoute, RestMethod};
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::lambda::Function;
use crate::graph::links::Ends;
use crate::plan::{Attr, Node, Place, ResourceId};

/// What callers of an API enter by: a method of a REST API, or a route of
/// another kind of API.
#[derive(Clone)]
pub enum ApiRoute<'g> {
    Method(RestMethod<'g>),
    Route(HttpRoute<'g>),
}

/// What a method or route asks of its callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authorization {
    Nothing,
    Iam,
    /// Tokens of a user pool, checked by a REST API's authorizer.
    Cognito,
    Jwt,
    /// Whatever a function asks for.
    Custom,
}

/// The authorizer that a method or route names.
pub enum Named<'g> {
    Nothing,
    InPlan(Authorizer<'g>),
    /// By a literal or through a data source.
    Elsewhere,
    Unknown,
}

/// An authorizer of a REST API, or of another kind of API.
#[derive(Clone)]
pub struct Authorizer<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    /// The methods and routes of all APIs that are resources: they name authorizers
    /// that are resources too.
    pub fn api_routes(&self) -> impl Iterator<Item = ApiRoute<'_>> {
        let methods = self.rest_methods().map(ApiRoute::Method);
        let api_routes = methods.chain(self.http_routes().map(ApiRoute::Route));
        api_routes.filter(|entrance| match entrance {
            ApiRoute::Method(method) => !method.is_in_body(),
            ApiRoute::Route(route) => !route.is_of_api(),
        })
    }

    /// The authorizers of all APIs, those of their documents with them.
    pub fn authorizers(&self) -> impl Iterator<Item = Authorizer<'_>> {
        let resources = ["aws_api_gateway_authorizer", "aws_apigatewayv2_authorizer"]
            .into_iter()
            .flat_map(|type_name| self.of_type(type_name).collect::<Vec<_>>())
            .map(|id| self.authorizer(id));
        let in_bodies = self.bodies.authorizers(self.plan);
        resources.chain(in_bodies.map(|node| Authorizer { graph: self, node }))
    }

    fn authorizer(&self, id: ResourceId) -> Authorizer<'_> {
        Authorizer {
            graph: self,
            node: self.node(id),
        }
    }
}

impl<'g> ApiRoute<'g> {
    pub fn node(&self) -> &Node<'g> {
        match self {
            Self::Method(method) => &method.node,
            Self::Route(route) => &route.node,
        }
    }

    pub fn address(&self) -> &'g str {
        match self {
            Self::Method(method) => method.address(),
            Self::Route(route) => route.address(),
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Self::Method(_) => "method",
            Self::Route(_) => "route",
        }
    }

    fn graph(&self) -> &'g Graph<'g> {
        match self {
            Self::Method(method) => method.graph,
            Self::Route(route) => route.graph,
        }
    }

    /// The attribute that says what it asks of its callers.
    pub fn authorization_attribute(&self) -> &'static str {
        match self {
            Self::Method(_) => "authorization",
            Self::Route(_) => "authorization_type",
        }
    }

    /// Where it says what it asks of its callers.
    pub fn authorization_place(&self) -> Place {
        self.node().place(self.authorization_attribute())
    }

    /// What it asks of its callers; `None` when unknown.
    pub fn authorization(&self) -> Option<Authorization> {
        let attribute = self.node().text(self.authorization_attribute());
        match attribute.or_default("NONE")? {
            "NONE" => Some(Authorization::Nothing),
            "AWS_IAM" => Some(Authorization::Iam),
            "COGNITO_USER_POOLS" => Some(Authorization::Cognito),
            "JWT" => Some(Authorization::Jwt),
            "CUSTOM" => Some(Authorization::Custom),
            _ => None,
        }
    }

    /// The authorizer that it names, whether it asks for one or not.
    pub fn authorizer(&self) -> Named<'g> {
        let attribute = "authorizer_id";
        if self.node().text(attribute).is_unset() {
            return Named::Nothing;
        }
        let ends = self.graph().follow(self.node(), attribute);
        match ends.sure() {
            Some(id) => Named::InPlan(self.graph().authorizer(id)),
            None if ends.lead_elsewhere() => Named::Elsewhere,
            None => Named::Unknown,
        }
    }

    /// Whether it answers only to CORS preflights, which carry no credentials.
    pub fn is_preflight(&self) -> Answer {
        match self {
            Self::Method(method) => method.is_preflight(),
            Self::Route(route) => route.is_preflight(),
        }
    }

    /// Whether it names an authorizer that it does not ask for, so that it is
    /// open in spite of it. Preflights are open on purpose.
    pub fn ignores_authorizer(&self) -> Answer {
        let named = match self.authorizer() {
            Named::Nothing => return Answer::No,
            Named::InPlan(_) | Named::Elsewhere => Answer::Yes,
            Named::Unknown => Answer::Unknown,
        };
        match (self.authorization(), self.is_preflight()) {
            (Some(Authorization::Nothing | Authorization::Iam), Answer::No) => named,
            (None, _) => Answer::Unknown,
            (Some(Authorization::Nothing), Answer::Unknown) => Answer::Unknown,
            (Some(Authorization::Iam), _) => named,
            _ => Answer::No,
        }
    }

    /// Whether it can be asked for authorization at all: of a WebSocket API only
    /// the route for new connections can.
    pub fn can_authorize(&self) -> Answer {
        match self {
            Self::Method(_) => Answer::Yes,
            Self::Route(route) => match (route.protocol(), route.key()) {
                (Some("HTTP"), _) | (_, Some("$connect")) => Answer::Yes,
                (Some("WEBSOCKET"), Some(_)) => Answer::No,
                _ => Answer::Unknown,
            },
        }
    }
}

impl HttpRoute<'_> {
    /// Whether its callers need an API key: on WebSocket APIs they may.
    pub fn asks_for_key(&self) -> Answer {
        Answer::of(self.node.bool("api_key_required").or_default(false))
    }
}

impl Authorization {
    /// Whether it takes an authorizer.
    pub fn takes_authorizer(self) -> bool {
        matches!(self, Self::Cognito | Self::Jwt | Self::Custom)
    }
}

impl ApiRoute<'_> {
    /// What leads to it, when it is an operation of a `body`.
    pub fn takes_in_body(&self) -> Option<String> {
        match self {
            Self::Method(method) => method.name(),
            Self::Route(route) => route.name(),
        }
    }
}

impl<'g> Authorizer<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    fn is_rest(&self) -> bool {
        let type_name = self.graph.type_of(self.node.id);
        type_name.starts_with("aws_api_gateway_")
    }

    /// Whether it stands in the `body` of an API.
    pub fn is_in_body(&self) -> bool {
        self.node.is_in_text()
    }

    /// The API it belongs to, when the plan tells for sure.
    fn api(&self) -> Option<ResourceId> {
        self.graph.api_of(&self.node)
    }

    /// The attribute that says of which kind it is.
    fn kind_attribute(&self) -> &'static str {
        match self.is_rest() {
            true => "type",
            false => "authorizer_type",
        }
    }

    /// What it can be asked for; `None` when unknown.
    pub fn kind(&self) -> Option<Authorization> {
        let kind = self.node.text(self.kind_attribute());
        match if self.is_rest() {
            kind.or_default("TOKEN")
        } else {
            kind.known()
        }? {
            "TOKEN" | "REQUEST" => Some(Authorization::Custom),
            "COGNITO_USER_POOLS" => Some(Authorization::Cognito),
            "JWT" => Some(Authorization::Jwt),
            _ => None,
        }
    }

    /// What a method or route writes to be asked for just this; scopes fit tokens alone.
    pub fn asked_for_by(&self, entrance: &ApiRoute<'_>) -> Option<&'static str> {
        match self.kind()? {
            Authorization::Custom => {
                let scoped = entrance.node().is_set("authorization_scopes");
                (!scoped).then_some("CUSTOM")
            }
            Authorization::Cognito => Some("COGNITO_USER_POOLS"),
            Authorization::Jwt => Some("JWT"),
            _ => None,
        }
    }

    /// The kind as it is written.
    pub fn shown_kind(&self) -> String {
        match self.node.text(self.kind_attribute()) {
            Attr::Unset if self.is_rest() => "TOKEN".to_owned(),
            _ => self.node.shown(self.kind_attribute()),
        }
    }

    /// Whether it belongs to another API than a method or route does.
    pub fn is_of_another_api(&self, entrance: &ApiRoute<'_>) -> Answer {
        is_of_another_api(self.graph, &self.node, entrance.node())
    }

    /// `HTTP` or `WEBSOCKET`; of a REST API, nothing.
    pub fn protocol(&self) -> Option<&'g str> {
        self.graph.node(self.api()?).text("protocol_type").known()
    }

    /// Whether it is of an HTTP or a WebSocket API.
    pub fn is_v2(&self) -> bool {
        !self.is_rest()
    }

    /// Whether it says which form of event its function reads.
    pub fn has_payload_version(&self) -> Answer {
        self.node.is_given("authorizer_payload_format_version")
    }

    /// Whether a role lets the API call its function.
    pub fn has_credentials(&self) -> Answer {
        let attribute = match self.is_rest() {
            true => "authorizer_credentials",
            false => "authorizer_credentials_arn",
        };
        self.node.is_given(attribute)
    }

    /// Where the function that it calls is.
    pub fn function(&self) -> Called<'g> {
        if self.node.text("authorizer_uri").is_unset() {
            return Called::Nothing;
        }
        let ends = self.graph.follow(&self.node, "authorizer_uri");
        match ends.sure().and_then(|id| self.graph.function(id)) {
            Some(function) => Called::InPlan(function),
            None if ends.lead_elsewhere() => Called::Nothing,
            None => Called::Unknown,
        }
    }

    /// Whether the function's policy lets its API call it.
    pub fn may_call(&self, function: &Function<'_>) -> Answer {
        function.apis_may_invoke(self.api())
    }
}

/// The function that an authorizer calls.
pub enum Called<'g> {
    /// None, or none of this plan.
    Nothing,
    InPlan(Function<'g>),
    Unknown,
}

impl Function<'_> {
    /// Whether a statement lets API Gateway invoke it, as far as it is not
    /// surely for another API alone. What of an API may invoke it is another
    /// question.
    fn apis_may_invoke(&self, api: Option<ResourceId>) -> Answer {
        let statements = self.statements();
        let meant = statements.iter().map(|statement| {
            let source = self.graph.follow(&statement.node, "source_arn");
            let of_another = source.sure().is_some_and(|id| self.is_not_of(api, id));
            let principal = statement.node.text("principal").known();
            let for_apis =
                principal.map(|name| name == "*" || name.split('.').next() == Some("apigateway"));
            match for_apis {
                Some(true) if of_another => Answer::No,
                Some(true) if !statement.sure => Answer::Unknown,
                Some(true) if statement.may_have_any_source() => Answer::Unknown,
                Some(true) if api.is_none() && source.sure().is_some() => Answer::Unknown,
                meant => Answer::of(meant),
            }
        });
        Answer::any(meant.chain([Answer::unless(self.may_have_more_statements())]))
    }

    /// Whether a statement's source is surely none of an API.
    fn is_not_of(&self, api: Option<ResourceId>, source: ResourceId) -> bool {
        let api_of = match self.graph.type_of(source) {
            "aws_api_gateway_rest_api" | "aws_apigatewayv2_api" => Some(source),
            "aws_api_gateway_stage" | "aws_api_gateway_deployment" | "aws_apigatewayv2_stage" => {
                let stage = self.graph.node(source);
                let ends = ["rest_api_id", "api_id"].map(|name| self.graph.follow(&stage, name));
                match ends.iter().find_map(Ends::sure) {
                    Some(api) => Some(api),
                    None => return false,
                }
            }
            _ => return true,
        };
        api.is_some() && api != api_of
    }
}

/// Whether two things belong to different APIs.
fn is_of_another_api(graph: &Graph<'_>, one: &Node<'_>, other: &Node<'_>) -> Answer {
    let api = |node: &Node<'_>| match graph.follow(node, "rest_api_id") {
        ends if ends.links.is_empty() && ends.complete => graph.follow(node, "api_id").sure(),
        ends => ends.sure(),
    };
    let text = |node: &Node<'_>| match node.text("rest_api_id") {
        Attr::Unset => node.text("api_id").known().map(str::to_owned),
        id => id.known().map(str::to_owned),
    };
    match (api(one), api(other)) {
        (Some(one), Some(other)) => Answer::of(Some(one != other)),
        _ => match (text(one), text(other)) {
            (Some(one), Some(other)) => Answer::of(Some(one != other)),
            _ => Answer::Unknown,
        },
    }
}
