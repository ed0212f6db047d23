//! `cloudfront-without-waf`: a distribution before an application has no web ACL.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports enabled distributions without a web ACL, unless all they serve comes from S3
/// or from origins that each have a web ACL of their own.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        if distribution.has_web_acl() == Answer::Yes || distribution.is_enabled() == Answer::No {
            continue;
        }
        match distribution.serves_filtered_only() {
            Answer::Yes => {}
            Answer::No if distribution.has_web_acl() == Answer::Unknown => {
                let why = "whether it has a web ACL is known only after apply";
                findings.undecided(distribution.address(), why);
            }
            Answer::Unknown => findings.undecided(
                distribution.address(),
                "the plan does not show whether each origin is an S3 bucket or has a web ACL of its own",
            ),
            Answer::No => {
                findings
                    .at(distribution.node.place("web_acl_id"))
                    .label("no web ACL filters what this distribution passes on to its origins")
                    .help(
                        "set `web_acl_id` to the ARN of an `aws_wafv2_web_acl` with scope CLOUDFRONT (us-east-1); if \
                         a flat-rate plan or another stack attaches one, say so under `[assume] waf` in frontlint.toml",
                    );
            }
        }
    }
}
