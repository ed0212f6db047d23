//! Whether an entry asks who calls: tokens, logins, signatures, certificates, keys.

use super::{all, flag, has_block};
use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::balancer::{Forwarder, Listener};
use crate::graph::edge::Distribution;
use crate::graph::gateway::HttpRoute;
use crate::graph::gateway::{ApiRoute, Authorization, Authorizer, Named};
use crate::graph::ways::{Endpoint, Step, Way};
use crate::plan::{Attr, Node};

impl<'g> Endpoint<'g> {
    /// Whether on each way some step does, or at the edge code may. Preflights carry
    /// no credentials, and of a WebSocket API only `$connect` can ask for any.
    fn each_caller(&self, does: impl Fn(&Step<'g>) -> Answer) -> Answer {
        if self.fronting.front == Front::WebsocketApi {
            return self.on_connect(does);
        }
        let asked = match self.ways.iter().all(Way::is_preflight) {
            true => Answer::No,
            false => self.each_way(does),
        };
        Answer::any([asked, self.may_run_code()])
    }

    /// Whether the route for new connections does.
    fn on_connect(&self, does: impl Fn(&Step<'g>) -> Answer) -> Answer {
        const ROUTE: &str = "aws_apigatewayv2_route";
        let links = self.graph.referrers(self.front.id, ROUTE, "api_id");
        let routes = links.map(|link| HttpRoute::new(self.graph, self.graph.node(link.from)));
        let asked = routes.map(|route: HttpRoute<'g>| match route.key() {
            Some("$connect") => does(&Step::Route(route)),
            Some(_) => Answer::No,
            None => Answer::Unknown,
        });
        let more = self.graph.any_unresolved(ROUTE, "api_id");
        Answer::any(asked.chain([Answer::unless(more)]))
    }

    /// Code at the edge may check anything.
    fn may_run_code(&self) -> Answer {
        match self.each_distribution(Distribution::runs_code) {
            Answer::No => Answer::No,
            Answer::Yes | Answer::Unknown => Answer::Unknown,
        }
    }

    pub(super) fn verifies_tokens(&self, audience: Option<&str>) -> Answer {
        self.each_caller(|step| match step {
            Step::Method(method) => method.verifies_jwt(),
            Step::Route(route) => match (route.verifies_jwt(), audience) {
                (Answer::Yes, Some(audience)) => takes_audience(route, audience),
                (answer, _) => answer,
            },
            Step::Forwarder(forwarder) => forwarder.verifies_jwt(),
            _ => Answer::No,
        })
    }

    pub(super) fn verifies_pool(&self) -> Answer {
        self.each_caller(|step| match step {
            Step::Forwarder(forwarder) => Answer::any([
                does_action(forwarder, &["authenticate-cognito"]),
                takes_pool_tokens(forwarder),
            ]),
            Step::Method(method) => {
                asks(&ApiRoute::Method(method.clone()), &[Authorization::Cognito])
            }
            Step::Route(route) => pool_of_route(route),
            _ => Answer::No,
        })
    }

    pub(super) fn logs_in(&self) -> Answer {
        self.each_caller(|step| match step {
            Step::Forwarder(forwarder) => {
                does_action(forwarder, &["authenticate-oidc", "authenticate-cognito"])
            }
            _ => Answer::No,
        })
    }

    /// Whether callers sign with IAM credentials.
    pub(in crate::graph) fn signs(&self) -> Answer {
        self.authorizes(Authorization::Iam)
    }

    /// Whether a function decides who may call.
    pub(super) fn asks_function(&self) -> Answer {
        self.authorizes(Authorization::Custom)
    }

    fn authorizes(&self, kind: Authorization) -> Answer {
        if self.fronting.front == Front::FunctionUrl {
            let asked = self.front.text("authorization_type").or_default("NONE");
            let signed = Answer::of(asked.map(|asked| asked == "AWS_IAM"));
            return match kind {
                Authorization::Iam => signed,
                _ => self.may_run_code(),
            };
        }
        self.each_caller(|step| match step {
            Step::Method(method) => asks(&ApiRoute::Method(method.clone()), &[kind]),
            Step::Route(route) => asks(&ApiRoute::Route(route.clone()), &[kind]),
            _ => Answer::No,
        })
    }

    pub(super) fn asks_for_keys(&self) -> Answer {
        self.each_caller(|step| match step {
            Step::Method(method) => flag(&method.node, "api_key_required"),
            Step::Route(route) => route.asks_for_key(),
            _ => Answer::No,
        })
    }

    /// Whether clients must show a certificate to whatever ends their connection.
    pub(super) fn asks_for_certificates(&self) -> Answer {
        if self.fronting.cloudfront {
            return self.each_distribution(|distribution| {
                has_block(&distribution.node, "viewer_mtls_config")
            });
        }
        match self.fronting.front {
            Front::Alb => self.each_listener(Listener::verifies_clients),
            Front::RestApi | Front::HttpApi => self.api_asks_for_certificates(),
            // Behind a network load balancer servers do it, or not.
            Front::Nlb | Front::NlbAlb => Answer::Unknown,
            Front::WebsocketApi | Front::FunctionUrl => Answer::No,
        }
    }

    /// Its domains ask for one. That its own name leads around them is another
    /// matter, unless it has no domain.
    fn api_asks_for_certificates(&self) -> Answer {
        let domains = self.domains();
        match domains.is_empty() {
            // Domains may stand in another stack.
            true => match self
                .front
                .bool("disable_execute_api_endpoint")
                .or_default(false)
            {
                Some(false) => Answer::No,
                Some(true) | None => Answer::Unknown,
            },
            false => all(domains
                .iter()
                .map(|domain| has_block(domain, "mutual_tls_authentication"))),
        }
    }
}

fn asks(entrance: &ApiRoute<'_>, kinds: &[Authorization]) -> Answer {
    let asked = entrance.authorization();
    Answer::of(asked.map(|asked| kinds.contains(&asked)))
}

fn does_action(forwarder: &Forwarder<'_>, kinds: &[&str]) -> Answer {
    let actions = forwarder.actions();
    let fits = actions
        .iter()
        .map(|action| Answer::of(action.kind().map(|kind| kinds.contains(&kind))));
    Answer::any(fits)
}

/// Whether a load balancer takes the tokens of a user pool.
fn takes_pool_tokens(forwarder: &Forwarder<'_>) -> Answer {
    let actions = forwarder.actions();
    let blocks = actions
        .iter()
        .flat_map(|action| action.node.blocks("jwt_validation").nodes);
    Answer::any(blocks.map(|block| is_pool(block.text("issuer"))))
}

fn pool_of_route(route: &HttpRoute<'_>) -> Answer {
    let entrance = ApiRoute::Route(route.clone());
    match entrance.authorization() {
        Some(Authorization::Jwt) => {}
        // A function may verify anything.
        Some(Authorization::Custom) | None => return Answer::Unknown,
        Some(_) => return Answer::No,
    }
    match entrance.authorizer() {
        Named::InPlan(authorizer) => match configuration(&authorizer) {
            Some(node) => match route.graph.follow(&node, "issuer").sure() {
                Some(_) => Answer::Yes,
                None => is_pool(node.text("issuer")),
            },
            None => Answer::Unknown,
        },
        _ => Answer::Unknown,
    }
}

fn configuration<'g>(authorizer: &Authorizer<'g>) -> Option<Node<'g>> {
    let (configuration, _) = authorizer.jwt();
    configuration.map(|configuration| configuration.node)
}

fn is_pool(issuer: Attr<&str>) -> Answer {
    Answer::of(issuer.known().map(|issuer| issuer.contains("cognito-idp")))
}

/// Whether tokens for that audience are asked for, as far as its authorizer tells.
fn takes_audience(route: &HttpRoute<'_>, audience: &str) -> Answer {
    let Named::InPlan(authorizer) = ApiRoute::Route(route.clone()).authorizer() else {
        return Answer::Yes;
    };
    let listed = configuration(&authorizer).map(|node| node.texts("audience"));
    match listed {
        Some(Attr::Known(listed)) => Answer::of(Some(listed.contains(&audience))),
        _ => Answer::Yes,
    }
}
