//! `listener-http-forwards`: a public load balancer answers over plain HTTP.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Action, Graph, Listener};

/// Reports HTTP listeners of public application load balancers whose default
/// action does anything but redirect to HTTPS. Where there is no HTTPS to redirect
/// to, `public-alb-without-https-listener` says so.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for listener in graph.listeners() {
        match listener.protocol() {
            Some("HTTP") => {}
            Some(_) => continue,
            None => {
                findings.undecided(listener.address(), "the plan does not show its protocol");
                continue;
            }
        }
        let Some(balancer) = listener.load_balancer() else {
            findings.undecided(
                listener.address(),
                "the plan does not show its load balancer",
            );
            continue;
        };
        if balancer.kind().is_some_and(|kind| kind != "application") {
            continue;
        }
        match balancer.is_public() {
            Answer::No => continue,
            Answer::Unknown => {
                findings.undecided(
                    listener.address(),
                    "the plan does not show whether its load balancer is internal",
                );
                continue;
            }
            Answer::Yes => {}
        }
        if balancer.is_application() && balancer.serves_plain_http_alone() == Answer::Yes {
            continue;
        }
        if !listener.knows_actions() {
            findings.undecided(
                listener.address(),
                "its default action is known only after apply",
            );
        }
        for action in listener.actions() {
            judge(&listener, &action, findings);
        }
    }
}

fn judge(listener: &Listener<'_>, action: &Action<'_>, findings: &mut Findings) {
    let (place, label) = match action.kind() {
        Some("forward") => (
            action.node.place("type"),
            "requests and their credentials cross the internet unencrypted: this forwards plain HTTP",
        ),
        Some("fixed-response") => (
            action.node.place("type"),
            "plain HTTP is answered here instead of being sent to HTTPS",
        ),
        Some("redirect") => match action.redirect() {
            // `redirect-loop` says it.
            Some(redirect) if redirect.returns_to_default_of(listener) == Answer::Yes => return,
            Some(redirect) => match redirect.protocol {
                Some("HTTP" | "#{protocol}") => (
                    redirect.node.place("protocol"),
                    "this redirect stays on plain HTTP",
                ),
                Some(_) => return,
                None => {
                    let why = "the protocol of its redirect is known only after apply";
                    return findings.undecided(listener.address(), why);
                }
            },
            None => return,
        },
        Some(_) => return,
        None => {
            let why = "what its default action does is known only after apply";
            return findings.undecided(listener.address(), why);
        }
    };
    let help = match action.kind() {
        Some("redirect") => "set `protocol = \"HTTPS\"` and `port = \"443\"` in this redirect",
        _ => {
            "let the default action redirect: `type = \"redirect\"`, with a `redirect` block that sets \
             `protocol = \"HTTPS\"`, `port = \"443\"` and `status_code = \"HTTP_301\"`"
        }
    };
    findings.at(place).label(label).help(help);
}
