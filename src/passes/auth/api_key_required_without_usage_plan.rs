//! `api-key-required-without-usage-plan`: a method that no key opens.

use crate::finding::{Findings, Level};
use crate::graph::{Graph, Keys, RestMethod};
use crate::passes::hidden;
use crate::plan::{Attr, ResourceId};
use std::collections::HashMap;

/// Reports methods that ask for an API key, of APIs that no usage plan is for, or
/// whose usage plan has no keys.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    hidden::operations(graph, findings);
    let mut keys: HashMap<ResourceId, Keys<'_>> = HashMap::new();
    for method in graph.rest_methods() {
        match method.node.bool("api_key_required") {
            Attr::Known(true) => {}
            Attr::Known(false) | Attr::Unset => continue,
            Attr::Unknown => {
                let why = "whether it asks for a key is known only after apply";
                findings.undecided(method.address(), why);
                continue;
            }
        }
        let Some(api) = method.api() else {
            findings.undecided(method.address(), "the plan does not show its API");
            continue;
        };
        let found = keys.entry(api.id()).or_insert_with(|| api.keys());
        judge(&method, found, findings);
    }
}

fn judge(method: &RestMethod<'_>, keys: &Keys<'_>, findings: &mut Findings) {
    let place = method.node.place("api_key_required");
    match keys {
        Keys::Some => {}
        Keys::Unknown => findings.undecided(
            method.address(),
            "a usage plan may be for its API, and the plan does not show",
        ),
        Keys::NoPlan => {
            findings
                .at(place)
                .label("no API key opens this method: every call is refused with 403, because no usage plan is for its API")
                .help(
                    "add an `aws_api_gateway_usage_plan` with an `api_stages` block for the API's stage, and an \
                     `aws_api_gateway_usage_plan_key` for each key",
                );
        }
        Keys::NoKey(plan) => {
            findings
                .at(place)
                .label("no API key opens this method: the usage plan for its API has none")
                .related(plan.header(), "no key belongs to this usage plan")
                .help("add an `aws_api_gateway_usage_plan_key` for each key")
                // Another program may add keys.
                .at_most(Level::Warning);
        }
    }
}
