//! `edge-role-trust-missing`: the edge may not take on the role of its function.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::passes::hidden;
use serde_json::Value;
use std::collections::BTreeSet;

const EDGE: &str = "edgelambda.amazonaws.com";

/// Reports roles of functions at the edge whose trust policy does not name the edge.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    hidden::edge_functions(graph, findings);
    let mut told = BTreeSet::new();
    for edge in graph.edge_functions() {
        let address = edge.function.address();
        let Some(role) = edge.function.role() else {
            findings.undecided(address, "its role is not in the plan");
            continue;
        };
        let policy = role.text("assume_role_policy").known();
        match policy.and_then(|policy| serde_json::from_str(policy).ok()) {
            None => findings.undecided(
                address,
                "the trust policy of its role is known only after apply",
            ),
            Some(policy) if trusts_edge(&policy) || !told.insert(role.id) => {}
            Some(_) => {
                findings
                    .at(role.place("assume_role_policy"))
                    .label(format!("this role does not trust {EDGE}, which runs its function at the edge: the distribution is refused"))
                    .related(edge.function.place(), "runs at the edge")
                    .help(format!("name `{EDGE}` beside `lambda.amazonaws.com` as a service in the trust policy"));
            }
        }
    }
}

fn trusts_edge(policy: &Value) -> bool {
    let statements = match &policy["Statement"] {
        Value::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    statements.into_iter().any(|statement| {
        let principal = &statement["Principal"];
        let services = &principal["Service"];
        let named = |name: &Value| name == EDGE || name == "*";
        let listed = services
            .as_array()
            .is_some_and(|list| list.iter().any(named));
        statement["Effect"] == "Allow" && (listed || named(services) || principal == "*")
    })
}
