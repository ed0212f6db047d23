//! What the lints about needs share: each way to a service is judged by itself,
//! and a lint says what is wrong on those that are its own.

use crate::answer::Answer;
use crate::facts::Need;
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};
use crate::plan::Place;
use std::collections::HashSet;

/// What is wrong on a way.
pub(super) struct Wrong {
    place: Place,
    /// What is wrong here, as it goes on after "needs this, and".
    what: String,
    help: String,
    certain: bool,
}

impl Wrong {
    pub(super) fn new(place: Place, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            place,
            what: what.into(),
            help: help.into(),
            certain: true,
        }
    }

    /// Leaves it open, unless something holds for sure.
    pub(super) fn provided(mut self, holds: Answer) -> Self {
        self.certain &= holds == Answer::Yes;
        self
    }
}

/// Reports what a lint finds wrong on the ways on which a need is not met, once
/// a place and service. Where it would have spoken and the plan does not show
/// whether the need is met, that is undecided.
pub(super) fn judge<'g>(
    graph: &'g Graph<'_>,
    findings: &mut Findings,
    needs: &[Need],
    wrong: impl Fn(&NeededWay<'g>) -> Vec<Wrong>,
) {
    let needed_ways = graph.needed_ways(needs);
    for service in &needed_ways.left_out {
        let why = "more ways lead to it than are followed";
        findings.undecided(service.address(), why);
    }
    for service in &needed_ways.lost {
        let why = "the plan does not show by which front it is reached";
        findings.undecided(service.address(), why);
    }
    let mut told = HashSet::new();
    for passage in &needed_ways.all {
        let wrong = match passage.met {
            Answer::Yes => continue,
            Answer::No | Answer::Unknown => wrong(passage),
        };
        for one in wrong {
            if passage.met == Answer::No && passage.is_sure() && one.certain {
                let key = (one.place.clone(), passage.service.address());
                if told.insert(key) {
                    report(passage, one, findings);
                }
            } else {
                let need = passage.needed.need.name();
                let why = format!("the plan does not show whether the need `{need}` is met");
                findings.undecided(&one.place.address, why);
            }
        }
    }
}

fn report(passage: &NeededWay<'_>, wrong: Wrong, findings: &mut Findings) {
    let service = passage.service.address();
    let need = &passage.needed;
    findings
        .at(wrong.place)
        .label(format!("`{service}` needs `{need}`, and {}", wrong.what))
        .help(wrong.help)
        .way(passage.addresses())
        .related(
            passage.service.place(),
            format!("this service needs `{need}`"),
        );
}
