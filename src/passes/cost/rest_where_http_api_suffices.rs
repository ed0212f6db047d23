//! `rest-where-http-api-suffices`: a REST API that does nothing an HTTP API would not do.

use crate::answer::Answer;
use crate::facts::{Front, FrontStack, Offer};
use crate::finding::Findings;
use crate::graph::Graph;
use std::collections::HashSet;

const HTTP_API: FrontStack = FrontStack {
    front: Front::HttpApi,
    cloudfront: false,
};

/// Reports REST APIs none of whose features is for REST APIs alone, and none of whose
/// services is declared to need one that is.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let apis: Vec<_> = graph.rest_apis().collect();
    if apis.is_empty() {
        return;
    }
    let needing_more = needing_more(graph);
    for api in apis
        .iter()
        .filter(|api| !needing_more.contains(api.address()))
    {
        if !api.has_methods() {
            continue;
        }
        match api.does_more_than_http() {
            Answer::Yes => {}
            Answer::No => {
                let prices = &graph.config().prices;
                findings
                    .at(api.node.header())
                    .label(format!(
                        "nothing that this REST API is used for needs one, and it costs {:.2} USD a million requests, an \
                         HTTP API {:.2}",
                        prices.rest_api_per_million, prices.http_api_per_million
                    ))
                    .help(
                        "make it an HTTP API (`aws_apigatewayv2_api`), with a JWT authorizer in place of a Cognito one; \
                         keep it where keys, quotas, validation, caching or a web ACL are to come",
                    );
            }
            Answer::Unknown => findings.undecided(
                api.address(),
                "the plan does not show whether it is used for what REST APIs alone do",
            ),
        }
    }
}

/// The REST APIs before services that are declared to need what an HTTP API does not
/// do by itself.
fn needing_more<'g>(graph: &'g Graph<'_>) -> HashSet<&'g str> {
    if !graph.any_needs() {
        return HashSet::new();
    }
    let ways = graph.ways();
    let mut found = HashSet::new();
    for service in graph.services() {
        let entries = ways.endpoints_of(&service);
        let needs = service.needs_at(&entries);
        let backend = service.backend();
        let more = |needed| HTTP_API.offers(needed, backend).offer != Offer::Native;
        if needs.iter().any(more) {
            found.extend(entries.iter().map(|entry| entry.address()));
        }
    }
    found
}
