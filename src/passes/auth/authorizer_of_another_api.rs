//! `authorizer-of-another-api`: a method or route names another API's authorizer.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Named};

/// Reports methods and routes whose authorizer surely belongs to another API.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for entrance in graph.api_routes() {
        let authorizer = match entrance.authorizer() {
            Named::Nothing | Named::Elsewhere => continue,
            Named::InPlan(authorizer) => authorizer,
            Named::Unknown => {
                let why = "the plan does not show which authorizer it names";
                findings.undecided(entrance.address(), why);
                continue;
            }
        };
        match authorizer.is_of_another_api(&entrance) {
            Answer::No => {}
            Answer::Unknown => {
                let why = "the plan does not show whether its authorizer is of the same API";
                findings.undecided(entrance.address(), why);
            }
            Answer::Yes => {
                findings
                    .at(entrance.node().place("authorizer_id"))
                    .label(format!(
                        "`{}` belongs to another API than this {}: AWS refuses it",
                        authorizer.address(),
                        entrance.kind()
                    ))
                    .related(authorizer.node.header(), "belongs to another API")
                    .help("give this API an authorizer of its own, and name that one");
            }
        }
    }
}
