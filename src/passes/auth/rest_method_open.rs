//! `rest-method-open`: anyone may call a method of a REST API.

use super::operations::listed;
use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{ApiRoute, Graph, RestMethod};
use crate::plan::Place;
use std::collections::BTreeMap;

/// Reports methods that ask for neither authorization nor an API key, on APIs
/// that everyone can reach: those of one `body` together. CORS preflights carry
/// no credentials and are left alone, as is what has nothing behind it; what names an
/// authorizer is left to `authorization-type-contradicts-authorizer`.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let mut open: BTreeMap<Place, Vec<RestMethod<'_>>> = BTreeMap::new();
    for method in graph.rest_methods() {
        let asks = method.is_open() == Answer::No;
        if asks || method.is_preflight() == Answer::Yes || method.has_no_backend() == Answer::Yes {
            continue;
        }
        if ApiRoute::Method(method.clone()).ignores_authorizer() == Answer::Yes {
            continue;
        }
        match (
            method.is_open(),
            method.is_preflight(),
            method.has_no_backend(),
            method.api_keeps_out(),
        ) {
            (_, _, _, Answer::Yes) => {}
            (Answer::Yes, Answer::No, Answer::No, Answer::No) => {
                open.entry(method.place()).or_default().push(method);
            }
            _ => findings.undecided(
                method.address(),
                "the plan does not show whether its API, or the method, keeps callers out",
            ),
        }
    }
    for (place, methods) in open {
        report(place, &methods, findings);
    }
    for api in graph.unread_apis().filter(|api| !api.is_http()) {
        if api
            .rest_api()
            .is_none_or(|api| api.keeps_out() != Answer::Yes)
        {
            findings.undecided(api.address(), api.why());
        }
    }
}

fn report(place: Place, methods: &[RestMethod<'_>], findings: &mut Findings) {
    let is_in_body = methods.iter().any(|method| method.is_in_body());
    let names = methods.iter().map(RestMethod::name);
    let (which, help) = match is_in_body {
        true => (
            listed(names),
            "give the operation a `security` that names a scheme with an `x-amazon-apigateway-authorizer`, with \
             `x-amazon-apigateway-authtype: awsSigv4`, or for an API key; if it is meant for everyone, say so by an \
             `[[ignore]]` in frontlint.toml",
        ),
        false => (
            "this method".to_owned(),
            "set `authorization` to \"COGNITO_USER_POOLS\" or \"CUSTOM\" with an `authorizer_id`, or to \
             \"AWS_IAM\"; if it is meant for everyone, say so by an `[[ignore]]` in frontlint.toml",
        ),
    };
    findings
        .at(place)
        .label(format!(
            "anyone on the internet may call {which}: no authorization, no API key"
        ))
        .help(help);
}
