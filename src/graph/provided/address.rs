//! Where clients find an entry, and the TLS that they meet there.

use super::super::{Answer, Distribution, Entry, Listener, Negotiates};
use super::{all, is_written};
use crate::facts::{Front, Need, Tls};
use crate::plan::{Node, ResourceId};

const MAPPINGS: [&str; 2] = [
    "aws_api_gateway_base_path_mapping",
    "aws_apigatewayv2_api_mapping",
];
const ACCELERATED: &str = "aws_globalaccelerator_endpoint_group";

impl<'g> Entry<'g> {
    pub(super) fn has_domain(&self) -> Answer {
        if self.fronting.cloudfront {
            return self.each_distribution(Distribution::has_aliases);
        }
        let graph = self.graph;
        let id = self.front.id;
        match self.fronting.front {
            Front::RestApi | Front::HttpApi | Front::WebsocketApi => {
                let mapped = MAPPINGS.map(|name| graph.is_referred_to(id, name, "api_id"));
                let ruled = graph.is_referred_to(id, "aws_apigatewayv2_routing_rule", "api_id");
                Answer::any(mapped.into_iter().chain([ruled]))
            }
            // A record may stand in another stack; a certificate is for some name.
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                let record = graph.is_referred_to(id, "aws_route53_record", "name");
                let named = self.each_listener(|it| is_written(&it.node, "certificate_arn"));
                match Answer::any([record, named]) {
                    Answer::Yes => Answer::Yes,
                    Answer::No | Answer::Unknown => Answer::Unknown,
                }
            }
            Front::FunctionUrl => Answer::No,
        }
    }

    /// Whether its addresses stay. A network load balancer keeps the ones it got
    /// for as long as it lives, which may or may not do.
    pub(super) fn has_fixed_addresses(&self) -> Answer {
        let accelerated = self
            .graph
            .is_referred_to(self.front.id, ACCELERATED, "endpoint_id");
        if accelerated == Answer::Yes {
            return Answer::Yes;
        }
        match self.fronting.front {
            Front::Nlb | Front::NlbAlb => {
                let mappings = self.front.computed_blocks("subnet_mapping");
                let fixed = mappings
                    .nodes
                    .iter()
                    .map(|it| is_written(it, "allocation_id"));
                match Answer::any(fixed) {
                    Answer::Yes => Answer::Yes,
                    Answer::No | Answer::Unknown => Answer::Unknown,
                }
            }
            _ => Answer::No,
        }
    }

    /// Whether whatever ends the client's connection has a policy for the need, and
    /// no other.
    pub(super) fn speaks_only(&self, need: Need) -> Answer {
        if self.fronting.cloudfront {
            return self.each_distribution(|distribution| edge_speaks(distribution, need));
        }
        match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                self.each_listener(|listener| listener_speaks(listener, need))
            }
            Front::RestApi => self.api_speaks(need),
            _ => Answer::No,
        }
    }

    /// Each of its domains, and its own name unless that is switched off.
    fn api_speaks(&self, need: Need) -> Answer {
        let named = |node: &Node<'_>| {
            let name = node.text("security_policy").or_default("");
            Answer::of(name.map(|name| is_named_for(name, need)))
        };
        let closed = self
            .front
            .bool("disable_execute_api_endpoint")
            .or_default(false);
        let own = match closed {
            Some(true) => Answer::Yes,
            Some(false) => named(&self.front),
            None => Answer::Unknown,
        };
        all(self.domains().iter().map(named).chain([own]))
    }

    /// The domains that are mapped to the API.
    pub(super) fn domains(&self) -> Vec<Node<'g>> {
        let links = MAPPINGS
            .into_iter()
            .flat_map(|name| self.graph.referrers(self.front.id, name, "api_id"));
        let ids: Vec<ResourceId> = links
            .filter_map(|link| {
                let mapping = self.graph.node(link.from);
                self.graph.follow(&mapping, "domain_name").only()
            })
            .collect();
        ids.into_iter().map(|id| self.graph.node(id)).collect()
    }
}

/// Whether a policy's name says that it is for the need: those of load balancers and
/// of APIs alike.
fn is_named_for(name: &str, need: Need) -> bool {
    let words = match need {
        Need::PostQuantumTls => ["PQ", "PQ"],
        Need::FipsTls => ["FIPS", "FIPS"],
        _ => ["TLS13-1-3", "TLS13_1_3"],
    };
    words.iter().any(|word| name.contains(word))
}

fn listener_speaks(listener: &Listener<'_>, need: Need) -> Answer {
    match listener.ends_tls() {
        Answer::Yes => {}
        other => return other,
    }
    if need == Need::Tls13Only {
        return match listener.tls() {
            Negotiates::From(oldest, _) => Answer::of(Some(oldest == Tls::V13)),
            Negotiates::Default | Negotiates::Nothing => Answer::No,
            Negotiates::Unrecorded | Negotiates::Unknown => Answer::Unknown,
        };
    }
    let name = listener.node.text("ssl_policy").or_default("");
    Answer::of(name.map(|name| is_named_for(name, need)))
}

fn edge_speaks(distribution: &Distribution<'_>, need: Need) -> Answer {
    let Some(certificate) = distribution.viewer_certificate() else {
        return Answer::Unknown;
    };
    // Its own certificate goes with TLS 1.0, whatever is written beside it.
    let oldest = match certificate.is_default() {
        Answer::Yes => Some("TLSv1"),
        Answer::No => certificate.oldest(),
        Answer::Unknown => None,
    };
    match need {
        Need::Tls13Only => Answer::of(oldest.map(|oldest| oldest.starts_with("TLSv1.3"))),
        // Which key exchanges it offers is not settled.
        _ => Answer::Unknown,
    }
}
