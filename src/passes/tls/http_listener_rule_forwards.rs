//! `http-listener-rule-forwards`: plain HTTP slips past the redirect to HTTPS.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Forwarder, Graph, Listener};

/// Reports rules that forward requests on HTTP listeners of public application
/// load balancers whose default action redirects to HTTPS. Other listeners are
/// reported as such by `listener-http-forwards`.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for rule in graph.rules() {
        let address = rule.address();
        let listener = rule.listener();
        let may_be_plain = rule.may_take_plain_http();
        let rule = Forwarder::Rule(rule);
        if !rule.may_forward() || !may_be_plain {
            continue;
        }
        let Some(listener) = listener else {
            findings.undecided(address, "the plan does not show its listener");
            continue;
        };
        let answers = [
            Answer::of(listener.protocol().map(|name| name == "HTTP")),
            is_public(&listener),
            listener.redirects_to_https(),
        ];
        if answers.contains(&Answer::No) {
            continue;
        }
        let known = answers.iter().all(|answer| *answer == Answer::Yes);
        match (known, rule.conditions().are_for_probes(), rule.forward()) {
            (_, Answer::Yes, _) => {}
            (true, Answer::No, Some(action)) => {
                findings
                    .at(action.node.place("type"))
                    .label("requests that this rule takes cross the internet as plain HTTP, past the listener's redirect to HTTPS")
                    .related(listener.node.header(), "by default this listener redirects to HTTPS")
                    .help("move the rule to the HTTPS listener, and leave this one to its redirect");
            }
            _ => findings.undecided(
                address,
                "the plan does not show whether it takes plain requests from the internet",
            ),
        }
    }
}

/// Whether a listener belongs to an application load balancer that faces the internet.
fn is_public(listener: &Listener<'_>) -> Answer {
    let Some(balancer) = listener.load_balancer() else {
        return Answer::Unknown;
    };
    match balancer.kind() {
        Some("application") => balancer.is_public(),
        Some(_) => Answer::No,
        None => Answer::Unknown,
    }
}
