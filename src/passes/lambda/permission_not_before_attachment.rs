//! `permission-not-before-attachment`: a function may be attached before it may be invoked.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Caller, Graph};
use crate::passes::hidden;

/// Reports attachments of functions that do not wait for the permission.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    hidden::functions_of_groups(graph, findings);
    for policy in graph.policies() {
        for invocation in &policy.invocations {
            if invocation.caller != Caller::LoadBalancer || !invocation.is_sure() {
                continue;
            }
            let allowing: Vec<_> = policy
                .statements
                .iter()
                .filter(|statement| statement.fit(invocation).allows() != Answer::No)
                .collect();
            let (own, plan) = (invocation.node.id, graph.plan());
            let waits = allowing
                .iter()
                .map(|statement| Answer::of(plan.waits_for(own, statement.node.id)));
            let Some(first) = allowing.first() else {
                continue;
            };
            match Answer::any(waits) {
                Answer::Yes => {}
                Answer::Unknown => findings.undecided(
                    invocation.address(),
                    "the plan does not show whether it waits for the permission",
                ),
                Answer::No => {
                    findings
                        .at(invocation.place())
                        .label("nothing makes this wait for the permission: the first apply may be refused")
                        .related(first.node.header(), "has to be there first")
                        .help("add `depends_on` with the permission to this attachment")
                        .wait(&invocation.node, &[&first.node]);
                }
            }
        }
    }
}
