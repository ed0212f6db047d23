//! `unmet-browser-login`: people are to log in, and an API runs no login.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports APIs before services whose users are to log in by their browser.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::OidcLogin], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let front = passage.entry.fronting.front;
    match front {
        Front::RestApi | Front::HttpApi | Front::WebsocketApi => {}
        Front::Alb | Front::Nlb | Front::NlbAlb | Front::FunctionUrl => return Vec::new(),
    }
    vec![Wrong::new(
        passage.entry.place_of_kind(),
        format!("{} sends nobody to a login page", front.words()),
        "front the service with an application load balancer and an action `authenticate-oidc`; or let the page log \
         in by itself and verify its tokens with an authorizer, and declare `jwt` instead",
    )]
}
