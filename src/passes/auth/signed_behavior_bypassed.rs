//! `signed-behavior-bypassed`: the same object without a signature.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports cache behaviors for signed requests, where another behavior serves
/// some of the same objects unsigned.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.distributions() {
        findings.hidden_blocks(&distribution.node, "ordered_cache_behavior");
        let Some(twins) = distribution.unsigned_twins() else {
            let why = "the plan does not show what its behaviors serve, or which of them ask for signatures";
            findings.undecided(distribution.address(), why);
            continue;
        };
        for twin in twins {
            findings
                .at(twin.signed.place())
                .label(format!(
                    "`{}` gets without a signature what this behavior asks one for, through another behavior",
                    twin.request()
                ))
                .related(twin.unsigned.place(), "serves it unsigned")
                .help(
                    "set `trusted_key_groups` on the other behavior as well, put this one before it, or serve the \
                     public objects from an origin or an `origin_path` of their own",
                );
        }
    }
}
