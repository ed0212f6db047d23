//! What an entry keeps out or waits for: rates, quotas, shapes, web ACLs, times.

use super::{all, has_block, is_written};
use crate::answer::Answer;
use crate::facts::{Front, Needed};
use crate::graph::balancer::LoadBalancer;
use crate::graph::edge::Distribution;
use crate::graph::firewall::{ASSOCIATIONS, WebAcl, is_guarded};
use crate::graph::ways::{Endpoint, Step};
use crate::plan::{Node, ResourceId};

const PLAN: &str = "aws_api_gateway_usage_plan";

impl<'g> Endpoint<'g> {
    /// Whether a usage plan for the API has one of the blocks.
    pub(super) fn has_usage_plan(&self, settings: &[&str]) -> Answer {
        let plans = self.graph.referrers(self.front.id, PLAN, "api_id");
        let limits = plans.map(|link| {
            let plan = self.graph.node(link.from);
            Answer::any(settings.iter().map(|name| has_block(&plan, name)))
        });
        let more = self.graph.any_unresolved(PLAN, "api_id") || self.graph.may_lack(PLAN);
        Answer::any(limits.chain([Answer::unless(more)]))
    }

    /// The same, for clients who have to show their keys: a plan is for no others.
    pub(super) fn plans_usage(&self, settings: &[&str]) -> Answer {
        all([self.has_usage_plan(settings), self.asks_for_keys()])
    }

    /// Whether each client has a limit of its own.
    pub(super) fn limits_clients(&self) -> Answer {
        Answer::any([
            self.plans_usage(&["throttle_settings", "quota_settings"]),
            self.limits_by_acl(),
        ])
    }

    pub(in crate::graph) fn limits_rate(&self) -> Answer {
        Answer::any([self.throttles(), self.limits_by_acl()])
    }

    fn throttles(&self) -> Answer {
        match self.fronting.front {
            Front::RestApi => Answer::any([
                self.has_rates(
                    "aws_api_gateway_method_settings",
                    "rest_api_id",
                    &["settings"],
                ),
                self.has_usage_plan(&["throttle_settings"]),
            ]),
            Front::HttpApi | Front::WebsocketApi => self.has_rates(
                "aws_apigatewayv2_stage",
                "api_id",
                &["default_route_settings", "route_settings"],
            ),
            // Only the function's concurrency limits its URL.
            Front::FunctionUrl => Answer::Unknown,
            Front::Alb | Front::Nlb | Front::NlbAlb => Answer::No,
        }
    }

    /// Whether some block of what refers to the API sets a rate.
    fn has_rates(&self, type_name: &str, attribute: &'static str, blocks: &[&str]) -> Answer {
        let links = self.graph.referrers(self.front.id, type_name, attribute);
        let nodes = links.map(|link| self.graph.node(link.from));
        let limits = nodes.map(|node| Answer::any(blocks.iter().map(|name| rates(&node, name))));
        let more = self.graph.any_unresolved(type_name, attribute);
        Answer::any(limits.chain([Answer::unless(more)]))
    }

    /// Whether a web ACL on the way counts requests.
    pub(in crate::graph) fn limits_by_acl(&self) -> Answer {
        match self.is_guarded() {
            Answer::No => Answer::No,
            _ => {
                let (acls, complete) = self.web_acls();
                let limits = acls.iter().map(WebAcl::limits_rates);
                Answer::any(limits.chain([Answer::unless(!complete)]))
            }
        }
    }

    pub(super) fn validates(&self) -> Answer {
        let by_method = self.each_way(|step| match step {
            Step::Method(method) => is_written(&method.node, "request_validator_id"),
            _ => Answer::No,
        });
        // Which shapes the rules of a web ACL let pass is not looked at.
        let by_acl = match self.is_guarded() {
            Answer::No => Answer::No,
            _ if self.fronting.front == Front::RestApi => Answer::No,
            _ => Answer::Unknown,
        };
        Answer::any([by_method, by_acl])
    }

    /// Whether a web ACL guards each way.
    pub(in crate::graph) fn is_guarded(&self) -> Answer {
        let edge = self.each_distribution(Distribution::is_guarded);
        let own = self.each_way(|step| match step {
            Step::LoadBalancer(balancer) => is_guarded(self.graph, balancer.id()),
            _ => Answer::No,
        });
        let stage = match self.fronting.front {
            Front::RestApi => self.each_stage(|stage| is_guarded(self.graph, stage.id)),
            _ => Answer::No,
        };
        Answer::any([edge, own, stage])
    }

