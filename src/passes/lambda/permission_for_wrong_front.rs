//! `permission-for-wrong-front`: a statement names another service than the one that calls.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Node;
use std::collections::BTreeSet;

/// Who invokes, by the service in the ARN of the source.
const CALLERS: [(&str, &str); 7] = [
    ("elasticloadbalancing", "elasticloadbalancing"),
    ("execute-api", "apigateway"),
    ("apigateway", "apigateway"),
    ("cognito-idp", "cognito-idp"),
    ("vpc-lattice", "vpc-lattice"),
    ("s3", "s3"),
    ("sns", "sns"),
];

/// Reports principals that are not the service whose source the statement names,
/// and principals of a front where only another one calls the function.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for statement in graph.permissions() {
        let source = statement.source();
        let caller = source.and_then(|source| {
            let mut callers = CALLERS.iter();
            callers.find(|(service, _)| *service == source.service)
        });
        let own = statement.service();
        if let (Some((_, caller)), Some(own)) = (caller, own)
            && *caller != own
        {
            told.insert(statement.node.id);
            let problem = format!(
                "{caller}.amazonaws.com calls for the source of this statement, and the principal is another"
            );
            report(&statement.node, &problem, caller, findings);
            continue;
        }
        let calls = |service| CALLERS.iter().any(|(_, caller)| *caller == service);
        let open = match own {
            Some(own) => caller.is_none() && calls(own) && statement.may_have_any_source(),
            None => caller.is_some() && statement.node.attr("principal").is_unknown(),
        };
        if open {
            let why = "the plan does not show all of its principal and source";
            findings.undecided(statement.address(), why);
        }
    }
    for statement in graph.stray_statements() {
        let why = "the plan does not show which function it is for, or what invokes that";
        findings.undecided(statement.address(), why);
    }
    for policy in graph.policies() {
        for statement in policy.doubtful(|fit| fit.principal) {
            let why =
                "the plan does not show all of it and of what calls: it may be for another service";
            findings.undecided(statement.address(), why);
        }
        for (statement, invocation, fit) in policy.misfits() {
            if fit.principal != Answer::No || told.contains(&statement.node.id) {
                continue;
            }
            if !policy.shows_all_callers() {
                let why = "a front may call the function that the plan does not show";
                findings.undecided(statement.address(), why);
                continue;
            }
            let caller = invocation.caller.service();
            let problem = format!(
                "`{}` is invoked by {caller}.amazonaws.com alone, and this lets another service in",
                policy.function.address()
            );
            report(&statement.node, &problem, caller, findings);
        }
    }
}

fn report(statement: &Node<'_>, problem: &str, caller: &str, findings: &mut Findings) {
    findings
        .at(statement.place("principal"))
        .label(format!("{problem}: every call is refused"))
        .help(format!("set `principal = \"{caller}.amazonaws.com\"`"));
}
