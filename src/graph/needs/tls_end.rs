//! What ends the client's TLS connection, and what it negotiates.

use crate::answer::Answer;
use crate::facts::{Front, Need, Tls, listener_policy};
use crate::graph::balancer::Listener;
use crate::graph::edge::Distribution;
use crate::graph::ways::Endpoint;
use crate::plan::{Node, Place};

/// What ends the client's connection.
pub struct TlsEnd<'g> {
    /// Where it is written what it negotiates.
    pub place: Place,
    policy: Policy<'g>,
}

/// What it negotiates.
enum Policy<'g> {
    /// One by name, and the oldest version it takes.
    Named(&'g str, Tls),
    /// No TLS at all, or one that nothing can be said of but that it is an old one.
    Plain,
    Unknown,
}

impl TlsEnd<'_> {
    /// Whether it meets a need about TLS.
    pub fn meets(&self, need: Need) -> Answer {
        let (name, oldest) = match self.policy {
            Policy::Named(name, oldest) => (name, oldest),
            Policy::Plain => return Answer::No,
            Policy::Unknown => return Answer::Unknown,
        };
        match need {
            Need::Tls13Only => Answer::of(Some(oldest == Tls::V13)),
            Need::PostQuantumTls | Need::FipsTls => {
                let word = if need == Need::FipsTls { "FIPS" } else { "PQ" };
                match name.contains(word) {
                    true => Answer::Yes,
                    // What policies at the edge do about either is not confirmed.
                    false => Answer::unless(name.contains("EDGE") || name.starts_with("TLSv1")),
                }
            }
            _ => Answer::Unknown,
        }
    }
}

impl<'g> Endpoint<'g> {
    /// What ends the connections of clients.
    pub fn tls_ends(&self) -> Vec<TlsEnd<'g>> {
        if self.fronting.cloudfront {
            return self.distributions.iter().map(at_edge).collect();
        }
        match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => match self.listeners() {
                Some(listeners) => listeners.iter().map(at_listener).collect(),
                None => vec![self.ending(Policy::Unknown)],
            },
            Front::RestApi | Front::HttpApi | Front::WebsocketApi => {
                let domains = self.domains();
                match domains.is_empty() {
                    true => vec![self.at_endpoint()],
                    false => domains.iter().map(at_domain).collect(),
                }
            }
            Front::FunctionUrl => vec![self.ending(Policy::Plain)],
        }
    }

    /// The API's own endpoint, which a REST API may have a policy for.
    fn at_endpoint(&self) -> TlsEnd<'g> {
        match (
            self.fronting.front,
            self.front.text("security_policy").known(),
        ) {
            (Front::RestApi, Some(name)) => TlsEnd {
                place: self.front.place("security_policy"),
                policy: of_api(name),
            },
            _ => self.ending(Policy::Plain),
        }
    }

    fn ending(&self, policy: Policy<'g>) -> TlsEnd<'g> {
        TlsEnd {
            place: self.place_of_kind(),
            policy,
        }
    }
}

fn at_edge<'g>(distribution: &Distribution<'g>) -> TlsEnd<'g> {
    let certificates = distribution.node.blocks("viewer_certificate").nodes;
    let Some(certificate) = certificates.first() else {
        return TlsEnd {
            place: distribution.place(),
            policy: Policy::Plain,
        };
    };
    let own = certificate.bool("cloudfront_default_certificate");
    let version = certificate.text("minimum_protocol_version");
    TlsEnd {
        place: certificate.place("minimum_protocol_version"),
        policy: match (own.or_default(false), version.or_default("TLSv1")) {
            // With its own name CloudFront takes all versions, whatever is set.
            (Some(true), _) => Policy::Named("TLSv1", Tls::V10),
            (Some(false), Some(name)) if name.starts_with("TLSv1.3") => {
                Policy::Named(name, Tls::V13)
            }
            (Some(false), Some(name)) => Policy::Named(name, Tls::V12),
            _ => Policy::Unknown,
        },
    }
}

fn at_listener<'g>(listener: &Listener<'g>) -> TlsEnd<'g> {
    let name = listener.node.text("ssl_policy");
    let name = name.or_default("ELBSecurityPolicy-2016-08");
    let known = name.and_then(|name| Some((name, listener_policy(name)?.0)));
    let (attribute, policy) = match (listener.protocol(), known) {
        (Some("HTTPS" | "TLS"), Some((name, oldest))) => {
            ("ssl_policy", Policy::Named(name, oldest))
        }
        (Some("HTTPS" | "TLS"), None) => ("ssl_policy", Policy::Unknown),
        // What passes through is for the servers to end.
        (Some("TCP" | "TCP_UDP" | "UDP" | "QUIC" | "TCP_QUIC"), _) => ("protocol", Policy::Unknown),
        (Some(_), _) => ("protocol", Policy::Plain),
        (None, _) => ("protocol", Policy::Unknown),
    };
    TlsEnd {
        place: listener.node.place(attribute),
        policy,
    }
}

fn at_domain<'g>(domain: &Node<'g>) -> TlsEnd<'g> {
    let configurations = domain.blocks("domain_name_configuration").nodes;
    let node = configurations.first().unwrap_or(domain);
    let name = node.text("security_policy").or_default("TLS_1_2");
    TlsEnd {
        place: node.place("security_policy"),
        policy: name.map_or(Policy::Unknown, of_api),
    }
}

fn of_api(name: &str) -> Policy<'_> {
    // By its name alone the one at the edge takes 1.3 only.
    match name.contains("TLS13_2025_EDGE") {
        true => Policy::Unknown,
        false if name.contains("TLS13_1_3") => Policy::Named(name, Tls::V13),
        false => Policy::Named(name, Tls::V12),
    }
}
