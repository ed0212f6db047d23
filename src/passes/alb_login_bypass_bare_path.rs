//! `alb-login-bypass-bare-path`: `/admin` is open where `/admin/*` is guarded.

use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// Reports rules with a login whose path patterns leave out the path before the
/// slash, which reaches the same target without one.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for open in graph.undecided_bypasses(Around::BarePath) {
        let why = "a path before the slash may reach its target around a login, and the plan does not tell";
        findings.undecided(open, why);
    }
    for bypass in graph.bypasses(Around::BarePath) {
        let target = bypass.target();
        let target = target
            .as_ref()
            .map_or("its target", |group| group.address());
        let open = graph.address(bypass.open.node().id);
        findings
            .at(bypass.guarded_place("path_pattern"))
            .label(format!(
                "`{}` reaches `{target}` without a login, through `{open}`: these patterns ask for a slash behind it",
                bypass.example
            ))
            .related(bypass.open.node().header(), "takes it, and asks for no login")
            .way([open.to_owned(), target.to_owned()])
            .help("name the path itself as well: `values = [\"/admin\", \"/admin/*\"]`");
    }
}
