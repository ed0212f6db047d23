//! `listener-allows-tls10-or-tls11`: a listener accepts TLS 1.0 or 1.1.

use crate::facts::Tls;
use crate::finding::Findings;
use crate::graph::{Graph, Negotiates};

/// Reports TLS listeners whose written policy negotiates a version below 1.2.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for listener in graph.listeners() {
        match listener.tls() {
            Negotiates::From(oldest, _) if oldest < Tls::V12 => {
                let policy = listener.node.shown("ssl_policy");
                findings
                    .at(listener.node.place("ssl_policy"))
                    .label(format!("`{policy}` lets clients negotiate TLS 1.0 or 1.1"))
                    .help("set `ssl_policy` to `ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`: TLS 1.2 and 1.3, and what AWS recommends");
            }
            Negotiates::Unknown => {
                let why = "its protocol or policy is known only after apply";
                findings.undecided(listener.address(), why);
            }
            Negotiates::Unrecorded => {
                findings.undecided(
                    listener.address(),
                    "its policy is not among the recorded ones",
                );
            }
            Negotiates::From(..) | Negotiates::Nothing | Negotiates::Default => {}
        }
    }
}
