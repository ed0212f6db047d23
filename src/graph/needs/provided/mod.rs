//! What an entry has set up: whether each need is met on all ways through it.
//!
//! What a front can do at all is `facts`' to say; this is about what the plan
//! shows to be switched on, by any front on a way. Where there is nothing to
//! switch, what the front can do is what it does.

mod address;
mod callers;
mod content;
mod limits;
mod operations;

use crate::answer::Answer;
use crate::facts::{Backend, Front, Need, Needed, Offer};
use crate::graph::balancer::Listener;
use crate::graph::edge::{Behavior, Distribution};
use crate::graph::types::FRONTS;
use crate::graph::ways::{Endpoint, Step, Way};
use crate::plan::Node;

impl<'g> Endpoint<'g> {
    /// Whether the need is met, by any front on each way.
    pub fn meets(&self, needed: &Needed, backend: Backend) -> Answer {
        match self.met(needed, backend) {
            // What a partial plan leaves out may meet it.
            Answer::No if self.graph.lacking(FRONTS).is_some() => Answer::Unknown,
            answer => answer,
        }
    }

    fn met(&self, needed: &Needed, backend: Backend) -> Answer {
        let cell = self.can(needed, backend);
        let beside = self.has_beside(needed.need);
        match (cell.offer, self.set_up(needed)) {
            _ if beside != Answer::No => beside,
            // A URL that is open takes bodies as they are.
            _ if cell.takes_hashes() && self.signs() == Answer::No => Answer::Yes,
            (Offer::No, _) => Answer::unless(cell.unverified),
            (_, Some(answer)) => answer,
            (Offer::Native, None) => Answer::Yes,
            // More than a function answers at once is streamed, or does not pass.
            (Offer::Via(_), None) if needed.need == Need::LargeResponse => self.streams(),
            (Offer::Via(_), None) => Answer::Unknown,
        }
    }

    /// Whether something beside the front meets the need that it does not meet itself.
    fn has_beside(&self, need: Need) -> Answer {
        match need {
            // What signs requests to a function URL may have verified whatever it likes.
            Need::Jwt if self.fronting.front == Front::FunctionUrl => match self.signs() {
                Answer::No => Answer::No,
                Answer::Yes | Answer::Unknown => Answer::Unknown,
            },
            Need::StaticIp => self.has_fixed_addresses(),
            Need::HeaderRouting => self.is_routed_by_headers(),
            _ => Answer::No,
        }
    }

    /// Whether what the need takes is switched on; `None` where nothing is to be
    /// switched, or the routes themselves are what does it.
    fn set_up(&self, needed: &Needed) -> Option<Answer> {
        Some(match needed.need {
            Need::Jwt => self.verifies_tokens(needed.audience()),
            Need::Cognito => self.verifies_pool(),
            Need::OidcLogin => self.logs_in(),
            Need::IamAuth => self.signs(),
            Need::LambdaAuth => self.asks_function(),
            Need::Mtls => self.asks_for_certificates(),
            Need::ApiKeys => self.asks_for_keys(),
            Need::UsageQuota => self.plans_usage(&["quota_settings"]),
            Need::PerClientRateLimit => self.limits_clients(),
            Need::RateLimit => self.limits_rate(),
            Need::RequestValidation => self.validates(),
            Need::Waf => self.is_guarded(),
            Need::LongRequest => self.waits(needed),
            Need::EdgeCache => self.caches_at_edge(),
            Need::ResponseCache => Answer::any([self.caches_at_edge(), self.caches_in_stage()]),
            Need::Grpc => self.speaks_grpc(),
            Need::Http3 => self.speaks_http3(),
            Need::Streaming => self.streams(),
            Need::Cors => self.answers_preflights(),
            Need::Compression => self.compresses(),
            Need::CustomDomain => self.has_domain(),
            Need::Private => !self.is_public(),
            Need::StaticIp => self.has_fixed_addresses(),
            Need::Tls13Only | Need::PostQuantumTls | Need::FipsTls => {
                all(self.tls_ends().iter().map(|end| end.meets(needed.need)))
            }
            Need::HealthChecks => self.checks_health(),
            Need::StickySessions => self.sticks(),
            Need::AccessLogs => self.logs(),
            Need::Tracing => self.traces(),
            _ => return None,
        })
    }

