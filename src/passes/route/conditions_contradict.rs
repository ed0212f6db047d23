//! `conditions-contradict`: no request meets all conditions of a rule.

use crate::finding::Findings;
use crate::graph::{Contradiction, Found, Graph};

/// Reports rules with two conditions on one part of the request that have
/// nothing in common, or with addresses that their load balancer never sees.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for rule in graph.rules() {
        match rule.contradiction() {
            Found::Nothing => {}
            Found::Example(Contradiction::Between(one, other)) => {
                findings
                    .at(other.place())
                    .label(format!(
                        "no request meets this and the other `{}` condition of the rule: it is never taken",
                        other.part
                    ))
                    .related(one.place(), "the other one")
                    .help("write all alternatives into the `values` of one condition");
            }
            Found::Example(Contradiction::Addresses(asked)) => {
                findings
                    .at(asked.place())
                    .label("the load balancer has no IPv6 address, so nobody comes from these: the rule is never taken")
                    .help("name IPv4 networks, or set `ip_address_type = \"dualstack\"` on the load balancer");
            }
            Found::Unknown => findings.undecided(
                rule.address(),
                "some of its conditions, or the addresses of its load balancer, are known only after apply",
            ),
        }
    }
}
