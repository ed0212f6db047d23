//! `authorization-type-contradicts-authorizer`: a method or route asks for
//! something else than its authorizer does.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{ApiRoute, Authorizer, Graph, Named};

/// Reports methods and routes that name an authorizer and do not ask for it, or
/// ask for a check that it cannot make.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for entrance in graph.api_routes() {
        match entrance.ignores_authorizer() {
            Answer::Yes => report_ignored(&entrance, findings),
            Answer::Unknown => findings.undecided(
                entrance.address(),
                "the plan does not show whether it asks for the authorizer that it names",
            ),
            Answer::No => judge_kind(&entrance, findings),
        }
    }
}

fn judge_kind(entrance: &ApiRoute<'_>, findings: &mut Findings) {
    let Some(asked) = entrance
        .authorization()
        .filter(|asked| asked.takes_authorizer())
    else {
        return;
    };
    match entrance.authorizer() {
        Named::Nothing | Named::Elsewhere => {}
        Named::InPlan(authorizer) => match authorizer.kind() {
            Some(kind) if kind == asked => {}
            Some(_) => report_other_kind(entrance, &authorizer, findings),
            None => findings.undecided(
                entrance.address(),
                "the kind of its authorizer is known only after apply",
            ),
        },
        Named::Unknown => findings.undecided(
            entrance.address(),
            "the plan does not show which authorizer it names",
        ),
    }
}

fn report_ignored(entrance: &ApiRoute<'_>, findings: &mut Findings) {
    let attribute = entrance.authorization_attribute();
    let label = match entrance.node().shown(attribute).as_str() {
        "AWS_IAM" => format!(
            "the authorizer of this {} is never called: it asks for signed requests instead",
            entrance.kind()
        ),
        _ => format!(
            "this {} names an authorizer and does not ask for it: anyone gets in",
            entrance.kind()
        ),
    };
    findings
        .at(entrance.authorization_place())
        .label(label)
        .help(match entrance {
            ApiRoute::Method(_) => {
                "set `authorization` to \"COGNITO_USER_POOLS\" or \"CUSTOM\", as the authorizer is, or take \
                 `authorizer_id` out"
            }
            ApiRoute::Route(_) => {
                "set `authorization_type` to \"JWT\" or \"CUSTOM\", as the authorizer is, or take `authorizer_id` out"
            }
        });
}

fn report_other_kind(
    entrance: &ApiRoute<'_>,
    authorizer: &Authorizer<'_>,
    findings: &mut Findings,
) {
    let asked = entrance.node().shown(entrance.authorization_attribute());
    let kind = authorizer.shown_kind();
    let finding = findings.at(entrance.authorization_place());
    if let Some(name) = authorizer.asked_for_by(entrance) {
        finding.write(entrance.node(), entrance.authorization_attribute(), name);
    }
    finding
        .label(format!(
            "`{asked}` is not what `{}` does, which is of type `{kind}`: AWS refuses it",
            authorizer.address()
        ))
        .related(authorizer.node.header(), format!("is of type `{kind}`"))
        .help(
            "ask for what the authorizer does: \"CUSTOM\" for a function, \"COGNITO_USER_POOLS\" for a user pool on a \
             REST API, \"JWT\" for tokens on an HTTP API; or name another authorizer",
        );
}
