//! `cors-wildcard`: pages of every site may read the answers.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports CORS settings that allow every origin, unless nobody is checked
/// behind them anyway.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for address in graph.without_known_cors() {
        findings.undecided(address, "its CORS settings are known only after apply");
    }
    for cors in graph.cors() {
        match (cors.allows_any_origin(), cors.is_for_everyone()) {
            (Answer::No, _) | (_, Answer::Yes) => {}
            (Answer::Yes, Answer::No) => {
                findings
                    .at(cors.node.place("allow_origins"))
                    .label("a page of any site may call this from its visitors' browsers and read the answers")
                    .help("list the origins of your own pages in `allow_origins`, such as `https://app.example.com`");
            }
            _ => findings.undecided(
                cors.address(),
                "the plan does not show which origins it allows, or whether it checks its callers",
            ),
        }
    }
}
