//! `cloudfront-http-origin-meets-https-redirect`: a distribution asks by plain
//! HTTP and is told to come by HTTPS, for ever.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports `http-only` origins whose load balancer only redirects to HTTPS on
/// the port that they ask.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        findings.hidden_blocks(&distribution.node, "origin.custom_origin_config");
        for origin in distribution.origins() {
            let Some(protocol) = origin.protocol() else {
                continue;
            };
            let Some(balancer) = origin.load_balancer() else {
                if protocol.policy() != Some("https-only") && origin.may_be_load_balancer() {
                    let why = "the plan does not show where an origin leads";
                    findings.undecided(distribution.address(), why);
                }
                continue;
            };
            match protocol.meets_redirect(&balancer) {
                Answer::No => {}
                Answer::Unknown => findings.undecided(
                    distribution.address(),
                    format!(
                        "the plan does not show how `{}` answers plain HTTP",
                        balancer.address()
                    ),
                ),
                Answer::Yes => {
                    findings
                        .at(protocol.place())
                        .label(format!(
                            "`{}` answers plain HTTP with nothing but a redirect to HTTPS: clients go round and round, \
                             or around this distribution",
                            balancer.address()
                        ))
                        .related(balancer.place(), "its HTTP listener only redirects")
                        .way([distribution.address().to_owned(), balancer.address().to_owned()])
                        .help(
                            "set `origin_protocol_policy = \"https-only\"`, with a certificate on the load balancer for \
                             the host that the distribution asks for",
                        );
                }
            }
        }
    }
}
