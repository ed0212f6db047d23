//! `alb-oidc-egress-blocked`: a load balancer cannot ask its identity provider.

use crate::finding::Findings;
use crate::graph::{Graph, Reach};
use crate::plan::ResourceId;
use std::collections::HashSet;

/// Reports load balancers that check callers, and whose security groups let
/// nothing out to the internet by HTTPS. Once a load balancer.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let mut seen: HashSet<(ResourceId, bool)> = HashSet::new();
    for check in graph.caller_checks() {
        let Some(balancer) = check.load_balancer() else {
            let why = "the plan does not tell its load balancer";
            findings.undecided(check.address(), why);
            continue;
        };
        if !seen.insert((balancer.id(), check.may_ask_inside())) {
            continue;
        }
        let (reach, group) = balancer.reach(graph);
        match reach {
            Reach::Internet => {}
            Reach::Unknown => {
                let why = "the plan does not tell what its security groups let out";
                findings.undecided(balancer.address(), why);
            }
            Reach::Inside if check.may_ask_inside() => {
                let why = "its identity provider may be inside the network";
                findings.undecided(balancer.address(), why);
            }
            Reach::Inside | Reach::Nobody => {
                let place = group.map_or_else(|| balancer.place(), |group| group.place("egress"));
                findings
                    .at(place)
                    .label(format!(
                        "`{}` cannot reach its identity provider: nothing lets HTTPS out to the internet",
                        balancer.address()
                    ))
                    .related(
                        check.node.header(),
                        "this needs the provider's keys or tokens for each login",
                    )
                    .help("let TCP port 443 out to 0.0.0.0/0, by an `aws_vpc_security_group_egress_rule` or an `egress` block");
            }
        }
    }
}
