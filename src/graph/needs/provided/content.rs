//! What an entry does to what passes: caches, streams, compresses, protocols.

use super::{all, flag, has_block, is_written};
use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::edge::{Behavior, EdgePolicy};
use crate::graph::ways::{Endpoint, Step};
use crate::plan::{Attr, Node};

/// The service's own policy that turns caching off.
const CACHING_DISABLED: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

impl<'g> Endpoint<'g> {
    pub(super) fn caches_at_edge(&self) -> Answer {
        self.each_distribution(|distribution| {
            let behaviors = self.behaviors(distribution);
            Answer::any(behaviors.iter().map(caches))
        })
    }

    pub(super) fn speaks_grpc(&self) -> Answer {
        all(self.grpc_stops().iter().map(|stop| stop.passes))
    }

    pub(super) fn speaks_http3(&self) -> Answer {
        if self.fronting.cloudfront {
            return self.each_distribution(|distribution| {
                let version = distribution.node.text("http_version").or_default("http2");
                Answer::of(version.map(|version| version.contains('3')))
            });
        }
        match self.fronting.front {
            Front::Nlb => self.each_listener(|listener| {
                Answer::of(listener.protocol().map(|name| name.contains("QUIC")))
            }),
            _ => Answer::No,
        }
    }

    pub(super) fn streams(&self) -> Answer {
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

    /// The front's own answer to preflights; where requests for one may reach the
    /// backend, that may answer.
    pub(super) fn answers_preflights(&self) -> Answer {
        let own = match self.fronting.front {
            Front::HttpApi => has_block(&self.front, "cors_configuration"),
            Front::FunctionUrl => has_block(&self.front, "cors"),
            _ => Answer::No,
        };
        let passed_on = self
            .ways
            .iter()
            .flat_map(|way| &way.steps)
            .any(|step| match step {
                Step::Method(method) => takes_options(method.node.text("http_method")),
                Step::Route(route) => takes_options(route.node.text("route_key")),
                Step::Forwarder(_) | Step::Api(_) => true,
                _ => false,
            });
        let behind = self.ways.is_empty() || passed_on;
        Answer::any([
            own,
            Answer::unless(behind || !self.distributions.is_empty()),
        ])
    }

    pub(super) fn compresses(&self) -> Answer {
        let edge = self.each_edge(|behavior| flag(&behavior.node, "compress"));
        let own = match self.fronting.front {
            Front::RestApi => is_written(&self.front, "minimum_compression_size"),
            _ => Answer::No,
        };
        Answer::any([edge, own])
    }
}

fn takes_options(verb: Attr<&str>) -> bool {
    let verb = verb.known();
    verb.is_none_or(|verb| {
        ["OPTIONS", "ANY", "$default"]
            .iter()
            .any(|all| verb.starts_with(all))
    })
}

/// Whether a behavior keeps what its origin answers.
fn caches(behavior: &Behavior<'_>) -> Answer {
    let keeps = |policy: &Node<'_>, name: &str, default: f64| {
        Answer::of(policy.number(name).or_default(default).map(|ttl| ttl > 0.0))
    };
    match behavior.cache_policy() {
        EdgePolicy::Id(id) => Answer::of(Some(id != CACHING_DISABLED && !behavior.is_uncached())),
        EdgePolicy::Unknown if behavior.is_uncached() => Answer::No,
        EdgePolicy::Unknown => Answer::Unknown,
        EdgePolicy::Own(policy) => keeps(&policy, "max_ttl", 31_536_000.0),
        EdgePolicy::None => keeps(&behavior.node, "max_ttl", 0.0),
    }
}
