//! `classic-lb-listener-plain`: a classic load balancer answers over plain HTTP.

use crate::answer::Answer;
use crate::finding::{Findings, Level};
use crate::graph::{ClassicBalancer, ClassicListener, Graph};

/// Reports HTTP listeners of public classic load balancers, and TCP listeners on
/// the port of plain HTTP. Beside a listener that ends TLS it is a note: what is
/// behind may redirect.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for balancer in graph.classic_balancers() {
        match balancer.is_public() {
            Answer::No => {}
            Answer::Yes => {
                findings.hidden_blocks(&balancer.node, "listener");
                judge(&balancer, findings);
            }
            Answer::Unknown => {
                let why = "whether it is internal is known only after apply";
                findings.undecided(balancer.address(), why);
            }
        }
    }
}

fn judge(balancer: &ClassicBalancer<'_>, findings: &mut Findings) {
    let listeners = balancer.listeners();
    let encrypts = Answer::any(listeners.iter().map(ClassicListener::ends_tls));
    for listener in &listeners {
        match (listener.protocol().as_deref(), listener.port()) {
            (Some("http"), _) | (Some("tcp"), Some(80.0)) => {}
            (Some("tcp"), None) | (None, _) => {
                let why = "the protocol or port of a listener is known only after apply";
                findings.undecided(balancer.address(), why);
                continue;
            }
            _ => continue,
        }
        let finding = findings.at(listener.node.place("lb_protocol"));
        finding
            .label("requests and their credentials cross the internet unencrypted: this listener takes plain HTTP")
            .help(
                "take HTTPS on port 443 with an `ssl_certificate_id`; a classic load balancer cannot redirect, so let \
                 the application do it, or move to an application load balancer",
            );
        if encrypts != Answer::No {
            finding.at_most(Level::Note);
        }
    }
}
