//! `cloudfront-origin-old-tls`: a distribution may speak old TLS to its origin.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;
use crate::source::Rewrite;

/// Reports custom origins that may be called by HTTPS and whose list of
/// protocols names one below TLS 1.2.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        findings.hidden_blocks(&distribution.node, "origin.custom_origin_config");
        for origin in distribution.origins() {
            let Some(spoken) = origin.protocol() else {
                continue;
            };
            if spoken.policy() == Some("http-only") {
                continue;
            }
            let old = match spoken.versions() {
                Attr::Known(protocols) => {
                    let old = |name: &&str| matches!(*name, "SSLv3" | "TLSv1" | "TLSv1.1");
                    protocols.into_iter().any(|name| old(&name))
                }
                Attr::Unset => false,
                Attr::Unknown => {
                    let why = "the protocols of an origin are known only after apply";
                    findings.undecided(distribution.address(), why);
                    continue;
                }
            };
            match spoken.policy() {
                _ if !old => {}
                None => findings.undecided(
                    distribution.address(),
                    "how an origin is called is known only after apply",
                ),
                Some(_) => {
                    let finding = findings.at(spoken.node.place("origin_ssl_protocols"));
                    finding
                        .label("this lets CloudFront fall back to a protocol older than TLS 1.2")
                        .help("set `origin_ssl_protocols = [\"TLSv1.2\"]`");
                    if origin.answers_by_https_alone() || origin.load_balancer().is_some() {
                        let new = Rewrite::Value("[\"TLSv1.2\"]".to_owned());
                        finding.edit(&spoken.node, "origin_ssl_protocols", new);
                    }
                }
            }
        }
    }
}
