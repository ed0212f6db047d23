//! `listener-policy-without-forward-secrecy`: a listener offers ciphers whose
//! keys can be had later.

use crate::facts::{Tls, forward_secrecy};
use crate::finding::Findings;
use crate::graph::{Graph, Negotiates};
use crate::plan::Attr;

/// Reports TLS listeners whose written policy starts at TLS 1.2 and offers
/// ciphers without forward secrecy.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for listener in graph.listeners() {
        match listener.tls() {
            Negotiates::From(oldest, _) if oldest >= Tls::V12 => {}
            Negotiates::From(..) | Negotiates::Nothing | Negotiates::Default => continue,
            Negotiates::Unknown => {
                let why = "its protocol or policy is known only after apply";
                findings.undecided(listener.address(), why);
                continue;
            }
            Negotiates::Unrecorded => {
                findings.undecided(
                    listener.address(),
                    "its policy is not among the recorded ones",
                );
                continue;
            }
        }
        let Attr::Known(policy) = listener.node.text("ssl_policy") else {
            continue;
        };
        match forward_secrecy(policy) {
            Some(true) => {}
            Some(false) => {
                let policy = listener.node.shown("ssl_policy");
                findings
                    .at(listener.node.place("ssl_policy"))
                    .label(format!("`{policy}` offers ciphers without forward secrecy"))
                    .help("set `ssl_policy` to `ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`, which offers none");
            }
            None => findings.undecided(
                listener.address(),
                "it is not recorded what its policy offers",
            ),
        }
    }
}
