//! `classic-lb-policy-weak`: a classic load balancer negotiates old protocols or ciphers.

use crate::facts::{Tls, classic_policy, is_weak_cipher};
use crate::finding::Findings;
use crate::graph::{Graph, NegotiationPolicy};
use crate::plan::Node;

/// Reports attributes of policies that switch on a protocol below TLS 1.2 or a
/// weak cipher, or follow a policy of AWS that does.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for policy in graph.negotiation_policies() {
        judge(graph, &policy, findings);
    }
}

fn judge(graph: &Graph<'_>, policy: &NegotiationPolicy<'_>, findings: &mut Findings) {
    let address = graph.address(policy.node.id);
    if !policy.knows_attributes() {
        findings.undecided(address, "its attributes are known only after apply");
    }
    for attribute in policy.attributes() {
        let name = attribute.text("name").known();
        let (Some(name), Some(value)) = (name, attribute.text("value").known()) else {
            findings.undecided(address, "an attribute of it is known only after apply");
            continue;
        };
        let Some(label) = fault(&attribute, name, value) else {
            continue;
        };
        findings.at(attribute.place("value")).label(label).help(
            "set `Reference-Security-Policy` to `ELBSecurityPolicy-TLS-1-2-2017-01`, or switch on \
             `Protocol-TLSv1.2` alone with ciphers of AES-GCM",
        );
    }
}

/// What is wrong with an attribute, if anything is.
fn fault(attribute: &Node<'_>, name: &str, value: &str) -> Option<String> {
    let on = value.eq_ignore_ascii_case("true");
    let shown = attribute.shown("name");
    match name {
        "Reference-Security-Policy" => {
            let old = classic_policy(value)? < Tls::V12;
            let shown = attribute.shown("value");
            old.then(|| format!("`{shown}` lets clients negotiate TLS 1.0 or 1.1"))
        }
        "Protocol-SSLv2" | "Protocol-SSLv3" | "Protocol-TLSv1" | "Protocol-TLSv1.1" => {
            on.then(|| format!("`{shown}` is older than TLS 1.2"))
        }
        cipher => (on && is_weak_cipher(cipher)).then(|| format!("`{shown}` is a weak cipher")),
    }
}
