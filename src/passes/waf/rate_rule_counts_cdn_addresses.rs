//! `rate-rule-counts-cdn-addresses`: a rate limit counts CloudFront's addresses.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports rate limits by address behind a distribution: they count the
/// addresses of CloudFront, which all clients share.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for acl in graph.web_acls() {
        let behind = acl.is_behind_distribution();
        if behind == Answer::No {
            continue;
        }
        findings.hidden_blocks(&acl.node, "rule");
        let rules = acl.rules().rules.into_iter();
        let statements = rules.filter_map(|rule| rule.statement());
        for rate in statements.filter_map(|it| it.of_kind("rate_based_statement")) {
            match (rate.text("aggregate_key_type").or_default("IP"), behind) {
                (Some("IP"), Answer::Yes) => {
                    findings
                        .at(rate.place("aggregate_key_type"))
                        .label(
                            "behind a distribution this counts the addresses of CloudFront, which all clients share: \
                             it blocks everyone at once, or nobody",
                        )
                        .help(
                            "set `aggregate_key_type = \"FORWARDED_IP\"` with a `forwarded_ip_config` for \
                             `X-Forwarded-For`, or count in the distribution's own web ACL",
                        );
                }
                (Some("IP") | None, _) => findings.undecided(
                    acl.address(),
                    "the plan does not show what its rate limit counts, or what stands before it",
                ),
                _ => {}
            }
        }
    }
}
