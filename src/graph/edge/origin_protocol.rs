//! The protocol in which a distribution asks its origins.

use super::distribution::Origin;
use crate::answer::Answer;
use crate::graph::balancer::{Action, Listener, LoadBalancer};
use crate::plan::{Attr, Node, Place};

/// How a distribution speaks to an origin.
pub struct OriginProtocol<'g> {
    pub node: Node<'g>,
}

impl<'g> Origin<'g> {
    /// How it is spoken to, where it is no bucket and in no VPC.
    pub fn protocol(&self) -> Option<OriginProtocol<'g>> {
        let blocks = self.node.blocks("custom_origin_config").nodes;
        let node = blocks.into_iter().next()?;
        Some(OriginProtocol { node })
    }
}

impl<'g> OriginProtocol<'g> {
    pub fn place(&self) -> Place {
        self.node.place("origin_protocol_policy")
    }

    /// `http-only`, `https-only` or `match-viewer`.
    pub fn policy(&self) -> Option<&'g str> {
        self.node.text("origin_protocol_policy").known()
    }

    pub fn https_port(&self) -> Option<f64> {
        self.node.number("https_port").or_default(443.0)
    }

    /// The versions of SSL and TLS that may be used.
    pub fn versions(&self) -> Attr<Vec<&'g str>> {
        self.node.texts("origin_ssl_protocols")
    }

    /// Whether every request is sent by plain HTTP, to a listener that does
    /// nothing but redirect to HTTPS on the same host.
    pub fn meets_redirect(&self, balancer: &LoadBalancer<'_>) -> Answer {
        match self.policy() {
            Some("http-only") => {}
            Some(_) => return Answer::No,
            None => return Answer::Unknown,
        }
        let Some(port) = self.node.number("http_port").or_default(80.0) else {
            return Answer::Unknown;
        };
        let listeners = balancer.listeners();
        let at_port = listeners
            .iter()
            .find(|listener| listener.port() == Some(port));
        match at_port {
            Some(listener) => only_redirects(listener),
            None => Answer::unless(
                balancer.may_have_more_listeners() || listeners.iter().any(Listener::hides_port),
            ),
        }
    }
}

/// Whether a listener and all its rules redirect to HTTPS on the same host.
fn only_redirects(listener: &Listener<'_>) -> Answer {
    let Some(rules) = listener.rules() else {
        return Answer::Unknown;
    };
    if !listener.knows_actions() {
        return Answer::Unknown;
    }
    let own = listener.actions();
    let of_rules: Vec<_> = rules.iter().flat_map(|rule| rule.actions()).collect();
    let otherwise = own.iter().chain(&of_rules).map(|action| !to_https(action));
    !Answer::any(otherwise.chain([Answer::of(Some(own.is_empty()))]))
}

fn to_https(action: &Action<'_>) -> Answer {
    let Some(kind) = action.kind() else {
        return Answer::Unknown;
    };
    match (kind, action.redirect()) {
        ("redirect", Some(redirect)) => match (redirect.protocol, redirect.host) {
            (Some("HTTPS"), Some("#{host}")) => Answer::Yes,
            (Some(_), Some(_)) => Answer::No,
            _ => Answer::Unknown,
        },
        _ => Answer::No,
    }
}
