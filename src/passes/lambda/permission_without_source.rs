//! `permission-without-source`: a service may invoke a function for any account.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

const LIMITS: [&str; 4] = [
    "source_arn",
    "source_account",
    "principal_org_id",
    "event_source_token",
];

/// Reports statements for a service that nothing limits to one's own resources.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for statement in graph.permissions() {
        let node = &statement.node;
        let limits = LIMITS.iter().map(|name| node.is_given(name));
        let limited = Answer::any(limits);
        let service = statement.service();
        if limited == Answer::Yes {
            continue;
        }
        if node.attr("principal").is_unknown() {
            findings.undecided(
                statement.address(),
                "its principal is known only after apply",
            );
        } else if service.is_some() && limited == Answer::Unknown {
            findings.undecided(
                statement.address(),
                "what limits it is known only after apply",
            );
        } else if service.is_some() {
            findings
                .at(node.header())
                .label("this lets the service invoke the function for anyone: any account's resource of it will do")
                .help(
                    "set `source_arn` to what calls: the target group's `arn`, or the API's `execution_arn` with \"/*/*\" \
                     behind it; or `source_account` to your own account",
                );
        }
    }
}
