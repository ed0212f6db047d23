//! `unmet-request-validation`: requests are to be held against a
//! schema, and the front knows none.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports HTTP APIs and load balancers before services that need their requests
/// validated.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::RequestValidation], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let front = passage.entry.fronting.front;
    let help = match front {
        Front::HttpApi => {
            "front the service with a REST API: a request validator and models on its methods"
        }
        Front::Alb | Front::NlbAlb => {
            "associate a web ACL with rules for sizes and shapes; or front the service with a REST API, a request \
             validator and models"
        }
        _ => return Vec::new(),
    };
    vec![Wrong::new(
        passage.entry.place_of_kind(),
        format!("{} holds requests against no schema", front.words()),
        help,
    )]
}
