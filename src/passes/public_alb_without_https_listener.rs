//! `public-alb-without-https-listener`: clients of a public load balancer cannot
//! come by HTTPS.

use crate::finding::Findings;
use crate::graph::{Answer, Graph};

/// Reports internet-facing application load balancers none of whose listeners
/// speaks HTTPS.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for balancer in graph.load_balancers() {
        if !balancer.is_application() {
            continue;
        }
        match (balancer.is_public(), balancer.takes_tls(None)) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) if balancer.sends_elsewhere() => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(balancer.place())
                    .label("clients reach this load balancer over the internet, and by plain HTTP alone")
                    .help(
                        "add an `aws_lb_listener` on port 443 with `protocol = \"HTTPS\"` and a certificate, and \
                         let the listener on port 80 redirect to it",
                    );
            }
            _ => findings.undecided(
                balancer.address(),
                "the plan does not tell whether it is public and all its listeners",
            ),
        }
    }
}
