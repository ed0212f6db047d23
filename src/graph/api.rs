//! API Gateway: REST methods, HTTP and WebSocket routes, integrations.

use super::{Answer, Function, Graph};
use crate::plan::{Attr, Node, ResourceId};

/// A method of a REST API.
#[derive(Clone)]
pub struct RestMethod<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A route of an HTTP or WebSocket API.
#[derive(Clone)]
pub struct HttpRoute<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// What an API does with a request: a REST or an HTTP API's integration.
#[derive(Clone)]
pub struct Integration<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    pub fn rest_methods(&self) -> impl Iterator<Item = RestMethod<'_>> {
        self.of_type("aws_api_gateway_method").map(|id| RestMethod {
            graph: self,
            node: self.node(id),
        })
    }

    pub fn http_routes(&self) -> impl Iterator<Item = HttpRoute<'_>> {
        self.of_type("aws_apigatewayv2_route")
            .map(|id| self.http_route(id))
    }

    pub fn http_route(&self, id: ResourceId) -> HttpRoute<'_> {
        HttpRoute {
            graph: self,
            node: self.node(id),
        }
    }

    pub fn integrations(&self) -> impl Iterator<Item = Integration<'_>> {
        [
            "aws_api_gateway_integration",
            "aws_apigatewayv2_integration",
        ]
        .into_iter()
        .flat_map(|type_name| self.of_type(type_name).collect::<Vec<_>>())
        .map(|id| self.integration(id))
    }

    pub fn integration(&self, id: ResourceId) -> Integration<'_> {
        Integration {
            graph: self,
            node: self.node(id),
        }
    }

    /// Whether a REST API has no endpoint on the internet.
    pub(super) fn is_private_api(&self, api: &Node<'_>) -> Answer {
        let endpoint = api.computed_blocks("endpoint_configuration");
        let types = endpoint
            .nodes
            .iter()
            .map(|block| match block.texts("types") {
                Attr::Known(types) => Answer::of(Some(types.contains(&"PRIVATE"))),
                Attr::Unset => Answer::No,
                Attr::Unknown => Answer::Unknown,
            });
        Answer::any(types.chain([Answer::unless(!endpoint.complete)]))
    }

    /// The methods that a REST integration belongs to: same API, same resource,
    /// same HTTP method.
    pub fn methods_of(&self, integration: ResourceId) -> Vec<RestMethod<'_>> {
        let node = self.node(integration);
        let Some(resource) = self.follow(&node, "resource_id").sure() else {
            return Vec::new();
        };
        let verb = node.text("http_method");
        self.referrers(resource, "aws_api_gateway_method", "resource_id")
            .map(|link| RestMethod {
                graph: self,
                node: self.node(link.from),
            })
            .filter(|method| method.node.text("http_method") == verb)
            .collect()
    }
}

impl<'g> RestMethod<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The REST API it belongs to, when the plan tells for sure.
    pub fn api(&self) -> Option<Node<'g>> {
        let ends = self.graph.follow(&self.node, "rest_api_id");
        ends.sure().map(|id| self.graph.node(id))
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

    /// Whether anybody may call it: neither authorization nor an API key is asked for.
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

    /// Whether something about the API as a whole keeps callers out: it is
    /// private, or its resource policy does not let everybody in.
    pub fn api_keeps_out(&self) -> Answer {
        let Some(api) = self.api() else {
            return Answer::Unknown;
        };
        let private = self.graph.is_private_api(&api);
        let (policy, attribute) = ("aws_api_gateway_rest_api_policy", "rest_api_id");
        let policies =
            self.graph.referrers(api.id, policy, attribute).map(|link| {
                match restricts(self.graph.node(link.from).text("policy")) {
                    Answer::Yes if !link.is_sure() => Answer::Unknown,
                    answer => answer,
                }
            });
        let more = self.graph.any_unresolved(policy, attribute)
            || self.graph.plan().may_lack(policy)
            || may_ask_for_certificates(self.graph, &api, "aws_api_gateway_domain_name");
        Answer::any(
            [private, restricts(api.text("policy")), Answer::unless(more)]
                .into_iter()
                .chain(policies),
        )
    }
}

/// Whether an API that is reached by its domains alone may be behind one that
/// asks clients for certificates.
fn may_ask_for_certificates(graph: &Graph<'_>, api: &Node<'_>, domains: &str) -> bool {
    let only_by_domain = api.bool("disable_execute_api_endpoint").known() == Some(true);
    only_by_domain
        && graph.of_type(domains).any(|domain| {
            let blocks = graph.node(domain).blocks("mutual_tls_authentication");
            !blocks.nodes.is_empty() || !blocks.complete
        })
}

