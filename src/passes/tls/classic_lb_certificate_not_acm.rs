//! `classic-lb-certificate-not-acm`: a certificate that nobody renews.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports listeners of classic load balancers whose certificate was uploaded to IAM.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for balancer in graph.classic_balancers() {
        findings.hidden_blocks(&balancer.node, "listener");
        for listener in balancer.listeners() {
            match listener.has_uploaded_certificate() {
                Answer::No => {}
                Answer::Yes => {
                    findings
                        .at(listener.node.place("ssl_certificate_id"))
                        .label("this certificate was uploaded to IAM, and nothing renews it before it expires")
                        .help("use the ARN of an `aws_acm_certificate`, which ACM renews by itself");
                }
                Answer::Unknown => findings.undecided(
                    balancer.address(),
                    "which certificate a listener has is known only after apply",
                ),
            }
        }
    }
}
