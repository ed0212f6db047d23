//! `vpc-function-single-az`: a function runs in one availability zone.

use crate::finding::Findings;
use crate::graph::Graph;

/// Reports functions whose subnets are all in one zone.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        findings.hidden_blocks(&function.node, "vpc_config");
        let Some(config) = function.node.blocks("vpc_config").nodes.into_iter().next() else {
            continue;
        };
        let problem = match (function.subnets(), function.zones()) {
            (Some(0), _) => continue,
            (Some(1), _) => {
                "this function has one subnet, so it runs in one availability zone".to_owned()
            }
            (_, Some(zones)) if zones.len() == 1 => {
                let zone = zones.into_iter().next().unwrap_or_default();
                format!("all subnets of this function are in {zone}")
            }
            (_, Some(_)) => continue,
            (_, None) => {
                let why = "the plan does not show the zones of its subnets";
                findings.undecided(function.address(), why);
                continue;
            }
        };
        findings
            .at(config.place("subnet_ids"))
            .label(format!(
                "{problem}: when that zone fails, so does the function"
            ))
            .help("name subnets of at least two availability zones");
    }
}
