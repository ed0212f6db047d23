//! `alb-login-bypass-host`: another host name leads around the guard.

use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// Reports rules with a login, or for certain addresses, that are bound to hosts
/// while the listener takes any other host to the same target.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for open in graph.undecided_bypasses(Around::Host) {
        let why = "another host may reach its target around a guard, and the plan does not tell";
        findings.undecided(open, why);
    }
    for bypass in graph.bypasses(Around::Host) {
        let target = bypass.target();
        let target = target
            .as_ref()
            .map_or("its target", |group| group.address());
        let open = graph.address(bypass.open.node().id);
        findings
            .at(bypass.guarded_place("host_header"))
            .label(format!(
                "`{}` reaches `{target}` around this rule, through `{open}`: clients choose the host",
                bypass.example
            ))
            .related(bypass.open.node().header(), "takes other hosts to the same target unchecked")
            .way([open.to_owned(), target.to_owned()])
            .help(
                "let the default action answer with a fixed response, and forward only what rules with a \
                 `host_header` of their own take; or guard the paths for every host",
            );
    }
}
