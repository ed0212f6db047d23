//! `alb-login-bypass-bare-path`: `/admin` is open where `/admin/*` is guarded.

use super::around::{Words, report};
use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// Reports rules with a login whose path patterns leave out the path before the
/// slash, which reaches the same target without one.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let words = Words {
        open: "a path before the slash may reach its target around a login, and the plan does not show",
        condition: "path_pattern",
        related: "takes it, and asks for no login",
        help: "name the path itself as well: `values = [\"/admin\", \"/admin/*\"]`",
    };
    let label = |example: &str, target: &str, open: &str| {
        format!(
            "`{example}` reaches `{target}` without a login, through `{open}`: these patterns ask for a slash behind it"
        )
    };
    report(graph, Around::BarePath, &words, label, findings);
}
