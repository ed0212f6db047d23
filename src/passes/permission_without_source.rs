//! `permission-without-source`: a service may invoke a function for any account.

use crate::finding::Findings;
use crate::graph::Graph;

const LIMITS: [&str; 4] = [
    "source_arn",
    "source_account",
    "principal_org_id",
    "event_source_token",
];

/// Reports statements for a service that nothing limits to one's own resources.
pub(super) fn check(graph: &Graph, findings: &mut Findings) {
    for statement in graph.permissions() {
        if LIMITS.iter().any(|name| !statement.text(name).is_unset()) {
            continue;
        }
        if statement.attr("principal").is_unknown() {
            findings.undecided(
                graph.address(statement.id),
                "its principal is known only after apply",
            );
        }
        if graph.principal_service(&statement).is_none() {
            continue;
        }
        findings
            .at(statement.header())
            .label("this lets the service invoke the function for anybody: any account's resource of it will do")
            .help(
                "set `source_arn` to what calls: the target group's `arn`, or the API's `execution_arn` with \"/*/*\" \
                 behind it; or `source_account` to your own account",
            );
    }
}