    /// The web ACLs of the plan that guard it, and whether these are all.
    fn web_acls(&self) -> (Vec<WebAcl<'g>>, bool) {
        let graph = self.graph;
        let edge = self
            .distributions
            .iter()
            .filter(|it| it.is_guarded() != Answer::No);
        let edge = edge.map(|it| it.acl().web_acl());
        let balancers = self.ways.iter().flat_map(|way| &way.steps);
        let balancers = balancers.filter_map(|step| match step {
            Step::LoadBalancer(balancer) => Some(balancer.id()),
            _ => None,
        });
        let mut guarded: Vec<ResourceId> = balancers
            .chain(self.stages().iter().map(|stage| stage.id))
            .chain([self.front.id])
            .collect();
        guarded.sort_unstable();
        guarded.dedup();
        let links = guarded.into_iter().flat_map(|id| {
            let of = move |name| graph.referrers(id, name, "resource_arn");
            ASSOCIATIONS.into_iter().flat_map(of)
        });
        let own = links
            .map(|link| graph.web_acl_association(link.from))
            .filter(|association| !association.is_refused())
            .map(|association| association.acl().web_acl());
        let found: Vec<Option<WebAcl<'g>>> = edge.chain(own).collect();
        let complete = !found.is_empty() && found.iter().all(Option::is_some);
        (found.into_iter().flatten().collect(), complete)
    }

    /// Whether everything on each way waits that long.
    pub(super) fn waits(&self, needed: &Needed) -> Answer {
        let limits = self.limits(needed).into_iter();
        let enough = limits.map(|limit| limit.is_enough(needed.seconds()));
        let unread = self.ways.iter().flat_map(|way| &way.steps);
        let unread = unread.filter(|step| matches!(step, Step::Api(_)));
        all(enough.chain(unread.map(|_| Answer::Unknown)))
    }

    /// The least that the fronts on some way wait, in seconds.
    pub(in crate::graph) fn least_wait(&self) -> Option<f64> {
        let steps = self.ways.iter().flat_map(|way| &way.steps);
        let own = steps.filter_map(|step| match step {
            Step::LoadBalancer(balancer) => idle(balancer),
            Step::Integration(integration) => Some(integration.timeout()? / 1_000.0),
            _ => None,
        });
        let edge = self.distributions.iter().flat_map(edge_waits).flatten();
        own.chain(edge).min_by(f64::total_cmp)
    }
}

/// How long a load balancer waits for a byte, in seconds; a network load balancer
/// waits longer than anything behind it.
fn idle(balancer: &LoadBalancer<'_>) -> Option<f64> {
    match balancer.kind()? {
        "application" => balancer.node.number("idle_timeout").or_default(60.0),
        _ => Some(f64::INFINITY),
    }
}

/// How long a distribution waits for each origin, in seconds.
fn edge_waits(distribution: &Distribution<'_>) -> Vec<Option<f64>> {
    let origins = distribution.origins().into_iter();
    let configs = origins.flat_map(|origin| {
        let custom = origin.node.blocks("custom_origin_config").nodes;
        custom
            .into_iter()
            .chain(origin.node.blocks("vpc_origin_config").nodes)
    });
    configs
        .map(|config| config.number("origin_read_timeout").or_default(30.0))
        .collect()
}

fn rates(node: &Node<'_>, block: &str) -> Answer {
    let blocks = node.blocks(block);
    let names = ["throttling_rate_limit", "throttling_burst_limit"];
    let written = blocks.nodes.iter().map(|settings| {
        // The provider writes -1 where nothing is set.
        let limits = names.map(|name| match settings.is_set(name) {
            true => Answer::of(
                settings
                    .number(name)
                    .or_default(0.0)
                    .map(|limit| limit > 0.0),
            ),
            false => Answer::No,
        });
        Answer::any(limits)
    });
    Answer::any(written.chain([Answer::unless(!blocks.complete)]))
}

impl WebAcl<'_> {
    /// Whether some rule counts requests; groups of rules may.
    fn limits_rates(&self) -> Answer {
        let rules = self.rules();
        let counts = rules.rules.iter().map(|rule| match rule.statement() {
            Some(statement) if statement.of_kind("rate_based_statement").is_some() => Answer::Yes,
            _ => Answer::unless(rule.refers_to_group()),
        });
        let counts = Answer::any(counts);
        Answer::any([counts, Answer::unless(!rules.complete)])
    }
}
