//! `cognito-password-weak`: a user pool takes very short passwords.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;

/// Shorter ones nobody recommends, whatever is in them.
const SHORTEST: f64 = 8.0;

/// Reports user pools whose password policy allows fewer than eight characters.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for pool in graph.user_pools() {
        let Some(policy) = pool.password_policy() else {
            continue;
        };
        let short = match policy.number("minimum_length") {
            // The provider writes 0 where the service's default holds.
            Attr::Known(length) => Answer::of(Some(length > 0.0 && length < SHORTEST)),
            Attr::Unset => Answer::No,
            Attr::Unknown => Answer::Unknown,
        };
        match (short, pool.has_passwords()) {
            (Answer::No, _) | (_, Answer::No) => {}
            (Answer::Yes, Answer::Yes) => {
                findings
                    .at(policy.place("minimum_length"))
                    .label(format!(
                        "passwords of {} characters are guessed quickly",
                        policy.shown("minimum_length")
                    ))
                    .help("set `minimum_length` to 12 or more; length helps more than rules for characters");
            }
            _ => findings.undecided(
                pool.address(),
                "the plan does not show how long passwords are, or whether there are any",
            ),
        }
    }
}
