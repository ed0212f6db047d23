//! `cognito-threat-protection-off`: stolen passwords are not stopped.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports user pools with passwords whose threat protection only watches, or is
/// off, unless they are of a tier that has none.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for pool in graph.user_pools() {
        let silent = [
            pool.stops_threats(),
            !pool.may_stop_threats(),
            !pool.has_passwords(),
        ];
        match Answer::any(silent) {
            Answer::Yes => {}
            Answer::No => {
                findings
                    .at(pool.threat_protection_place())
                    .label("logins with stolen or guessed passwords are not stopped: threat protection does not act")
                    .help(
                        "set `advanced_security_mode = \"ENFORCED\"` in `user_pool_add_ons`, with `user_pool_tier = \
                         \"PLUS\"`; if the cheaper tier is meant, write `user_pool_tier = \"ESSENTIALS\"`",
                    );
            }
            Answer::Unknown => findings.undecided(
                pool.address(),
                "the plan does not show its tier, its threat protection, or whether it has passwords",
            ),
        }
    }
}
