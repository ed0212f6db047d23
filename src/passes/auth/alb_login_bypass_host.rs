//! `alb-login-bypass-host`: another host name leads around the guard.

use super::around::{Words, report};
use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// Reports rules with a login, or for certain addresses, that are bound to hosts
/// while the listener takes any other host to the same target.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let words = Words {
        open: "another host may reach its target around a guard, and the plan does not show",
        condition: "host_header",
        related: "takes other hosts to the same target unchecked",
        help: "let the default action answer with a fixed response, and forward only what rules with a \
               `host_header` of their own take; or guard the paths for every host",
    };
    let label = |example: &str, target: &str, open: &str| {
        format!(
            "`{example}` reaches `{target}` around this rule, through `{open}`: clients choose the host"
        )
    };
    report(graph, Around::Host, &words, label, findings);
}