/// Whether a resource policy keeps anybody out: no statement is for everybody,
/// or one denies by where the caller is. One that cannot be read, or denies by
/// something else, leaves it open.
fn restricts(policy: Attr<&str>) -> Answer {
    let text = match policy {
        Attr::Unset => return Answer::No,
        Attr::Unknown => return Answer::Unknown,
        Attr::Known(text) => text,
    };
    let Ok(document) = serde_json::from_str::<serde_json::Value>(text) else {
        return Answer::Unknown;
    };
    let statements: Vec<_> = match &document["Statement"] {
        serde_json::Value::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    let for_everybody = |statement: &&serde_json::Value| {
        let principal = &statement["Principal"];
        let anyone = is_anyone(principal) || is_anyone(&principal["AWS"]);
        statement["Effect"] == "Allow" && anyone && lets_all_pass(&statement["Condition"])
    };
    if !statements.iter().any(for_everybody) {
        return Answer::Yes;
    }
    let denials = statements
        .iter()
        .filter(|statement| statement["Effect"] == "Deny");
    Answer::any(denials.map(|statement| {
        let condition = statement["Condition"].to_string().to_lowercase();
        let by_caller = [
            "aws:sourceip",
            "aws:sourcevpc",
            "aws:vpcsourceip",
            "aws:principal",
        ];
        match by_caller.iter().any(|key| condition.contains(key)) {
            true => Answer::Yes,
            false => Answer::Unknown,
        }
    }))
}

/// Whether a condition is none: absent, or for all addresses.
fn lets_all_pass(condition: &serde_json::Value) -> bool {
    let Some(operators) = condition.as_object() else {
        return condition.is_null();
    };
    let all = |range: &serde_json::Value| range == "0.0.0.0/0";
    operators.iter().all(|(operator, keys)| {
        let ranges = keys.get("aws:SourceIp");
        let open = ranges.is_some_and(|ranges| {
            all(ranges) || ranges.as_array().is_some_and(|list| list.iter().any(all))
        });
        operator == "IpAddress" && open
    })
}

/// `"*"`, alone or in a list.
fn is_anyone(principal: &serde_json::Value) -> bool {
    let list = principal.as_array();
    principal == "*" || list.is_some_and(|names| names.iter().any(|name| name == "*"))
}

impl<'g> HttpRoute<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// `METHOD /path`, `$default`, or a WebSocket route's name.
    pub fn key(&self) -> Option<&'g str> {
        self.node.text("route_key").known()
    }

    /// `HTTP` or `WEBSOCKET`; read off the route key where the API is elsewhere.
    pub fn protocol(&self) -> Option<&'g str> {
        let api = self.graph.follow(&self.node, "api_id").sure();
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

    /// Whether anybody may call it: it has no authorizer. Behind a domain that
    /// asks clients for certificates that is left open.
    pub fn is_open(&self) -> Answer {
        let kind = self.node.text("authorization_type").or_default("NONE");
        let api = self.graph.follow(&self.node, "api_id").sure();
        let certified = api.is_some_and(|api| {
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
    pub fn integrations(&self) -> Vec<ResourceId> {
        self.graph
            .follow(&self.node, "target")
            .resources()
            .collect()
    }
}

impl<'g> Integration<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    fn is_rest(&self) -> bool {
        self.graph.type_of(self.node.id) == "aws_api_gateway_integration"
    }

    /// The function it invokes, when the plan tells for sure.
    pub fn function(&self) -> Option<Function<'g>> {
        let attribute = if self.is_rest() {
            "uri"
        } else {
            "integration_uri"
        };
        let ends = self.graph.follow(&self.node, attribute);
        self.graph.function(ends.sure()?)
    }

    /// Whether it may invoke a function without the plan telling which.
    pub fn may_invoke(&self) -> bool {
        let (kind, attribute) = match self.is_rest() {
            true => ("type", "uri"),
            false => ("integration_type", "integration_uri"),
        };
        let of_functions = self
            .node
            .text(kind)
            .known()
            .is_none_or(|kind| kind.starts_with("AWS"));
        let ends = self.graph.follow(&self.node, attribute);
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

    fn is_websocket(&self) -> Option<bool> {
        let api = self.graph.follow(&self.node, "api_id").sure()?;
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
