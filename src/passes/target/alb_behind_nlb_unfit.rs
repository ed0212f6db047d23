//! `alb-behind-nlb-unfit`: a network load balancer forwards to an application load
//! balancer that does not fit.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Listener, LoadBalancer, TargetGroup};
use crate::plan::Node;

/// Reports target groups of an application load balancer that has no listener
/// on their port or is in another VPC, and attachments that do not wait for the
/// listener.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        if group.target_type().is_some_and(|kind| kind != "alb") {
            continue;
        }
        for attachment in group.attachments() {
            let target = graph.follow(&attachment, "target_id").sure();
            let balancer = target.filter(|id| graph.type_of(*id) == "aws_lb");
            let Some(balancer) = balancer.map(|id| graph.load_balancer(id)) else {
                if group.target_type().is_some() {
                    let why = "the plan does not show which load balancer it holds";
                    findings.undecided(group.address(), why);
                }
                continue;
            };
            if group.target_type().is_none() {
                let why = "what kind of targets it holds is known only after apply";
                findings.undecided(group.address(), why);
                continue;
            }
            judge_port(graph, &group, &balancer, &attachment, findings);
            judge_vpc(&group, &balancer, findings);
        }
    }
}

fn judge_port(
    graph: &Graph<'_>,
    group: &TargetGroup<'_>,
    balancer: &LoadBalancer<'_>,
    attachment: &Node<'_>,
    findings: &mut Findings,
) {
    let listeners = balancer.listeners();
    let Some(port) = group.port() else {
        return findings.undecided(group.address(), "its port is known only after apply");
    };
    let here = listeners
        .iter()
        .find(|listener| listener.port() == Some(port));
    if let Some(listener) = here {
        return judge_order(graph, attachment, listener, findings);
    }
    let open = listeners.is_empty()
        || balancer.may_have_more_listeners()
        || listeners.iter().any(Listener::hides_port);
    if open {
        let why = format!(
            "the plan does not show every listener of `{}`",
            balancer.address()
        );
        return findings.undecided(group.address(), why);
    }
    findings
        .at(group.node.place("port"))
        .label(format!(
            "`{}` has no listener on port {port}, so the service refuses it as a target",
            balancer.address()
        ))
        .related(balancer.place(), "none of its listeners has that port")
        .help("set `port` to that of a listener of the application load balancer");
}

fn judge_order(
    graph: &Graph<'_>,
    attachment: &Node<'_>,
    listener: &Listener<'_>,
    findings: &mut Findings,
) {
    match graph.plan().waits_for(attachment.id, listener.id()) {
        Some(true) => {}
        Some(false) => {
            findings
                .at(attachment.header())
                .label(format!(
                    "nothing makes this wait for `{}`: the first apply may be refused",
                    listener.address()
                ))
                .related(listener.node.header(), "has to be there first")
                .help("add `depends_on` with the listener of the application load balancer to this attachment")
                .wait(attachment, &[&listener.node]);
        }
        None => findings.undecided(
            graph.address(attachment.id),
            "the plan does not show whether it waits for the listener",
        ),
    }
}

fn judge_vpc(group: &TargetGroup<'_>, balancer: &LoadBalancer<'_>, findings: &mut Findings) {
    let (Some(own), Some(other)) = (group.vpc(), balancer.vpc()) else {
        return;
    };
    if own.is(&other) == Answer::No {
        findings
            .at(group.node.place("vpc_id"))
            .label(format!(
                "`{}` is in another VPC, so the service refuses it as a target",
                balancer.address()
            ))
            .related(balancer.place(), "has its subnets in another VPC")
            .help("set `vpc_id` to the VPC of the application load balancer");
    }
}
