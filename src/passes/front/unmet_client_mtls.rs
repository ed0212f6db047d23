//! `unmet-client-mtls`: nothing asks clients for the certificate
//! that a service needs them to have.

use super::need::{Wrong, judge};
use crate::answer::Answer;
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports the listeners, domains and distributions that end clients' connections
/// without asking for a certificate, before services that need mutual TLS.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Mtls], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    match entry.fronting.front {
        _ if entry.fronting.cloudfront => {
            let distributions = entry.distributions.iter();
            let wrong = distributions.map(|distribution| {
                Wrong::new(
                    distribution.place(),
                    "this distribution asks clients for no certificate",
                    "add `viewer_mtls_config` with `mode = \"required\"` and a trust store; or take the distribution \
                     away and let an application load balancer verify clients",
                )
            });
            wrong.collect()
        }
        Front::Alb => {
            let listeners = passage.listeners();
            let wrong = listeners
                .filter(|listener| listener.verifies_clients() != Answer::Yes)
                .map(|listener| {
                    Wrong::new(
                        listener.client_check_place(),
                        "this listener does not verify clients' certificates",
                        "set `mutual_authentication` with `mode = \"verify\"` and a trust store on the HTTPS \
                         listener; or front the service with an API of a custom domain with \
                         `mutual_tls_authentication`",
                    )
                });
            wrong.collect()
        }
        Front::RestApi | Front::HttpApi => {
            let help = "map a custom domain with `mutual_tls_authentication` and a truststore to the API, and set \
                        `disable_execute_api_endpoint = true`; or front the service with an application load balancer \
                        whose listener verifies clients";
            let domains = entry.domains_without_mtls();
            if domains.is_empty() {
                let what = "no domain of this API asks clients for a certificate";
                return vec![Wrong::new(entry.front.header(), what, help)];
            }
            let what = "this domain asks clients for no certificate";
            let wrong = domains
                .iter()
                .map(|domain| Wrong::new(domain.header(), what, help));
            wrong.collect()
        }
        _ => Vec::new(),
    }
}
