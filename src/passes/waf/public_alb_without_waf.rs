//! `public-alb-without-waf`: nothing filters requests to a public load balancer.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, LoadBalancer};

/// Reports internet-facing application load balancers that no web ACL guards,
/// neither by an association nor at a distribution that is the only way in. Where
/// they can be reached around a distribution, that is what has to be said.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for balancer in graph.load_balancers() {
        match balancer.kind() {
            Some("application") => {}
            Some(_) => continue,
            None if balancer.is_public() == Answer::No => continue,
            None => {
                let why = "of which kind it is, is known only after apply";
                findings.undecided(balancer.address(), why);
                continue;
            }
        }
        let public = balancer.is_public();
        if public == Answer::No {
            continue;
        }
        let guarded = Answer::any([
            balancer.has_web_acl(),
            guarded_at_the_edge(graph, &balancer),
        ]);
        match (public, guarded) {
            (_, Answer::Yes) | (Answer::No, _) => {}
            (Answer::Unknown, _) => {
                findings.undecided(
                    balancer.address(),
                    "the plan does not show whether it is internal",
                );
            }
            (_, Answer::Unknown) => {
                findings.undecided(
                    balancer.address(),
                    "a web ACL may be associated with it, and the plan does not show",
                );
            }
            (Answer::Yes, Answer::No) if is_reached_around(graph, &balancer) => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(balancer.place())
                    .label("this load balancer faces the internet and no web ACL filters what comes in")
                    .help(
                        "associate a REGIONAL web ACL with it by `aws_wafv2_web_acl_association`, or let nothing in but \
                         a distribution with one; if another stack sees to it, say so under `[assume] waf` in \
                         frontlint.toml",
                    );
            }
        }
    }
}

/// Whether every distribution before it has a web ACL and nobody gets around them.
fn guarded_at_the_edge(graph: &Graph<'_>, balancer: &LoadBalancer<'_>) -> Answer {
    let origins = graph.origins_before(balancer.id());
    if origins.is_empty() {
        return Answer::No;
    }
    let filtered = origins
        .iter()
        .all(|(distribution, _)| distribution.has_web_acl() == Answer::Yes);
    if !filtered {
        return Answer::No;
    }
    Answer::any(origins.iter().map(|(_, origin)| origin.is_locked(balancer)))
}

/// Whether it is surely open to what does not come through a distribution before
/// it, as `alb-origin-open` or `waf-at-edge-origin-open` says.
fn is_reached_around(graph: &Graph<'_>, balancer: &LoadBalancer<'_>) -> bool {
    let origins = graph.origins_before(balancer.id());
    let mut direct = origins.iter().filter(|(_, origin)| {
        let end = origin.load_balancer();
        end.is_some_and(|end| end.id() == balancer.id())
    });
    direct.any(|(_, origin)| origin.is_locked(balancer) == Answer::No)
}
