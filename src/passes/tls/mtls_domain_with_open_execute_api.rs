//! `mtls-domain-with-open-execute-api`: clients get around the domain that asks
//! for their certificates.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{ApiDomain, Graph};

/// Reports APIs that a domain with mutual TLS leads to and that still answer by
/// their own name, where nobody asks for a certificate.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for domain in graph.api_domains() {
        match domain.asks_for_certificates() {
            Answer::No => {}
            Answer::Yes => judge(&domain, findings),
            Answer::Unknown => {
                let why = "whether it asks clients for certificates is known only after apply";
                findings.undecided(domain.address(), why);
            }
        }
    }
}

fn judge(domain: &ApiDomain<'_>, findings: &mut Findings) {
    if domain.may_lead_elsewhere() {
        findings.undecided(
            domain.address(),
            "the plan does not show every API behind it",
        );
    }
    for api in domain.apis() {
        match api.has_default_endpoint() {
            Answer::No => {}
            Answer::Yes => {
                findings
                    .at(api.node.place("disable_execute_api_endpoint"))
                    .label(format!(
                        "clients without a certificate reach this API by its `execute-api` name, around `{}`",
                        domain.address()
                    ))
                    .related(domain.node.header(), "this domain asks clients for certificates")
                    .help("set `disable_execute_api_endpoint = true`");
            }
            Answer::Unknown => findings.undecided(
                api.address(),
                "whether its `execute-api` name answers is known only after apply or said in its definition",
            ),
        }
    }
}
