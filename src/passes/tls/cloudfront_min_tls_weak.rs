//! `cloudfront-min-tls-weak`: a distribution accepts old TLS from viewers.

use crate::facts::{ViewerTls, viewer_policy};
use crate::finding::{Findings, Level};
use crate::graph::Graph;

/// Reports certificates of a distribution's own whose oldest protocol is below
/// TLS 1.2, and, as a note, those that still offer dated ciphers.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        findings.hidden_blocks(&distribution.node, "viewer_certificate");
        let certificate = distribution.viewer_certificate();
        let Some(certificate) = certificate.filter(|certificate| certificate.is_custom()) else {
            continue;
        };
        let Some(oldest) = certificate.oldest() else {
            let why = "the oldest protocol it accepts is known only after apply";
            findings.undecided(distribution.address(), why);
            continue;
        };
        let attribute = "minimum_protocol_version";
        let label = match (viewer_policy(oldest), certificate.node.is_set(attribute)) {
            (None, _) => {
                findings.undecided(
                    distribution.address(),
                    "its policy is not among the recorded ones",
                );
                continue;
            }
            (Some(ViewerTls::Current), _) => continue,
            (Some(ViewerTls::Dated), _) => {
                "this policy starts at TLS 1.2 but still offers CBC ciphers".to_owned()
            }
            (Some(ViewerTls::Old), false) => {
                "without `minimum_protocol_version` viewers may negotiate TLS 1.0".to_owned()
            }
            (Some(ViewerTls::Old), true) => {
                let shown = certificate.node.shown(attribute);
                format!("`{shown}` lets viewers negotiate TLS 1.0 or 1.1")
            }
        };
        let finding = findings.at(certificate.node.place(attribute));
        finding
            .label(label)
            .help("set `minimum_protocol_version` to `TLSv1.2_2021` or a later one");
        if viewer_policy(oldest) == Some(ViewerTls::Dated) {
            finding.at_most(Level::Note);
        }
    }
}
