//! `cognito-mfa-off`: a password alone opens every account of a user pool.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports user pools with passwords and without a second factor.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for pool in graph.user_pools() {
        match Answer::any([pool.asks_second_factor(), !pool.has_passwords()]) {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(pool.node.place("mfa_configuration"))
                    .label("a password alone opens every account of this user pool")
                    .help(
                        "set `mfa_configuration = \"ON\"`, or \"OPTIONAL\" to let users choose, with a \
                         `software_token_mfa_configuration` block that is enabled",
                    );
            }
            Answer::Unknown => findings.undecided(
                pool.address(),
                "the plan does not show whether its users have passwords, or a second factor",
            ),
        }
    }
}
