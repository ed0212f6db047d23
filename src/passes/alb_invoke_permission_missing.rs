//! `alb-invoke-permission-missing`: a load balancer may not invoke its function.

use crate::finding::Findings;
use crate::graph::{Answer, FunctionAttachment, Graph};

/// Reports functions attached to a target group whose resource policy names no
/// load balancer.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for attachment in graph.function_attachments() {
        let kind = attachment
            .group
            .as_ref()
            .and_then(|group| group.target_type());
        // A function is attached to none but a group of functions.
        if kind.is_some_and(|kind| kind != "lambda") {
            continue;
        }
        let address = graph.address(attachment.node.id);
        let Some(function) = &attachment.function else {
            findings.undecided(address, "the plan does not tell which function is attached");
            continue;
        };
        match function.load_balancers_may_invoke() {
            Answer::Yes => {}
            Answer::Unknown => {
                let why = "a permission may name this function, and the plan does not tell";
                findings.undecided(address, why);
            }
            Answer::No => report(&attachment, findings),
        }
    }
}

fn report(attachment: &FunctionAttachment<'_>, findings: &mut Findings) {
    let Some(function) = &attachment.function else {
        return;
    };
    // Inside a module the group is called by its own name.
    let group = attachment.group.as_ref().map(|group| group.local_name());
    let way = attachment.group.iter().map(|group| group.address());
    findings
        .at(attachment.node.header())
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
            group.map_or("the target group's ARN".to_owned(), |name| format!("`{name}.arn`")),
        ));
}
