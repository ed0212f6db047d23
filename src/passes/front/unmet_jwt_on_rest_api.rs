//! `unmet-jwt-on-rest-api`: a REST API's method lets requests through
//! without verifying the token that a service needs verified.

use super::need::{Wrong, judge};
use crate::answer::Answer;
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay, Step};

/// Reports methods of REST APIs that verify no tokens, on ways to services that
/// need JWT checks.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Jwt], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    if passage.entry.fronting.front != Front::RestApi {
        return Vec::new();
    }
    let steps = passage.entry.ways.iter().flat_map(|way| &way.steps);
    let methods = steps.filter_map(|step| match step {
        Step::Method(method) if method.verifies_jwt() != Answer::Yes => Some(method),
        _ => None,
    });
    let wrong = methods.map(|method| {
        Wrong::new(
            method.place(),
            "this method verifies no tokens",
            "give it an authorizer of type COGNITO_USER_POOLS, or one of type TOKEN or REQUEST whose function \
             verifies the token; or front the service with an HTTP API and a JWT authorizer",
        )
    });
    wrong.collect()
}
