//! `base-path-conflict`: two APIs claim one base path of a domain, or one is
//! mapped by a stage that it does not have.

use crate::finding::Findings;
use crate::graph::{Answer, Graph};

/// Reports mappings with the same base path on the same domain, once for each
/// path, whichever generation of the service they belong to; and mappings to
/// stages that are not there.
pub(super) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let claims = graph.claimed_base_paths();
    for mapping in claims.open {
        let why = "the plan does not tell its domain and base path";
        findings.undecided(mapping.address, why);
    }
    for same in claims.same {
        let places = same.iter().map(|one| one.node.place(one.attribute));
        findings
            .at_last_of(places.collect())
            .label("another mapping has this base path of the domain already: the second one is refused")
            .help("give each mapping of a domain a base path of its own; one without any takes all other paths");
    }
    for mapping in graph.mappings() {
        match mapping.misses_stage() {
            Answer::No => {}
            Answer::Yes => {
                findings
                    .at(mapping.stage_place())
                    .label("the API has no stage of this name: the mapping is refused")
                    .help("let it refer to the stage itself, so that the name is right and the stage is there first");
            }
            Answer::Unknown => {
                let why = "the plan does not tell all stages of its API";
                findings.undecided(mapping.address, why);
            }
        }
    }
}
