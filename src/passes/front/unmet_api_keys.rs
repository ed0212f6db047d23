//! `unmet-api-keys`: API keys or quotas, and a front that has none.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports fronts that know no API keys before services that need them or a quota
/// for each.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::ApiKeys, Need::UsageQuota], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let front = passage.entry.fronting.front;
    let help = match front {
        Front::RestApi | Front::WebsocketApi => return Vec::new(),
        Front::HttpApi | Front::FunctionUrl => {
            "front the service with a REST API: `api_key_required` on its methods, a usage plan and keys"
        }
        Front::Alb | Front::Nlb | Front::NlbAlb => {
            "put a REST API with `api_key_required`, a usage plan and keys before it, by a VPC link, and make the load \
             balancer internal"
        }
    };
    vec![Wrong::new(
        passage.entry.place_of_kind(),
        format!("{} knows no API keys", front.words()),
        format!("{help}; where a limit by address will do, a rate-based rule of a web ACL"),
    )]
}
