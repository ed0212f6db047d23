//! Where clients find an entry.

use super::{has_block, is_written};
use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::edge::Distribution;
use crate::graph::ways::Endpoint;
use crate::plan::{Node, ResourceId};

const MAPPINGS: [&str; 2] = [
    "aws_api_gateway_base_path_mapping",
    "aws_apigatewayv2_api_mapping",
];
const ACCELERATED: &str = "aws_globalaccelerator_endpoint_group";

impl<'g> Endpoint<'g> {
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
        if self.fronting.cloudfront {
            return self.each_distribution(|it| is_written(&it.node, "anycast_ip_list_id"));
        }
        let accelerated = match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => {
                self.graph
                    .is_referred_to(self.front.id, ACCELERATED, "endpoint_id")
            }
            _ => return Answer::No,
        };
        match (accelerated, self.fronting.front) {
            (Answer::Yes, _) => Answer::Yes,
            (_, Front::Nlb | Front::NlbAlb) => {
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
            _ => accelerated,
        }
    }

    /// The domains mapped to the API that ask clients for no certificate.
    pub fn domains_without_mtls(&self) -> Vec<Node<'g>> {
        let domains = self.domains().into_iter();
        domains
            .filter(|domain| has_block(domain, "mutual_tls_authentication") != Answer::Yes)
            .collect()
    }

    /// The domains that are mapped to the API.
    pub(in crate::graph) fn domains(&self) -> Vec<Node<'g>> {
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
