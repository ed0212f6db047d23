//! `function-timeout-over-api`: an API gives up before its function does.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Integration};
use crate::plan::ResourceId;
use std::collections::BTreeMap;

/// Reports functions that may run longer than the API in front of them waits,
/// once a function.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let mut fronts: BTreeMap<ResourceId, Vec<(f64, Integration<'_>)>> = BTreeMap::new();
    for integration in graph.integrations() {
        let Some(function) = integration.function() else {
            if integration.may_invoke() {
                let why = "the plan does not show which function it invokes";
                findings.undecided(integration.address(), why);
            }
            continue;
        };
        match (integration.is_asynchronous(), integration.timeout()) {
            (Answer::Yes, _) => {}
            (Answer::No, Some(limit)) => fronts
                .entry(function.id())
                .or_default()
                .push((limit, integration)),
            _ => findings.undecided(
                integration.address(),
                "the plan does not show how long it waits",
            ),
        }
    }
    for api in graph.unread_apis() {
        findings.undecided(api.address(), api.why());
    }
    for (id, mut fronts) in fronts {
        let Some(function) = graph.function(id) else {
            continue;
        };
        let Some(timeout) = function.timeout() else {
            findings.undecided(function.address(), "its timeout is known only after apply");
            continue;
        };
        fronts.retain(|(limit, _)| timeout * 1000.0 > *limit);
        fronts.sort_by(|one, other| one.0.total_cmp(&other.0));
        let Some((shortest, first)) = fronts.first() else {
            continue;
        };
        let seconds = shortest / 1000.0;
        let finding = findings.at(function.node.place("timeout"));
        finding
            .label(format!(
                "the API stops waiting after {seconds} s, this function runs on for up to {timeout} s: the client \
                 gets an error and the work goes on unseen"
            ))
            .way([
                first.address().to_owned(),
                function.address().to_owned(),
            ])
            .help(format!(
                "set `timeout` to at most {seconds}, or take long work off the request: answer at once and let a \
                 queue or an asynchronous invocation do it"
            ));
        // Operations of one body stand at one place.
        let said = fronts.iter().map(|(limit, integration)| {
            let label = format!("waits for {} s", limit / 1000.0);
            (integration.place(), label)
        });
        let mut said: Vec<_> = said.collect();
        said.dedup();
        for (place, label) in said.into_iter().take(10) {
            finding.related(place, label);
        }
    }
}
