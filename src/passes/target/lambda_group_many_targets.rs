//! `lambda-group-many-targets`: a target group of functions holds one alone.

use crate::finding::Findings;
use crate::graph::{Graph, TargetGroup};
use crate::plan::{Node, Place};
use std::collections::BTreeMap;

/// Reports target groups of functions with two attachments or more.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for group in graph.target_groups() {
        if group.target_type() == Some("lambda") {
            judge(graph, &group, findings);
        }
    }
}

fn judge(graph: &Graph<'_>, group: &TargetGroup<'_>, findings: &mut Findings) {
    let attachments = group.attachments();
    if attachments.len() < 2 {
        return;
    }
    let mut targets: BTreeMap<String, Place> = BTreeMap::new();
    for attachment in attachments {
        let Some(target) = target_of(graph, &attachment) else {
            let why = "the plan does not show every function that is attached to it";
            return findings.undecided(group.address(), why);
        };
        targets.entry(target).or_insert_with(|| attachment.header());
    }
    if targets.len() > 1 {
        findings
            .at_last_of(targets.into_values().collect())
            .label(format!(
                "`{}` holds one function and gets several, so the service refuses the next one",
                group.address()
            ))
            .related(group.node.header(), "this group has `target_type = \"lambda\"`")
            .help("give each function a target group of its own, and weigh between the groups if they share requests");
    }
}

/// What tells the target of an attachment apart from others.
fn target_of(graph: &Graph<'_>, attachment: &Node<'_>) -> Option<String> {
    match graph.follow(attachment, "target_id").sure() {
        Some(target) => Some(graph.address(target).to_owned()),
        None => attachment.text("target_id").known().map(str::to_owned),
    }
}
