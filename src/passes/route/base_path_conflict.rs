//! `base-path-conflict`: two APIs claim one base path of a domain, or one leads nowhere.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports mappings with the same base path on the same domain, once for each
/// path, whichever generation of the service they belong to; and mappings to a
/// stage that their API does not have.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let claims = graph.claimed_base_paths();
    for mapping in claims.open {
        let why = "the plan does not show its domain and base path";
        findings.undecided(mapping.address, why);
    }
    for mapping in &claims.all {
        let attribute = mapping.stage_attribute();
        match mapping.lacks_stage() {
            Answer::No => {}
            Answer::Yes => {
                findings
                    .at(mapping.node.place(attribute))
                    .label(format!(
                        "the API has stages here, and none is called `{}`: the mapping is refused",
                        mapping.node.shown(attribute)
                    ))
                    .help("refer to the stage, so that its name cannot differ");
            }
            Answer::Unknown => {
                let why = "the plan does not show every stage of its API";
                findings.undecided(mapping.address, why);
            }
        }
    }
    for same in claims.same {
        let places = same.iter().map(|one| one.node.place(one.attribute));
        findings
            .at_last_of(places.collect())
            .label("another mapping has this base path of the domain already: the second one is refused")
            .help("give each mapping of a domain a base path of its own; one without any takes all other paths");
    }
}
