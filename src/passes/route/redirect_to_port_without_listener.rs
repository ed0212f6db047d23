//! `redirect-to-port-without-listener`: a redirect leads where nothing listens.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Forwarder, Graph, Ports, Reaches, Redirect};
use crate::passes::hidden;
use crate::plan::ResourceId;
use std::collections::HashMap;

/// Reports redirects that keep the host and lead to a port of the load balancer
/// with no listener, or with one of another protocol. Those that stay on plain HTTP
/// where the port speaks HTTPS are left to `listener-http-forwards`.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(graph, &[("redirect", "redirect")], findings);
    let mut ports: HashMap<ResourceId, Ports<'_>> = HashMap::new();
    for forwarder in graph.forwarders() {
        for redirect in forwarder.redirects() {
            // Another host is another service's matter.
            if redirect.host.is_some_and(|host| host != "#{host}") || redirect.keeps_endpoint() {
                continue;
            }
            let listener = forwarder.listener();
            let balancer = listener
                .as_ref()
                .and_then(|listener| listener.load_balancer());
            let (Some(listener), Some(balancer)) = (listener, balancer) else {
                let why = "the plan does not show its load balancer";
                findings.undecided(forwarder.address(), why);
                continue;
            };
            let ports = ports
                .entry(balancer.id())
                .or_insert_with(|| Ports::of(&balancer));
            let reaches = ports.reached_by(&redirect, &listener);
            // The protocol is what has to change, and `listener-http-forwards` says so.
            let stays_plain = matches!(&reaches, Reaches::Other { wanted, .. } if wanted == "HTTP")
                && matches!(forwarder, Forwarder::Default(_))
                && balancer.is_application()
                && balancer.is_public() == Answer::Yes;
            if stays_plain {
                continue;
            }
            report(
                &forwarder,
                &redirect,
                reaches,
                ports.meant_by(&redirect, &listener),
                findings,
            );
        }
    }
}

fn report(
    forwarder: &Forwarder<'_>,
    redirect: &Redirect<'_>,
    reaches: Reaches,
    meant: Option<&str>,
    findings: &mut Findings,
) {
    let label = match reaches {
        Reaches::Listener => return,
        Reaches::Unknown => {
            let why = "the plan does not show what listens where its redirect leads";
            return findings.undecided(forwarder.address(), why);
        }
        Reaches::Nothing { .. } if redirect.host.is_none() => {
            let why = "the host of its redirect is known only after apply";
            return findings.undecided(forwarder.address(), why);
        }
        Reaches::Nothing { port } => {
            format!("this leads to port {port}, where the load balancer has no listener")
        }
        Reaches::Other {
            port,
            wanted,
            speaks,
        } => format!("this leads to {wanted} on port {port}, where the listener speaks {speaks}"),
    };
    let finding = findings.at(redirect.node.place("port"));
    if let Some(port) = meant {
        finding.write(&redirect.node, "port", port);
    }
    finding
        .label(label)
        .help("add the listener that clients are sent to, or set `port` to that of one there is: \"443\" for HTTPS");
}
