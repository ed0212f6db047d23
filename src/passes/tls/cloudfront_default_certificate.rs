//! `cloudfront-default-certificate`: viewers come by CloudFront's own name.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports distributions without aliases that show CloudFront's certificate.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        findings.hidden_blocks(&distribution.node, "viewer_certificate");
        let Some(certificate) = distribution.viewer_certificate() else {
            continue;
        };
        match (certificate.is_default(), distribution.has_aliases()) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(certificate.node.place("cloudfront_default_certificate"))
                    .label("with CloudFront's certificate viewers may negotiate TLS 1.0, whatever else is written")
                    .help("give the distribution a name in `aliases` and an ACM certificate for it in us-east-1");
            }
            _ => findings.undecided(
                distribution.address(),
                "whether it has a certificate and names of its own is known only after apply",
            ),
        }
    }
}
