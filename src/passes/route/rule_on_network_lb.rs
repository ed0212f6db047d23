//! `rule-on-network-lb`: a rule looks into requests that its load balancer does not read.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports conditions on parts of an HTTP request in rules of network and
/// gateway load balancers, whose listeners choose by address family alone.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for rule in graph.rules() {
        let of_requests = |part: &str| part != "source_ip";
        let conditions = rule.asked().conditions;
        let mut conditions = conditions.iter().filter(|asked| of_requests(asked.part));
        let Some(first) = conditions.next() else {
            continue;
        };
        match rule.reads_requests() {
            Some(true) => {}
            Some(false) => {
                findings
                    .at(first.header())
                    .label(format!(
                        "`{}` is part of an HTTP request, and the load balancer of this rule passes connections on unread",
                        first.part
                    ))
                    .help(
                        "use an application load balancer; a network load balancer takes one target group a listener \
                         and rules by the address family alone",
                    );
            }
            None => findings.undecided(rule.address(), "the plan does not show its load balancer"),
        }
    }
}
