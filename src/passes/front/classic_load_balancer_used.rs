//! `classic-load-balancer-used`: a new load balancer of the first generation.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports classic load balancers that the plan creates.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let created = graph.classic_balancers().filter(|it| it.is_created());
    for balancer in created {
        findings
            .at(balancer.node.header())
            .label("this creates a load balancer of the first generation")
            .help(
                "use an `aws_lb`: of type `application` for HTTP and HTTPS, of type `network` for everything else",
            );
    }
}
