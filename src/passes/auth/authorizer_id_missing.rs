//! `authorizer-id-missing`: a method or route asks for an authorizer and names none.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Graph, Named};

/// Reports methods and routes whose authorization needs an authorizer that they
/// do not name. Where none is possible, `websocket-authorization-on-non-connect` speaks.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for entrance in graph.api_routes() {
        let may_name_none = entrance.node().is_given("authorizer_id") != Answer::Yes;
        if !may_name_none || matches!(entrance.authorizer(), Named::InPlan(_)) {
            continue;
        }
        match entrance.authorization() {
            Some(asked)
                if asked.takes_authorizer()
                    && entrance.can_authorize() != Answer::No
                    && !matches!(entrance.authorizer(), Named::Nothing) =>
            {
                let why = "whether it names an authorizer is known only after apply";
                findings.undecided(entrance.address(), why);
            }
            Some(asked) if asked.takes_authorizer() && entrance.can_authorize() != Answer::No => {
                let attribute = entrance.authorization_attribute();
                findings
                    .at(entrance.node().place("authorizer_id"))
                    .label(format!(
                        "`{}` needs an authorizer, and this {} names none: AWS refuses it",
                        entrance.node().shown(attribute),
                        entrance.kind()
                    ))
                    .help("set `authorizer_id` to the authorizer that makes the check");
            }
            Some(_) => {}
            None => findings.undecided(
                entrance.address(),
                "the plan does not show what it asks of its callers",
            ),
        }
    }
}
