//! `waf-at-edge-origin-open`: a web ACL filters at the edge, and everybody may go around it.

use crate::finding::Findings;
use crate::graph::{Answer, Graph};

/// Reports origins of distributions with a web ACL that anybody reaches
/// directly, and that have no web ACL of their own.
pub(super) fn check(graph: &Graph, findings: &mut Findings) {
    for distribution in graph.distributions() {
        for origin in distribution.origins() {
            let Some(balancer) = origin.load_balancer().filter(|it| it.is_application()) else {
                continue;
            };
            match origin.escapes_web_acl_of(&distribution, &balancer) {
                Answer::No => {}
                Answer::Unknown => findings.undecided(
                    distribution.address(),
                    format!(
                        "the plan does not tell whether `{}` can be reached around its web ACL",
                        balancer.address()
                    ),
                ),
                Answer::Yes => {
                    findings
                        .at(origin.node.place("domain_name"))
                        .label(format!(
                            "the web ACL here filters nothing for those who call `{}` directly, and it has none of its own",
                            balancer.address()
                        ))
                        .related(distribution.node.place("web_acl_id"), "filters only what comes through the distribution")
                        .related(balancer.place(), "faces the internet")
                        .way([distribution.address().to_owned(), balancer.address().to_owned()])
                        .help(
                            "let the load balancer take requests from this distribution alone (a VPC origin, or the \
                             prefix list of CloudFront with a secret `custom_header`), or associate a REGIONAL web ACL \
                             with it as well",
                        );
                }
            }
        }
    }
}
