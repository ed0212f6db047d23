//! What the lints about ways around a guard share: each says what leads around, at the condition
//! of the guarded rule that lets it.

use crate::finding::Findings;
use crate::graph::{Around, Graph};

/// What a lint says of such a way.
pub(super) struct Words {
    /// Why it stays open whether there is one.
    pub(super) open: &'static str,
    /// The condition of the guarded rule.
    pub(super) condition: &'static str,
    /// What the rule around it does.
    pub(super) related: &'static str,
    pub(super) help: &'static str,
}

/// Reports each way around a guard of one kind; `label` tells of it by an example request, the
/// target and the rule that lets it through.
pub(super) fn report(
    graph: &Graph<'_>,
    around: Around,
    words: &Words,
    label: impl Fn(&str, &str, &str) -> String,
    findings: &mut Findings,
) {
    for open in graph.undecided_bypasses(around) {
        findings.undecided(open, words.open);
    }
    for bypass in graph.bypasses(around) {
        let (target, open) = (bypass.target_address(), bypass.open_address());
        findings
            .at(bypass.guarded_place(words.condition))
            .label(label(&bypass.example.to_string(), target, open))
            .related(bypass.open.node().header(), words.related)
            .way([open.to_owned(), target.to_owned()])
            .help(words.help);
    }
}
