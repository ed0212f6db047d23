//! `alb-cognito-callback-missing`: after the login there is no way back.

use crate::finding::Findings;
use crate::graph::{CallerCheck, Graph, Hosts, PoolClient};
use crate::passes::hidden;
use crate::plan::ResourceId;
use std::collections::BTreeMap;

/// The path that every load balancer takes users back at.
const PATH: &str = "/oauth2/idpresponse";

/// Reports clients that do not let users return to a host at which a load
/// balancer asks for the login. Once a client.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(
        graph,
        &[("authenticate-cognito", "authenticate_cognito")],
        findings,
    );
    let mut wrong: BTreeMap<ResourceId, (PoolClient<'_>, &str, String)> = BTreeMap::new();
    for check in graph.caller_checks() {
        let Some(login) = check.pool_login() else {
            continue;
        };
        let Some(client) = login.client() else {
            if login.may_be_any_client() {
                let why = "the plan does not show which client of the pool it is";
                findings.undecided(check.address(), why);
            }
            continue;
        };
        let Some(callbacks) = client.callbacks() else {
            let why = "the client's callback URLs are known only after apply";
            findings.undecided(check.address(), why);
            continue;
        };
        match judge(&check, &callbacks) {
            Verdict::Fits => {}
            Verdict::Misses(url) => {
                wrong
                    .entry(client.id())
                    .or_insert((client, check.address(), url));
            }
            Verdict::Open => {
                let why = "the plan does not show by which hosts clients come";
                findings.undecided(check.address(), why);
            }
        }
    }
    for (client, by, url) in wrong.into_values() {
        findings
            .at(client.node.place("callback_urls"))
            .label(format!(
                "after the login Cognito does not send users back to `{by}`: `{url}` is missing here"
            ))
            .help(format!(
                "add `{url}` to `callback_urls`, with the host in lower case"
            ));
    }
}

enum Verdict {
    Fits,
    /// This URL is missing.
    Misses(String),
    Open,
}

fn judge(check: &CallerCheck<'_>, callbacks: &[&str]) -> Verdict {
    let returns_to = |host: &str| callbacks.iter().any(|url| is_callback_of(url, host));
    let url_of = |host: &str| format!("https://{host}{PATH}");
    // Whatever the host is, the path is this one.
    let some = callbacks.iter().any(|url| url.ends_with(PATH));
    match check.hosts() {
        Hosts::All(hosts) => match hosts.iter().find(|host| !returns_to(host)) {
            Some(host) => Verdict::Misses(url_of(host)),
            None => Verdict::Fits,
        },
        Hosts::Some(hosts) => match hosts.iter().any(|host| returns_to(host)) {
            true => Verdict::Fits,
            false => Verdict::Misses(url_of(&hosts[0])),
        },
        Hosts::Unknown if some => Verdict::Open,
        Hosts::Unknown => Verdict::Misses(url_of("HOST")),
    }
}

/// Whether a URL is where a load balancer takes users back at a host, on
/// whichever port.
fn is_callback_of(url: &str, host: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .and_then(|rest| rest.strip_suffix(PATH));
    rest.is_some_and(|own| own == host || own.split(':').next() == Some(host))
}
