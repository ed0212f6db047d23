//! What an entry has set up: whether each need is met on all ways through it.
//!
//! What a front can do at all is `facts`' to say; this is about what the plan
//! shows to be switched on. Where there is nothing to switch, what the front can
//! do is what it does.

use super::entry::Entry;
use super::{Answer, Distribution, HttpRoute, Listener, Step, Way};
use crate::facts::{Front, Fronting, Need, Needed, Offer};
use crate::plan::{Attr, Node, ResourceId};

impl<'g> Entry<'g> {
    /// Whether the need is met, by any front on each way.
    pub fn meets(&self, needed: &Needed, backend: crate::facts::Backend) -> Answer {
        // What stands beside the front and not before it.
        match needed.need {
            Need::Jwt if self.is_signed_for() != Answer::No => return Answer::Unknown,
            Need::StaticIp => return self.has_fixed_addresses(),
            Need::HeaderRouting if self.is_routed_by_headers() != Answer::No => {
                return self.is_routed_by_headers();
            }
            _ => {}
        }
        let cell = self.fronting.offers(needed, backend);
        let own = Fronting {
            cloudfront: false,
            ..self.fronting
        };
        let can = match (cell.offer, cell.unverified) {
            (Offer::No, false) => return Answer::No,
            (Offer::No, true) => return Answer::Unknown,
            (offer, _) => offer,
        };
        match needed.need {
            Need::Jwt => self.verifies_tokens(),
            Need::Cognito => self.verifies_pool(),
            Need::OidcLogin => self.logs_in(),
            Need::IamAuth => self.authorizes(&["AWS_IAM"]),
            Need::LambdaAuth => self.authorizes(&["CUSTOM"]),
            Need::Mtls => self.asks_for_certificates(),
            Need::ApiKeys => self.each_way(|step| match step {
                Step::Method(method) => flag(&method.node, "api_key_required"),
                Step::Route(route) => flag(&route.node, "api_key_required"),
                _ => Answer::No,
            }),
            Need::UsageQuota => self.has_usage_plan(&["quota_settings"]),
            Need::PerClientRateLimit => Answer::any([
                self.has_usage_plan(&["throttle_settings", "quota_settings"]),
                self.limits_by_acl(),
            ]),
            Need::RateLimit => Answer::any([self.throttles(), self.limits_by_acl()]),
            Need::RequestValidation => Answer::any([
                self.each_way(|step| match step {
                    Step::Method(method) => is_written(&method.node, "request_validator_id"),
                    _ => Answer::No,
                }),
                match can {
                    // A web ACL may hold a rule for it; which one does is not looked at.
                    Offer::Via(_) if self.is_guarded() != Answer::No => Answer::Unknown,
                    _ => Answer::No,
                },
            ]),
            Need::EdgeCache => self.caches_at_edge(),
            Need::ResponseCache => Answer::any([self.caches_at_edge(), self.caches_in_stage()]),
            Need::Grpc => self.speaks_grpc(),
            Need::Http3 => self.speaks_http3(),
            Need::Streaming => self.streams(),
            Need::LongRequest => self.waits(needed),
            Need::LargeResponse if matches!(can, Offer::Via(_)) => self.streams(),
            Need::Waf => self.is_guarded(),
            Need::CustomDomain => self.has_domain(),
            Need::Private => !self.is_public(),
            Need::HealthChecks if self.fronting.front != Front::Nlb => self.checks_health(),
            Need::StickySessions => self.sticks(),
            Need::Cors => self.answers_preflights(),
            Need::Compression => self.compresses(),
            Need::AccessLogs => self.logs(),
            Need::Tracing => self.traces(),
            Need::Tls13Only | Need::PostQuantumTls | Need::FipsTls => {
                all(self.tls_ends().iter().map(|end| end.meets(needed.need)))
            }
            // Nothing to switch on: the front does it, or the settings that do it
            // are the routes themselves.
            _ => match own.offers(needed, backend).offer {
                Offer::Native => Answer::Yes,
                _ if can == Offer::Native => Answer::Yes,
                _ => Answer::Unknown,
            },
        }
    }

