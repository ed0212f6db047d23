//! `permission-and-resource-policy-mixed`: a policy is written as a whole and by statements.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports whole policies of functions that also have statements of their own.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for (policy, statements) in graph.whole_policies() {
        let both = statements.iter().map(|(_, same)| *same);
        match Answer::any(both) {
            Answer::No => {}
            Answer::Unknown => findings.undecided(
                graph.address(policy.id),
                "the plan does not show whether a permission is for the same version of the function",
            ),
            Answer::Yes => {
                let finding = findings.at(policy.header());
                finding
                    .label("this is the whole policy of a function that has permissions as well: each apply undoes one of them")
                    .help("put all statements into this document, or write all of them as `aws_lambda_permission`");
                let same = statements.iter().filter(|(_, same)| *same == Answer::Yes);
                for (statement, _) in same.take(10) {
                    finding.related(statement.node.header(), "a statement of the same policy");
                }
            }
        }
    }
}