    /// Whether on each way some step does. An API of which nobody knows what it
    /// does may do it, and a way that is a guess proves nothing. Preflights ask for nothing.
    fn each_way(&self, does: impl Fn(&Step<'g>) -> Answer) -> Answer {
        if self.ways.is_empty() {
            return Answer::No;
        }
        let asked = self.ways.iter().filter(|way| !way.is_preflight());
        all(asked.map(|way| on(way, &does)))
    }

    pub(in crate::graph) fn each_distribution(
        &self,
        does: impl Fn(&Distribution<'g>) -> Answer,
    ) -> Answer {
        if self.distributions.is_empty() {
            return Answer::No;
        }
        all(self.distributions.iter().map(does))
    }

    /// Whether some behavior of each distribution does.
    fn each_edge(&self, does: impl Fn(&Behavior<'g>) -> Answer) -> Answer {
        self.each_distribution(|distribution| {
            let behaviors = distribution.behaviors();
            let found = behaviors.all.iter().map(&does);
            Answer::any(found.chain([Answer::unless(!behaviors.complete)]))
        })
    }

    /// Whether each listener that clients come by does.
    fn each_listener(&self, does: impl Fn(&Listener<'g>) -> Answer) -> Answer {
        match self.listeners() {
            Some(listeners) => all(listeners.iter().map(does)),
            None => Answer::Unknown,
        }
    }

    /// The listeners by which clients come; `None` where the plan does not show.
    pub(in crate::graph) fn listeners(&self) -> Option<Vec<Listener<'g>>> {
        let mut listeners: Vec<Listener<'g>> = Vec::new();
        for way in &self.ways {
            let listener = way.steps.iter().find_map(|step| match step {
                Step::Forwarder(forwarder) => forwarder.listener(),
                _ => None,
            })?;
            if listeners
                .last()
                .is_none_or(|last| last.id() != listener.id())
            {
                listeners.push(listener);
            }
        }
        (!listeners.is_empty()).then_some(listeners)
    }

    /// Whether each stage of the API does. One that another stack adds is its own matter.
    pub(in crate::graph) fn each_stage(&self, does: impl Fn(&Node<'g>) -> Answer) -> Answer {
        let stages = self.stages();
        match stages.is_empty() {
            true => Answer::Unknown,
            false => all(stages.iter().map(does)),
        }
    }
}

/// Whether some step on a way does.
fn on<'g>(way: &Way<'g>, does: impl Fn(&Step<'g>) -> Answer) -> Answer {
    let of_step = |step: &Step<'g>| match step {
        Step::Api(_) => Answer::Unknown,
        step => does(step),
    };
    match Answer::any(way.steps.iter().map(of_step)) {
        Answer::No => Answer::unless(!way.sure),
        answer => answer,
    }
}

/// Whether all are.
pub(in crate::graph) fn all(answers: impl IntoIterator<Item = Answer>) -> Answer {
    !Answer::any(answers.into_iter().map(|answer| !answer))
}

pub(in crate::graph) fn flag(node: &Node<'_>, name: &str) -> Answer {
    Answer::of(node.bool(name).or_default(false))
}

fn is_written(node: &Node<'_>, name: &str) -> Answer {
    match node.is_set(name) {
        true => node.is_given(name),
        false => Answer::No,
    }
}

fn has_block(node: &Node<'_>, name: &str) -> Answer {
    let blocks = node.computed_blocks(name);
    match blocks.nodes.iter().any(Node::is_written) {
        true => Answer::Yes,
        false => Answer::unless(!blocks.complete),
    }
}
