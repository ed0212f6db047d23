//! `alb-cognito-client-unfit`: a load balancer cannot log users in by its client.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, PoolClient};
use crate::passes::hidden;
use crate::plan::ResourceId;
use std::collections::HashSet;

/// Reports clients of user pools that a load balancer logs in by, and that lack
/// a secret, the code flow, or OAuth at all. Once a client.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(
        graph,
        &[("authenticate-cognito", "authenticate_cognito")],
        findings,
    );
    let mut seen: HashSet<ResourceId> = HashSet::new();
    for check in graph.caller_checks() {
        let Some(login) = check.pool_login() else {
            continue;
        };
        match login.client() {
            Some(client) if seen.insert(client.id()) => judge(&client, check.address(), findings),
            Some(_) => {}
            None if login.may_be_any_client() => {
                let why = "the plan does not show which client it logs in by";
                findings.undecided(check.address(), why);
            }
            None => {}
        }
    }
}

fn judge(client: &PoolClient<'_>, by: &str, findings: &mut Findings) {
    let asked = [
        ("generate_secret", client.has_secret(), "has no secret"),
        (
            "allowed_oauth_flows",
            client.takes_codes(),
            "does not allow the `code` flow",
        ),
        (
            "allowed_oauth_flows_user_pool_client",
            client.uses_oauth(),
            "is not enabled for OAuth",
        ),
    ];
    let wrong: Vec<_> = asked
        .iter()
        .filter(|(_, answer, _)| *answer == Answer::No)
        .collect();
    let Some((first, ..)) = wrong
        .iter()
        .find(|(name, ..)| client.node.is_set(name))
        .or(wrong.first())
    else {
        if asked
            .iter()
            .any(|(_, answer, _)| *answer == Answer::Unknown)
        {
            let why = "what the client allows is known only after apply";
            findings.undecided(client.address(), why);
        }
        return;
    };
    let lacks: Vec<&str> = wrong.iter().map(|(_, _, lack)| *lack).collect();
    findings
        .at(client.node.place(first))
        .label(format!(
            "`{by}` cannot log users in by this client: it {}",
            lacks.join(" and ")
        ))
        .help(
            "set `generate_secret = true`, `allowed_oauth_flows = [\"code\"]`, \
             `allowed_oauth_flows_user_pool_client = true` and `allowed_oauth_scopes = [\"openid\"]`",
        );
}
