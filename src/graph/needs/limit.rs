//! How long what stands on a way waits for an answer.

use crate::answer::Answer;
use crate::facts::{Front, Need, Needed};
use crate::graph::balancer::LoadBalancer;
use crate::graph::edge::Origin;
use crate::graph::gateway::Integration;
use crate::graph::ways::{Endpoint, Service, Step, Way};
use crate::plan::{Node, Place};

/// How long one stop waits.
pub struct Limit {
    pub waiting: Waiting,
    /// Where it is written, or would be.
    pub place: Place,
    /// In seconds, when the plan tells.
    pub seconds: Option<f64>,
    /// Whether it counts silence and not the whole time, so that a server which
    /// sends something now and then may take longer.
    counts_silence: bool,
}

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    HttpApi,
    WebsocketApi,
    RestApi,
    EdgeRestApi,
    LoadBalancer,
    Distribution,
    Function,
}

impl Waiting {
    /// What no setting and no quota raises, in seconds (facts.md section 3.2).
    fn most(self) -> Option<f64> {
        match self {
            Self::HttpApi => Some(30.0),
            Self::WebsocketApi | Self::EdgeRestApi => Some(29.0),
            _ => None,
        }
    }
}

impl Limit {
    pub fn is_enough(&self, seconds: f64) -> Answer {
        match Answer::of(self.seconds.map(|limit| limit >= seconds)) {
            Answer::No if self.counts_silence => Answer::Unknown,
            answer => answer,
        }
    }
}

impl<'g> Endpoint<'g> {
    /// What waits on its ways. Of servers a need says that they are silent by
    /// naming a time, unless it is also one to stream.
    pub fn limits(&self, needed: &Needed) -> Vec<Limit> {
        let ways = self.ways.iter().filter(|way| !way.is_answered_at_once());
        let mut limits: Vec<Limit> = ways.flat_map(|way| way.limits(needed)).collect();
        let silent = match self.ways.as_slice() {
            [] => true,
            ways => ways.iter().all(|way| way.is_silent(needed)),
        };
        let url = self.fronting.front == Front::FunctionUrl;
        let function = self.function().filter(|_| url);
        limits.extend(function.map(|function| of_function(&function.node, function.timeout())));
        let origins = self.origins().into_iter();
        limits.extend(origins.filter_map(|origin| of_origin(&origin, silent)));
        limits
    }
}

impl<'g> Way<'g> {
    fn limits(&self, needed: &Needed) -> Vec<Limit> {
        let silent = self.is_silent(needed);
        let steps = self.steps.iter();
        let limits = steps.filter_map(|step| match step {
            Step::Integration(integration) => Some(integration.limit(self)),
            Step::LoadBalancer(balancer) => balancer.limit(silent),
            Step::Service(service) => {
                let function = service.graph.function(service.node.id)?;
                Some(of_function(&function.node, function.timeout()))
            }
            _ => None,
        });
        limits.collect()
    }

    /// Whether nothing is sent before the whole answer is there.
    fn is_silent(&self, needed: &Needed) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Service(service) => service.is_silent(needed),
            _ => false,
        })
    }

    /// Whether the API answers before its function is done.
    fn is_answered_at_once(&self) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Integration(integration) => integration.is_asynchronous() == Answer::Yes,
            _ => false,
        })
    }
}

impl Service<'_> {
    fn is_silent(&self, needed: &Needed) -> bool {
        let function = self.kind() == "aws_lambda_function";
        function || needed.is_measured() && !self.needs(Need::Streaming)
    }
}

impl Integration<'_> {
    fn limit(&self, way: &Way<'_>) -> Limit {
        let edge = way.steps.iter().any(|step| match step {
            Step::Method(method) => method.api().is_some_and(|api| api.is_edge() == Answer::Yes),
            _ => false,
        });
        let seconds = self.timeout().map(|milliseconds| milliseconds / 1_000.0);
        let waiting = match (
            self.is_rest(),
            edge && self.streams() == Answer::No,
            self.is_websocket(),
        ) {
            (true, true, _) => Waiting::EdgeRestApi,
            (true, false, _) => Waiting::RestApi,
            (false, _, Some(true)) => Waiting::WebsocketApi,
            (false, ..) => Waiting::HttpApi,
        };
        Limit {
            waiting,
            place: match self.is_quick_created() {
                true => self.place(),
                false => self.node.place("timeout_milliseconds"),
            },
            seconds: match waiting.most() {
                Some(most) => Some(seconds.map_or(most, |seconds| seconds.min(most))),
                None => seconds,
            },
            counts_silence: false,
        }
    }
}

impl LoadBalancer<'_> {
    fn limit(&self, silent: bool) -> Option<Limit> {
        let seconds = match self.kind() {
            Some("application") => self.node.number("idle_timeout").or_default(60.0),
            Some(_) => return None,
            None => None,
        };
        Some(Limit {
            waiting: Waiting::LoadBalancer,
            place: self.node.place("idle_timeout"),
            seconds,
            counts_silence: !silent,
        })
    }
}

fn of_function(node: &Node<'_>, seconds: Option<f64>) -> Limit {
    Limit {
        waiting: Waiting::Function,
        place: node.place("timeout"),
        seconds,
        counts_silence: false,
    }
}

fn of_origin(origin: &Origin<'_>, silent: bool) -> Option<Limit> {
    let blocks = ["custom_origin_config", "vpc_origin_config"].map(|name| origin.node.blocks(name));
    let config = blocks.into_iter().flat_map(|blocks| blocks.nodes).next()?;
    Some(Limit {
        waiting: Waiting::Distribution,
        place: config.place("origin_read_timeout"),
        seconds: config.number("origin_read_timeout").or_default(30.0),
        counts_silence: !silent,
    })
}
