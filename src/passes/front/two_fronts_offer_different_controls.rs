//! `two-fronts-offer-different-controls`: a service is guarded at one front and not
//! at another.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Control, Graph, WeakerFront};

/// Reports fronts on the internet that lack the web ACL or the limit on requests
/// which another front of the same service has.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for uneven in graph.weaker_fronts() {
        match uneven.lacks {
            Answer::Yes => report(&uneven, findings),
            _ => {
                let why = format!(
                    "the plan does not show whether it has the {} that `{}` has",
                    uneven.control.words(),
                    uneven.other.first()
                );
                findings.undecided(uneven.front.address(), why);
            }
        }
    }
}

fn report(uneven: &WeakerFront<'_>, findings: &mut Findings) {
    let service = uneven.service.address();
    let other = uneven.other.first();
    let what = uneven.control.words();
    findings
        .at(uneven.front.front.header())
        .label(format!(
            "`{service}` is reached here without the {what} that `{other}` has before it"
        ))
        .related(uneven.other.front.header(), format!("has a {what}"))
        .related(uneven.service.place(), "is reached by both")
        .way([uneven.front.address(), service].map(str::to_owned))
        .help(match uneven.control {
            Control::WebAcl => {
                "give this front a web ACL as well (HTTP APIs, network load balancers and function URLs take one only \
                 by a distribution before them), or close it: `internal = true`, `AWS_IAM`, or take it away"
            }
            Control::RateLimit => {
                "limit requests here as well (throttling of the stage, a rate-based rule of a web ACL), or close this \
                 front: `internal = true`, `AWS_IAM`, or take it away"
            }
        });
}
