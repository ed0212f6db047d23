//! `unmet-waf`: a front that takes no web ACL, before
//! a service that needs one.

use super::need::{Wrong, judge};
use crate::answer::Answer;
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports public HTTP and WebSocket APIs, network load balancers and function
/// URLs before services that need a web ACL, where nothing on the way has one.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Waf], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    let front = entry.fronting.front;
    let instead = match front {
        Front::NlbAlb => {
            return public(
                passage,
                "neither this network load balancer nor what it forwards to has a web ACL",
                "associate a web ACL with the application load balancer behind it, or put a CloudFront distribution \
                 with `web_acl_id` before it",
            );
        }
        Front::Nlb => "an application load balancer with a web ACL",
        Front::HttpApi | Front::FunctionUrl => "a REST API with a web ACL on its stage",
        Front::WebsocketApi => "an application load balancer with a web ACL, for containers",
        Front::Alb | Front::RestApi => return Vec::new(),
    };
    if entry.fronting.cloudfront {
        let bare = entry.distributions.iter();
        let bare = bare.filter(|distribution| distribution.is_guarded() != Answer::Yes);
        let wrong = bare.map(|distribution| {
            Wrong::new(
                distribution.node.place("web_acl_id"),
                format!("neither this distribution nor {} has a web ACL", front.words()),
                format!("set `web_acl_id` to a web ACL of scope CLOUDFRONT, or front the service with {instead}"),
            )
        });
        return wrong.collect();
    }
    public(
        passage,
        &format!("{} takes no web ACL", front.words()),
        &format!(
            "put a CloudFront distribution with `web_acl_id` before it and lock it to that distribution, or front \
             the service with {instead}"
        ),
    )
}

/// What is wrong with a front, if it is on the internet.
fn public(passage: &NeededWay<'_>, what: &str, help: &str) -> Vec<Wrong> {
    match passage.entry.is_public() {
        Answer::No => Vec::new(),
        public => vec![Wrong::new(passage.entry.place_of_kind(), what, help).provided(public)],
    }
}