    /// Whether on each way some step does. Preflights ask for nothing.
    pub(super) fn each_way(&self, does: impl Fn(&Step<'g>) -> Answer) -> Answer {
        self.on_each_way(|way| Answer::any(way.steps.iter().map(&does)))
    }

    fn on_each_way(&self, does: impl Fn(&Way<'g>) -> Answer) -> Answer {
        if self.ways.is_empty() {
            return Answer::No;
        }
        let asked = self.ways.iter().filter(|way| !way.is_preflight());
        all(asked.map(does))
    }

    /// Whether a WebSocket API's `$connect` does, the one route that checks callers.
    fn each_connect(&self, does: impl Fn(&HttpRoute<'g>) -> Answer) -> Answer {
        let links = self
            .graph
            .referrers(self.front.id, "aws_apigatewayv2_route", "api_id");
        let routes = links.map(|link| self.graph.http_route(self.graph.node(link.from)));
        let connects: Vec<_> = routes
            .filter(|route| route.key().is_none_or(|key| key == "$connect"))
            .collect();
        match connects.is_empty() {
            true => Answer::unless(self.graph.plan().may_lack("aws_apigatewayv2_route")),
            false => all(connects.iter().map(does)),
        }
    }

    pub(super) fn each_distribution(&self, does: impl Fn(&Distribution<'g>) -> Answer) -> Answer {
        if self.distributions.is_empty() {
            return Answer::No;
        }
        all(self.distributions.iter().map(does))
    }

    fn verifies_tokens(&self) -> Answer {
        let ways = match self.fronting.front {
            Front::WebsocketApi => self.each_connect(HttpRoute::verifies_jwt),
            _ => self.on_each_way(Way::verifies_jwt),
        };
        Answer::any([ways, self.may_run_code()])
    }

    /// Whether it is a function URL that takes signed requests alone, so that what
    /// signs them may have verified whatever it likes.
    pub(super) fn is_signed_for(&self) -> Answer {
        match self.fronting.front {
            Front::FunctionUrl => self.authorizes(&["AWS_IAM"]),
            _ => Answer::No,
        }
    }

    /// Code at the edge may check anything.
    fn may_run_code(&self) -> Answer {
        match self.each_distribution(Distribution::runs_code) {
            Answer::No => Answer::No,
            _ => Answer::Unknown,
        }
    }

    fn verifies_pool(&self) -> Answer {
        let login = self.each_way(|step| match step {
            Step::Forwarder(forwarder) => has_action(forwarder, &["authenticate-cognito"]),
            _ => Answer::No,
        });
        Answer::any([login, self.verifies_tokens()])
    }

    fn logs_in(&self) -> Answer {
        let login = self.each_way(|step| match step {
            Step::Forwarder(forwarder) => {
                has_action(forwarder, &["authenticate-oidc", "authenticate-cognito"])
            }
            _ => Answer::No,
        });
        Answer::any([login, self.may_run_code()])
    }

    /// Whether each route or method, or the URL, asks for one of the kinds.
    fn authorizes(&self, kinds: &[&str]) -> Answer {
        let asks = |node: &Node<'_>, name: &str| {
            let kind = node.text(name).or_default("NONE");
            Answer::of(kind.map(|kind| kinds.contains(&kind)))
        };
        if self.fronting.front == Front::FunctionUrl {
            return asks(&self.front, "authorization_type");
        }
        let ways = match self.fronting.front {
            Front::WebsocketApi => {
                self.each_connect(|route| asks(&route.node, "authorization_type"))
            }
            _ => self.each_way(|step| match step {
                Step::Method(method) => asks(&method.node, "authorization"),
                Step::Route(route) => asks(&route.node, "authorization_type"),
                _ => Answer::No,
            }),
        };
        match kinds.contains(&"CUSTOM") {
            true => Answer::any([ways, self.may_run_code()]),
            false => ways,
        }
    }

    fn asks_for_certificates(&self) -> Answer {
        if self.fronting.cloudfront {
            return self.each_distribution(|distribution| {
                has_block(&distribution.node, "viewer_mtls_config")
            });
        }
        match self.fronting.front {
            Front::Alb => self.each_listener(|listener| listener.verifies_clients()),
            // Its own default endpoint is another lint's matter.
            Front::RestApi | Front::HttpApi => {
                let domains = self.domains();
                let asks = domains
                    .iter()
                    .map(|domain| has_block(domain, "mutual_tls_authentication"));
                match domains.is_empty() {
                    true => Answer::unless(self.may_have_domains()),
                    false => all(asks),
                }
            }
            // Behind a network load balancer servers do it, or not.
            Front::Nlb | Front::NlbAlb => Answer::Unknown,
            _ => Answer::No,
        }
    }

    fn has_usage_plan(&self, settings: &[&str]) -> Answer {
        let plans = self
            .graph
            .referrers(self.front.id, "aws_api_gateway_usage_plan", "api_id");
        Answer::any(plans.map(|link| {
            let plan = self.graph.node(link.from);
            Answer::any(settings.iter().map(|name| has_block(&plan, name)))
        }))
    }

    fn throttles(&self) -> Answer {
        let limits = |node: &Node<'_>, block: &str| {
            let blocks = node.blocks(block);
            let written = blocks.nodes.iter().map(|settings| {
                Answer::any([
                    is_written(settings, "throttling_rate_limit"),
                    is_written(settings, "throttling_burst_limit"),
                ])
            });
            Answer::any(written.chain([Answer::unless(!blocks.complete)]))
        };
        let of = |type_name, attribute, blocks: &[&str]| {
            let links = self.graph.referrers(self.front.id, type_name, attribute);
            Answer::any(links.map(|link| {
                let node = self.graph.node(link.from);
                Answer::any(blocks.iter().map(|block| limits(&node, block)))
            }))
        };
        match self.fronting.front {
            Front::RestApi => Answer::any([
                of(
                    "aws_api_gateway_method_settings",
                    "rest_api_id",
                    &["settings"],
                ),
                self.has_usage_plan(&["throttle_settings"]),
            ]),
            Front::HttpApi | Front::WebsocketApi => of(
                "aws_apigatewayv2_stage",
                "api_id",
                &["default_route_settings", "route_settings"],
            ),
            Front::FunctionUrl => Answer::Unknown,
            _ => Answer::No,
        }
    }

    fn speaks_grpc(&self) -> Answer {
        all(self.grpc_stops().iter().map(|stop| stop.passes))
    }

    fn speaks_http3(&self) -> Answer {
        if !self.fronting.cloudfront {
            return match self.fronting.front {
                Front::Nlb => self.each_listener(|listener| {
                    Answer::of(listener.protocol().map(|name| name.contains("QUIC")))
                }),
                _ => Answer::No,
            };
        }
        self.each_distribution(|distribution| {
            let version = distribution.node.text("http_version").or_default("http2");
            Answer::of(version.map(|version| version.contains('3')))
        })
    }

    fn streams(&self) -> Answer {
        match self.fronting.front {
            Front::RestApi => self.each_way(|step| match step {
                Step::Integration(integration) => integration.streams(),
                _ => Answer::No,
            }),
            Front::FunctionUrl => {
                let mode = self.front.text("invoke_mode").or_default("BUFFERED");
                Answer::of(mode.map(|mode| mode == "RESPONSE_STREAM"))
            }
            _ => Answer::Yes,
        }
    }

    /// Whether everything on each way waits that long.
    fn waits(&self, needed: &Needed) -> Answer {
        let limits = self.limits(needed).into_iter();
        all(limits.map(|limit| limit.is_enough(needed.seconds())))
    }

    pub(super) fn is_guarded(&self) -> Answer {
        let edge = self.each_distribution(Distribution::has_web_acl);
        let own = match self.fronting.front {
            Front::RestApi => self.each_stage(|stage| self.graph.has_association(stage.id)),
            _ => Answer::No,
        };
        // A load balancer behind an API may be guarded as well.
        let inner = self.each_way(|step| match step {
            Step::LoadBalancer(balancer) => balancer.has_web_acl(),
            _ => Answer::No,
        });
        Answer::any([edge, own, inner])
    }

    fn has_domain(&self) -> Answer {
        if self.fronting.cloudfront {
            return self
                .each_distribution(|distribution| is_written(&distribution.node, "aliases"));
        }
        match self.fronting.front {
            Front::RestApi | Front::HttpApi | Front::WebsocketApi => {
                let mapping = [
                    "aws_api_gateway_base_path_mapping",
                    "aws_apigatewayv2_api_mapping",
                ];
                Answer::any(
                    mapping.map(|name| self.graph.is_referred_to(self.front.id, name, "api_id")),
                )
            }
            // A record may stand in another stack, or nowhere.
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                match self
                    .graph
                    .is_referred_to(self.front.id, "aws_route53_record", "name")
                {
                    Answer::Yes => Answer::Yes,
                    _ => Answer::Unknown,
                }
            }
            Front::FunctionUrl => Answer::No,
        }
    }

    fn checks_health(&self) -> Answer {
        self.each_way(|step| match step {
            Step::Group(group) => {
                let of_function = group.target_type().map(|kind| kind == "lambda");
                let blocks = group.node.computed_blocks("health_check").nodes;
                let enabled = blocks.first().map(|check| check.bool("enabled"));
                match (of_function, enabled) {
                    (_, Some(Attr::Known(enabled))) => Answer::of(Some(enabled)),
                    (Some(of_function), _) => Answer::of(Some(!of_function)),
                    (None, _) => Answer::Unknown,
                }
            }
            _ => Answer::No,
        })
    }

    fn sticks(&self) -> Answer {
        match self.fronting.front {
            Front::WebsocketApi => Answer::Yes,
            _ => self.each_way(|step| match step {
                Step::Group(group) => {
                    let blocks = group.node.computed_blocks("stickiness").nodes;
                    let written = blocks.iter().filter(|block| block.is_written());
                    Answer::any(
                        written.map(|block| Answer::of(block.bool("enabled").or_default(true))),
                    )
                }
                _ => Answer::No,
            }),
        }
    }

    fn answers_preflights(&self) -> Answer {
        match self.fronting.front {
            Front::HttpApi => has_block(&self.front, "cors_configuration"),
            Front::FunctionUrl => has_block(&self.front, "cors"),
            // An OPTIONS method, or the backend itself.
            _ => Answer::Unknown,
        }
    }

    fn compresses(&self) -> Answer {
        let edge = self.each_distribution(|distribution| {
            let behaviours = distribution.node.blocks("default_cache_behavior").nodes;
            Answer::any(
                behaviours
                    .iter()
                    .map(|behaviour| flag(behaviour, "compress")),
            )
        });
        let own = match self.fronting.front {
            Front::RestApi => is_written(&self.front, "minimum_compression_size"),
            _ => Answer::No,
        };
        Answer::any([edge, own])
    }

    fn logs(&self) -> Answer {
        let own = match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                let balancer = self.graph.load_balancer(self.front.id);
                let blocks = self.front.computed_blocks("access_logs");
                let enabled = blocks
                    .nodes
                    .iter()
                    .map(|logs| both(is_written(logs, "bucket"), flag(logs, "enabled")));
                Answer::any(enabled.chain([balancer.has_vended_logs()]))
            }
            Front::FunctionUrl => Answer::Yes,
            _ => self.each_stage(|stage| has_block(stage, "access_log_settings")),
        };
        let edge = self.each_distribution(|distribution| {
            // Delivered logs are set up beside the distribution.
            match has_block(&distribution.node, "logging_config") {
                Answer::Yes => Answer::Yes,
                _ => Answer::Unknown,
            }
        });
        Answer::any([own, edge])
    }

    fn traces(&self) -> Answer {
        match self.fronting.front {
            Front::RestApi => self.each_stage(|stage| flag(stage, "xray_tracing_enabled")),
            _ => Answer::Unknown,
        }
    }

    /// Whether each listener that serves requests does.
    pub(super) fn each_listener(&self, does: impl Fn(&Listener<'g>) -> Answer) -> Answer {
        match self.listeners() {
            Some(listeners) => all(listeners.iter().map(does)),
            None => Answer::Unknown,
        }
    }

    /// The listeners by which clients come; `None` where the plan does not tell.
    pub(super) fn listeners(&self) -> Option<Vec<Listener<'g>>> {
        let mut listeners: Vec<Listener<'g>> = Vec::new();
        for way in &self.ways {
            let listener = way.steps.iter().find_map(|step| match step {
                Step::Forwarder(forwarder) => forwarder.listener(),
                _ => None,
            })?;
            if listeners.iter().all(|known| known.id() != listener.id()) {
                listeners.push(listener);
            }
        }
        (!listeners.is_empty()).then_some(listeners)
    }

    pub(super) fn each_stage(&self, does: impl Fn(&Node<'g>) -> Answer) -> Answer {
        let stages = self.stages();
        match stages.is_empty() {
            true => Answer::Unknown,
            false => all(stages.iter().map(does)),
        }
    }

    /// The stages of the API.
    pub(super) fn stages(&self) -> Vec<Node<'g>> {
        let (type_name, attribute) = match self.fronting.front {
            Front::RestApi => ("aws_api_gateway_stage", "rest_api_id"),
            _ => ("aws_apigatewayv2_stage", "api_id"),
        };
        let links = self.graph.referrers(self.front.id, type_name, attribute);
        links.map(|link| self.graph.node(link.from)).collect()
    }

    /// The domains mapped to the API that ask clients for no certificate.
    pub fn domains_without_mtls(&self) -> Vec<Node<'g>> {
        let domains = self.domains().into_iter();
        domains
            .filter(|domain| has_block(domain, "mutual_tls_authentication") != Answer::Yes)
            .collect()
    }

    /// Whether domains may be mapped to the API where the plan does not tell.
    fn may_have_domains(&self) -> bool {
        let mappings = [
            "aws_api_gateway_base_path_mapping",
            "aws_apigatewayv2_api_mapping",
        ];
        mappings.iter().any(|mapping| {
            self.graph.any_unresolved(mapping, "api_id") || self.graph.plan().may_lack(mapping)
        })
    }

    /// The domains that are mapped to the API.
    pub(super) fn domains(&self) -> Vec<Node<'g>> {
        let mappings = [
            "aws_api_gateway_base_path_mapping",
            "aws_apigatewayv2_api_mapping",
        ];
        let ids: Vec<ResourceId> = mappings
            .into_iter()
            .flat_map(|name| self.graph.referrers(self.front.id, name, "api_id"))
            .filter_map(|link| {
                let mapping = self.graph.node(link.from);
                self.graph.follow(&mapping, "domain_name").only()
            })
            .collect();
        ids.into_iter().map(|id| self.graph.node(id)).collect()
    }
}

/// Whether all are.
pub(super) fn all(answers: impl IntoIterator<Item = Answer>) -> Answer {
    !Answer::any(answers.into_iter().map(|answer| !answer))
}

pub(super) fn both(one: Answer, other: Answer) -> Answer {
    all([one, other])
}

pub(super) fn flag(node: &Node<'_>, name: &str) -> Answer {
    Answer::of(node.bool(name).or_default(false))
}

pub(super) fn is_written(node: &Node<'_>, name: &str) -> Answer {
    Answer::of(Some(node.is_set(name) && !node.attr(name).is_unset()))
}

pub(super) fn has_block(node: &Node<'_>, name: &str) -> Answer {
    let blocks = node.computed_blocks(name);
    match blocks.nodes.iter().any(Node::is_written)
        || blocks.nodes.iter().any(|_| node.is_set(name))
    {
        true => Answer::Yes,
        false => Answer::unless(!blocks.complete),
    }
}

fn has_action(forwarder: &super::Forwarder<'_>, kinds: &[&str]) -> Answer {
    let actions = forwarder.actions();
    Answer::any(
        actions
            .iter()
            .map(|action| Answer::of(action.kind().map(|kind| kinds.contains(&kind)))),
    )
}
