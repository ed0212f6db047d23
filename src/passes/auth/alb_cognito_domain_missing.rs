//! `alb-cognito-domain-missing`: a login is sent to a domain that nobody made.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;

/// Reports logins by a user pool of the plan that has no domain.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(
        graph,
        &[("authenticate-cognito", "authenticate_cognito")],
        findings,
    );
    for check in graph.caller_checks() {
        let Some(login) = check.pool_login() else {
            continue;
        };
        // Another stack's pool may have its domain there.
        if login.pool_is_elsewhere() {
            continue;
        }
        match login.has_domain() {
            Answer::Yes => {}
            Answer::No => {
                let finding = findings.at(login.domain_place());
                finding
                    .label("users are sent to this domain to log in, and their pool has none")
                    .help(
                        "add an `aws_cognito_user_pool_domain` for the pool, and set `user_pool_domain` to its `domain`",
                    );
                if let Some(pool) = login.pool() {
                    finding.related(graph.node(pool).header(), "no domain belongs to this pool");
                }
            }
            Answer::Unknown => {
                let why = "the plan does not show whether the pool has that domain";
                findings.undecided(check.address(), why);
            }
        }
    }
}
