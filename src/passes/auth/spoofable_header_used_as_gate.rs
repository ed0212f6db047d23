//! `spoofable-header-used-as-gate`: whoever writes the header gets in.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports rules that let requests in by a header which any client can write,
/// where those without it are turned away.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for gate in graph.spoofable_gates() {
        match gate.decides {
            Answer::No => {}
            Answer::Yes => {
                findings
                    .at(gate.place.clone())
                    .label(format!(
                        "every client can write `{}`, and this rule lets in whoever writes the right one",
                        gate.header
                    ))
                    .help(
                        "ask for a secret header that a distribution adds (`custom_header`), use a `source_ip` \
                         condition or the security group for addresses, or put a login before the forward",
                    );
            }
            Answer::Unknown => findings.undecided(
                gate.rule.address(),
                "the plan does not show what becomes of requests without that header",
            ),
        }
    }
}
