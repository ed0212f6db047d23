//! `alb-login-on-http-listener`: a login or token check where AWS takes none.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;

/// Reports actions that check callers on listeners for plain HTTP.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(
        graph,
        &[
            ("authenticate-cognito", "authenticate_cognito"),
            ("authenticate-oidc", "authenticate_oidc"),
            ("jwt-validation", "jwt_validation"),
        ],
        findings,
    );
    for check in graph.caller_checks() {
        let listener = check.forwarder.listener();
        match listener.as_ref().and_then(|listener| listener.protocol()) {
            Some("HTTP") => {}
            Some(_) => continue,
            None => {
                let why = "the plan does not show the protocol of its listener";
                findings.undecided(check.address(), why);
                continue;
            }
        }
        let Some(listener) = listener else { continue };
        let finding = findings.at(check.node.place("type"));
        finding
            .label(format!(
                "`{}` works on HTTPS listeners alone, and this one speaks plain HTTP: AWS refuses it",
                check.kind
            ))
            .help(
                "move the rule or action to a listener with `protocol = \"HTTPS\"` and a certificate, and let this \
                 one redirect to it",
            );
        if listener.node.id != check.forwarder.node().id {
            finding.related(listener.node.place("protocol"), "this listener speaks HTTP");
        }
    }
}
