//! Whether listeners encrypt, ask clients for certificates, or send plain
//! requests on to where they do.

use super::listener::{Action, Forwarder, Listener, Rule};
use super::load_balancer::LoadBalancer;
use super::redirect::Redirect;
use crate::answer::Answer;
use crate::graph::request::{Conditions, Glob, Part};
use crate::plan::Place;

impl<'g> Listener<'g> {
    /// Whether it ends TLS.
    pub fn ends_tls(&self) -> Answer {
        let protocol = self.protocol();
        Answer::of(protocol.map(|name| matches!(name, "HTTPS" | "TLS")))
    }

    /// Whether it asks clients for a certificate and verifies it.
    pub fn verifies_clients(&self) -> Answer {
        let blocks = self.node.computed_blocks("mutual_authentication");
        let modes = blocks.nodes.iter().map(|block| {
            let mode = block.text("mode").or_default("off");
            Answer::of(mode.map(|mode| mode == "verify"))
        });
        Answer::any(modes.chain([Answer::unless(!blocks.complete)]))
    }

    /// Where it is written whether clients' certificates are verified.
    pub fn client_check_place(&self) -> Place {
        let blocks = self.node.computed_blocks("mutual_authentication").nodes;
        match blocks.iter().find(|block| block.is_written()) {
            Some(block) => block.place("mode"),
            None => self.node.header(),
        }
    }

    /// Whether its default action sends every request on to HTTPS.
    pub fn redirects_to_https(&self) -> Answer {
        let actions = self.actions();
        if !self.knows_actions() || actions.iter().any(|action| action.kind().is_none()) {
            return Answer::Unknown;
        }
        Answer::any(actions.iter().map(|action| match action.redirect() {
            Some(redirect) => Answer::of(redirect.protocol.map(|name| name == "HTTPS")),
            None => Answer::No,
        }))
    }

    /// Whether it does nothing but redirect, to such places.
    fn only_redirects(&self, to: impl Fn(&Redirect<'_>) -> bool) -> bool {
        let actions = self.actions();
        let rules = self.rules().unwrap_or_default();
        let mut all = actions
            .into_iter()
            .chain(rules.iter().flat_map(|rule| rule.actions()))
            .peekable();
        let fits = |action: Action<'_>| action.redirect().is_some_and(|redirect| to(&redirect));
        all.peek().is_some() && all.all(fits)
    }
}

impl Rule<'_> {
    /// Whether it only answers by itself, whatever that is.
    pub fn turns_away(&self) -> bool {
        let actions = self.actions();
        let fixed = |action: &Action<'_>| action.kind() == Some("fixed-response");
        !actions.is_empty() && actions.iter().all(fixed)
    }

    /// Whether some listener that it may belong to takes plain HTTP, or may.
    pub fn may_take_plain_http(&self) -> bool {
        let ends = self.graph.follow(&self.node, "listener_arn");
        let listeners: Vec<_> = ends.resources().map(|id| self.graph.listener(id)).collect();
        let mut protocols = listeners.iter().map(Listener::protocol);
        listeners.is_empty()
            || !ends.complete
            || protocols.any(|protocol| protocol.is_none_or(|name| name == "HTTP"))
    }
}

impl LoadBalancer<'_> {
    /// Whether clients can come by TLS, on that port if one is given. Unknown
    /// where listeners may be missing, and where there are none at all: those
    /// are then of another stack.
    pub fn takes_tls(&self, port: Option<f64>) -> Answer {
        let listeners = self.listeners();
        let here = |listener: &Listener<'_>| match (port, listener.port()) {
            (Some(port), Some(own)) if port != own => Answer::No,
            (Some(_), None) => Answer::Unknown,
            _ => match listener.protocol() {
                // Through these the targets end it.
                Some("TCP" | "TCP_UDP") if port.is_some() => Answer::Yes,
                _ => listener.ends_tls(),
            },
        };
        let more = listeners.is_empty() || self.may_have_more_listeners();
        let answers = listeners.iter().map(here);
        Answer::any(answers.chain([Answer::unless(more)]))
    }

    /// Whether clients are served, and by plain HTTP alone: none of its listeners speaks TLS, and
    /// some do more than send clients elsewhere. Behind another front it is not known where a
    /// redirect on the same host leads.
    pub fn serves_plain_http_alone(&self) -> Answer {
        let elsewhere =
            |redirect: &Redirect<'_>| redirect.host.is_some_and(|host| !host.contains("#{host}"));
        let behind = self.is_behind_another();
        let redirects = || {
            let listeners = self.listeners();
            let mut all = listeners.iter();
            all.all(|listener| listener.only_redirects(|to| !behind || elsewhere(to)))
        };
        match self.takes_tls(None) {
            Answer::No if redirects() => Answer::No,
            other => !other,
        }
    }
}

impl<'g> Forwarder<'g> {
    /// What it asks a request to be; nothing for a default action.
    pub fn conditions(&self) -> Conditions {
        match self {
            Self::Rule(rule) => rule.conditions(),
            Self::Default(_) => Conditions::anything(),
        }
    }

    /// The action by which it hands requests to target groups.
    pub fn forward(&self) -> Option<Action<'g>> {
        let mut actions = self.actions().into_iter();
        actions.find(|action| action.kind() == Some("forward"))
    }

    /// Whether it hands requests on, for all that the plan tells.
    pub fn may_forward(&self) -> bool {
        let actions = self.actions();
        let mut kinds = actions.iter().map(|action| action.kind());
        actions.is_empty() || kinds.any(|kind| kind.is_none_or(|kind| kind == "forward"))
    }

    /// Whether some action asks who is calling.
    pub fn authenticates(&self) -> bool {
        let actions = self.actions();
        let mut kinds = actions.iter().map(|action| action.kind());
        kinds.any(|kind| {
            kind.is_none_or(|kind| kind.starts_with("authenticate-") || kind == "jwt-validation")
        })
    }
}

/// Names of paths that tell no more than that something is alive.
const PROBES: [&str; 12] = [
    "alive",
    "health",
    "healthcheck",
    "health-check",
    "health_check",
    "healthy",
    "healthz",
    "live",
    "livez",
    "ping",
    "ready",
    "readyz",
];

impl Conditions {
    /// Whether only requests are taken that are plain by design: proofs for
    /// certificates below `/.well-known/` and probes of health.
    pub fn are_for_probes(&self) -> Answer {
        match self.paths() {
            Some(paths) => Answer::of(Some(paths.iter().all(is_probe))),
            None => Answer::unless(self.look_at(&[Part::Path])),
        }
    }
}

fn is_probe(path: &Glob) -> bool {
    let start = path.prefix();
    let end = match path.suffix() {
        end if end.is_empty() => start.clone(),
        end => end,
    };
    let last = end.rsplit('/').find(|part| !part.is_empty());
    let last = last.map(str::to_lowercase);
    start.starts_with("/.well-known/") || last.is_some_and(|name| PROBES.contains(&name.as_str()))
}
