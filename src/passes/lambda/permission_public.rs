//! `permission-public`: everyone may invoke a function.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

const LIMITS: [&str; 3] = ["source_arn", "source_account", "principal_org_id"];

/// Reports statements for everyone, but for those that a function URL takes.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for statement in graph.permissions() {
        let (address, statement) = (statement.address(), statement.node);
        let by_url = [
            statement.is_given("function_url_auth_type"),
            Answer::of(statement.bool("invoked_via_function_url").or_default(false)),
        ];
        let limits = LIMITS.iter().map(|name| statement.is_given(name));
        let limited = Answer::any(limits.chain(by_url));
        match (statement.text("principal").known(), limited) {
            (_, Answer::Yes) => {}
            (Some("*"), Answer::No) => {
                findings
                    .at(statement.place("principal"))
                    .label("anyone with an AWS account may invoke this function, past every front and its checks")
                    .help(
                        "name the service or the account that calls, with `source_arn`; for a function URL set \
                         `function_url_auth_type` or `invoked_via_function_url` as well",
                    );
            }
            (Some("*"), Answer::Unknown) => {
                findings.undecided(address, "what limits it is known only after apply");
            }
            (Some(_), _) => {}
            (None, _) => findings.undecided(address, "its principal is known only after apply"),
        }
    }
}
