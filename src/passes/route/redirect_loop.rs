//! `redirect-loop`: a redirect sends the client back to itself.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Redirect};
use crate::passes::hidden;

/// Reports redirects whose target comes back to the same listener and to the
/// same rule or default action.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::actions(graph, &[("redirect", "redirect")], findings);
    for listener in graph.listeners() {
        for action in listener.actions() {
            if let Some(redirect) = action.redirect() {
                let returns = redirect.returns_to_default_of(&listener);
                report(returns, listener.address(), &redirect, findings);
            }
        }
    }
    for rule in graph.rules() {
        for action in rule.actions() {
            if let Some(redirect) = action.redirect() {
                let returns = redirect.returns_to_rule(&rule);
                report(returns, rule.address(), &redirect, findings);
            }
        }
    }
}

fn report(returns: Answer, address: &str, redirect: &Redirect<'_>, findings: &mut Findings) {
    match returns {
        Answer::No => {}
        Answer::Unknown => {
            findings.undecided(address, "the plan does not show where its redirect leads");
        }
        Answer::Yes => {
            findings
                .at(redirect.node.header())
                .label("this redirect leads back to itself: clients go round until they give up")
                .help(
                    "change something that the target keeps: the protocol and port (from HTTP to HTTPS on 443), the host, or \
                     the path; a listener that already is the target has to forward requests instead",
                );
        }
    }
}
