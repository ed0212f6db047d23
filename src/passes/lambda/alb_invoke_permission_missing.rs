//! `alb-invoke-permission-missing`: a load balancer may not invoke its function.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Caller, Function, Graph, Invocation};
use crate::passes::hidden;

/// Reports functions attached to a target group whose policy names no load balancer.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    hidden::functions_of_groups(graph, findings);
    for attachment in graph.function_attachments() {
        let kind = attachment
            .group
            .as_ref()
            .and_then(|group| group.target_type());
        // A function is attached to none but a group of functions.
        if attachment.function.is_none() && kind.is_none_or(|kind| kind == "lambda") {
            let why = "the plan does not show which function is attached";
            findings.undecided(graph.address(attachment.node.id), why);
        }
    }
    for policy in graph.policies() {
        for invocation in &policy.invocations {
            let group = invocation.group();
            let kind = group.as_ref().and_then(|group| group.target_type());
            let other = kind.is_some_and(|kind| kind != "lambda");
            if invocation.caller != Caller::LoadBalancer || other {
                continue;
            }
            match policy.means_surely(invocation) {
                Answer::Yes => {}
                Answer::Unknown => findings.undecided(
                    invocation.address(),
                    "a permission may name this function, and the plan does not show",
                ),
                Answer::No => report(invocation, &policy.function, findings),
            }
        }
    }
}

fn report(invocation: &Invocation<'_>, function: &Function<'_>, findings: &mut Findings) {
    let group = invocation.group();
    // Inside a module the group is called by its own name.
    let name = group.as_ref().map(|group| group.local_name());
    let way = group.iter().map(|group| group.address());
    findings
        .at(invocation.place())
        .label(format!(
            "`{}` lets no load balancer invoke it: the registration is refused",
            function.address()
        ))
        .related(
            function.place(),
            "this function has no permission for elasticloadbalancing.amazonaws.com",
        )
        .way(way.chain([function.address()]).map(str::to_owned))
        .help(format!(
            "add an `aws_lambda_permission` with `action = \"lambda:InvokeFunction\"`, `principal = \
             \"elasticloadbalancing.amazonaws.com\"` and {} as `source_arn`, and let this attachment depend on it",
            name.map_or("the target group's ARN".to_owned(), |name| format!("`{name}.arn`")),
        ));
}
