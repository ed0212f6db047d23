//! `rest-stage-without-waf`: nothing filters requests to a public stage of a REST API.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports stages of REST APIs that are not private and that no web ACL guards,
/// neither by an association nor at a distribution that is the only way in.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for stage in graph.rest_stages() {
        let guarded = Answer::any([stage.has_web_acl(), stage.is_guarded_at_the_edge()]);
        match (stage.is_public(), guarded) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(stage.place())
                    .label("anyone on the internet reaches this stage and no web ACL filters what comes in")
                    .help(
                        "associate a REGIONAL web ACL with the stage's `arn` by `aws_wafv2_web_acl_association`; if \
                         another stack does, say so under `[assume] waf` in frontlint.toml",
                    );
            }
            (Answer::Unknown, _) => findings.undecided(
                stage.address(),
                "the plan does not show whether its API is private",
            ),
            (_, Answer::Unknown) => findings.undecided(
                stage.address(),
                "a web ACL may guard it, and the plan does not show",
            ),
        }
    }
}
