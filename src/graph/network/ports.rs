//! Ports of load balancers: which listeners have them, and where redirects lead.

use crate::graph::architecture::Graph;
use crate::graph::balancer::{Forwarder, Listener, LoadBalancer, Redirect};
use std::collections::BTreeMap;

/// The listeners of one load balancer by port.
#[derive(Default)]
pub struct Ports<'g> {
    by_port: BTreeMap<String, Vec<Listener<'g>>>,
    /// Whether there may be listeners, or ports of listeners, that are not known.
    open: bool,
    /// Whether clients see other ports than these.
    hidden: bool,
}

/// What stands at the port that a redirect leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reaches {
    /// A listener that speaks the protocol, as far as can be told.
    Listener,
    Nothing {
        port: String,
    },
    /// A listener of another protocol.
    Other {
        port: String,
        wanted: String,
        speaks: String,
    },
    Unknown,
}

/// Listeners that claim one port of one load balancer.
pub struct Claims<'g> {
    /// Two or more each.
    pub same: Vec<Vec<Listener<'g>>>,
    /// Listeners of which the load balancer or the port is not known.
    pub open: Vec<Listener<'g>>,
}

impl Graph<'_> {
    /// Listeners of one load balancer that claim the same port.
    pub fn claims_of_ports(&self) -> Claims<'_> {
        let mut by_port: BTreeMap<(String, String), Vec<Listener<'_>>> = BTreeMap::new();
        let mut open = Vec::new();
        for listener in self.listeners() {
            match (listener.balancer_key(), listener.port()) {
                (Some(balancer), Some(port)) => by_port
                    .entry((balancer, port.to_string()))
                    .or_default()
                    .push(listener),
                (None, Some(_)) if listener.hides_balancer() => open.push(listener),
                (_, None) if listener.hides_port() => open.push(listener),
                (None, Some(_)) | (_, None) => {}
            }
        }
        let same = by_port.into_values().filter(|same| same.len() > 1);
        Claims {
            same: same.collect(),
            open,
        }
    }
}

impl<'g> Ports<'g> {
    pub fn of(balancer: &LoadBalancer<'g>) -> Self {
        let mut ports = Self {
            open: balancer.may_have_more_listeners(),
            hidden: balancer.is_behind_another(),
            ..Self::default()
        };
        for listener in balancer.listeners() {
            match listener.port() {
                Some(port) => {
                    let same = ports.by_port.entry(port.to_string()).or_default();
                    same.push(listener);
                }
                None => ports.open |= listener.hides_port(),
            }
        }
        ports
    }

    /// The one port at which another listener speaks the protocol of the redirect.
    pub fn meant_by(&self, redirect: &Redirect<'_>, from: &Listener<'_>) -> Option<&str> {
        let wanted = redirect
            .protocol
            .filter(|wanted| !self.open && *wanted != "#{protocol}")?;
        let speaks = |listener: &Listener<'_>| listener.protocol() == Some(wanted);
        let mut ports = self
            .by_port
            .iter()
            .filter(|(_, there)| there.iter().any(speaks));
        match (ports.next(), ports.next()) {
            (Some((port, there)), None) => {
                let other = there.iter().all(|listener| listener.id() != from.id());
                other.then_some(port)
            }
            _ => None,
        }
    }

    /// What a client finds that follows the redirect to the same host.
    pub fn reached_by(&self, redirect: &Redirect<'_>, from: &Listener<'_>) -> Reaches {
        if self.hidden {
            return Reaches::Listener;
        }
        let own_port = from.port().map(|port| port.to_string());
        let port = match redirect.port {
            Some("#{port}") => own_port,
            port => port.map(str::to_owned),
        };
        let wanted = match redirect.protocol {
            Some("#{protocol}") => from.protocol(),
            protocol => protocol,
        };
        let Some(port) = port else {
            return Reaches::Unknown;
        };
        let Some(there) = self.by_port.get(&port) else {
            return match self.open {
                true => Reaches::Unknown,
                false => Reaches::Nothing { port },
            };
        };
        let speaks: Option<Vec<_>> = there.iter().map(Listener::protocol).collect();
        match (wanted, speaks.as_deref()) {
            (Some(wanted), Some(speaks)) if speaks.contains(&wanted) => Reaches::Listener,
            (Some(wanted), Some([speaks, ..])) => Reaches::Other {
                port,
                wanted: wanted.to_owned(),
                speaks: (*speaks).to_owned(),
            },
            _ => Reaches::Unknown,
        }
    }
}

impl<'g> Forwarder<'g> {
    /// The redirects among its actions.
    pub fn redirects(&self) -> Vec<Redirect<'g>> {
        let actions = self.actions();
        let redirects = actions.iter().filter_map(|action| action.redirect());
        redirects.collect()
    }
}
