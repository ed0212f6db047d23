//! `waf-at-edge-origin-open`: a web ACL filters at the edge, and everyone may go around it.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports origins of distributions with a web ACL that anyone reaches
/// directly, and that have no web ACL of their own.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for distribution in graph.distributions() {
        findings.hidden_blocks(&distribution.node, "origin");
        for origin in distribution.origins() {
            let Some(balancer) = origin.load_balancer() else {
                let guarded = distribution.has_web_acl() != Answer::No;
                if guarded && origin.is_bucket() != Answer::Yes && origin.may_be_load_balancer() {
                    let why = "the plan does not show where an origin leads";
                    findings.undecided(distribution.address(), why);
                }
                continue;
            };
            match balancer.kind() {
                Some("application") => {}
                Some(_) => continue,
                None => {
                    let why = format!(
                        "of which kind `{}` is, is known only after apply",
                        balancer.address()
                    );
                    findings.undecided(distribution.address(), why);
                    continue;
                }
            }
            match origin.escapes_web_acl_of(&distribution, &balancer) {
                Answer::No => {}
                Answer::Unknown => findings.undecided(
                    distribution.address(),
                    format!(
                        "the plan does not show whether `{}` can be reached around its web ACL",
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
