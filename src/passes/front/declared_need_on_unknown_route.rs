//! `declared-need-on-unknown-route`: needs of a service that no front leads to.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports services that declare needs where nothing in the plan leads to them, so
/// that their needs are held against nothing.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for unreached in graph.unreachable_services() {
        let service = unreached.service;
        if unreached.sure != Answer::Yes {
            let why = "something that the plan does not show may lead to it";
            findings.undecided(service.address(), why);
            continue;
        }
        findings
            .at(service.place())
            .label(format!(
                "`{}` declares needs, and no listener rule, route or URL of this plan leads to it",
                service.address()
            ))
            .help(
                "lead a front to it, or take its needs away; where another stack holds its front, leave this lint off",
            );
    }
}
