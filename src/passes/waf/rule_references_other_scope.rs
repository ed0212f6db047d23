//! `rule-references-other-scope`: a rule refers to a set or group of another scope or region.

use crate::finding::Findings;
use crate::graph::{AclReference, Graph, WebAcl};

/// Reports references of rules to IP sets, pattern sets and rule groups that
/// live in the other scope, or in another region.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for holder in graph.rule_holders() {
        findings.hidden_blocks(&holder.node, "rule");
        for rule in holder.rules().rules {
            for reference in rule.references() {
                judge(graph, &holder, &reference, findings);
            }
        }
    }
}

fn judge(
    graph: &Graph<'_>,
    holder: &WebAcl<'_>,
    reference: &AclReference<'_>,
    findings: &mut Findings,
) {
    let (Some(own), Some(other)) = (holder.scope(), reference.scope()) else {
        let why = "the plan does not show the scope of what a rule refers to";
        return findings.undecided(graph.address(reference.node.id), why);
    };
    let end = reference.ends().sure();
    let regions = end.and_then(|end| Some((graph.region(holder.id())?, graph.region(end)?)));
    let problem = match regions {
        _ if own != other => format!(
            "this has scope {other} and the rules here have scope {own}: AWS refuses the reference"
        ),
        Some((here, there)) if here != there => {
            "this is in another region than the rules here: AWS refuses the reference".to_owned()
        }
        _ => return,
    };
    let finding = findings.at(reference.place());
    finding
        .label(problem)
        .help("refer to a set or group with the scope and region of the web ACL; make one of its own for each scope");
    if let Some(end) = end {
        finding.related(graph.node(end).place("scope"), "what it refers to");
    }
}
