//! `permission-public`: everybody may invoke a function.

use crate::finding::Findings;
use crate::graph::Graph;

const LIMITS: [&str; 3] = ["source_arn", "source_account", "principal_org_id"];

/// Reports statements for everybody, but for those that a function URL takes.
pub(super) fn check(graph: &Graph, findings: &mut Findings) {
    for statement in graph.permissions() {
        let by_url = !statement.text("function_url_auth_type").is_unset()
            || statement.bool("invoked_via_function_url").known() == Some(true);
        if by_url || LIMITS.iter().any(|name| !statement.text(name).is_unset()) {
            continue;
        }
        match statement.text("principal").known() {
            Some("*") => {
                findings
                    .at(statement.place("principal"))
                    .label("anybody with an AWS account may invoke this function, past every front and its checks")
                    .help(
                        "name the service or the account that calls, with `source_arn`; for a function URL set \
                         `function_url_auth_type` or `invoked_via_function_url` as well",
                    );
            }
            Some(_) => {}
            None => findings.undecided(
                graph.address(statement.id),
                "its principal is known only after apply",
            ),
        }
    }
}
