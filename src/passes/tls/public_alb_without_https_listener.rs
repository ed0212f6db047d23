//! `public-alb-without-https-listener`: clients of a public load balancer cannot
//! come by HTTPS.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports internet-facing application load balancers none of whose listeners
/// speaks HTTPS. Those that only send clients elsewhere are the matter of the
/// lints on redirects.
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
        match (balancer.is_public(), balancer.serves_plain_http_alone()) {
            (Answer::No, _) | (_, Answer::No) => {}
            (Answer::Yes, Answer::Yes) => {
                let finding = findings.at(balancer.place());
                finding
                    .label("clients reach this load balancer over the internet, and by plain HTTP alone")
                    .help(
                        "add an `aws_lb_listener` on port 443 with `protocol = \"HTTPS\"` and a certificate, and \
                         let the listener on port 80 redirect to it",
                    );
                for listener in balancer.listeners() {
                    finding.related(listener.node.header(), "speaks plain HTTP");
                }
            }
            _ => findings.undecided(
                balancer.address(),
                "the plan does not show whether it is public and all its listeners",
            ),
        }
    }
}
