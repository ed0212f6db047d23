//! `alb-origin-open`: a distribution's load balancer can be reached around it.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports origins that are internet-facing load balancers with nothing that
/// keeps out requests which did not come through the distribution. Where those go
/// around its web ACL, `waf-at-edge-origin-open` says so.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        findings.hidden_blocks(&distribution.node, "origin");
        for origin in distribution.origins() {
            let Some(balancer) = origin.load_balancer() else {
                if origin.is_bucket() != Answer::Yes && origin.may_be_load_balancer() {
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
            match (balancer.is_public(), origin.is_locked(&balancer)) {
                (Answer::No, _) | (_, Answer::Yes) => {}
                _ if origin.escapes_web_acl_of(&distribution, &balancer) == Answer::Yes => {}
                (Answer::Yes, Answer::No) => {
                    findings
                        .at(origin.node.place("domain_name"))
                        .label(format!(
                            "anyone can reach `{}` directly, around this distribution",
                            balancer.address()
                        ))
                        .related(balancer.place(), "faces the internet, and nothing keeps out what comes around the distribution")
                        .way([distribution.address().to_owned(), balancer.address().to_owned()])
                        .help(
                            "make the load balancer internal and reach it by a VPC origin; or let its security group \
                             admit only the prefix list `com.amazonaws.global.cloudfront.origin-facing` and its \
                             rules only requests with a secret `custom_header`",
                        );
                }
                _ => findings.undecided(
                    distribution.address(),
                    format!(
                        "the plan does not show whether `{}` can be reached around it",
                        balancer.address()
                    ),
                ),
            }
        }
    }
}
