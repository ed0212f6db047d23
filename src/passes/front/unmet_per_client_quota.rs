//! `unmet-per-client-quota`: no client has a limit of its own.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports fronts at which no usage plan and no rate-based rule limits each client,
/// before services that need it.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(
        graph,
        findings,
        &[Need::PerClientRateLimit, Need::UsageQuota],
        wrong,
    );
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let quota = passage.needed.need == Need::UsageQuota;
    let help = match passage.entry.fronting.front {
        Front::RestApi => {
            "add an `aws_api_gateway_usage_plan` for the stage, with `throttle_settings` or `quota_settings`, and keys; \
             or a web ACL with a `rate_based_statement` of CUSTOM_KEYS"
        }
        // That these have no quotas another lint says.
        _ if quota => return Vec::new(),
        Front::WebsocketApi => "add a usage plan with `throttle_settings` and keys",
        Front::Alb | Front::NlbAlb => {
            "associate a web ACL with a `rate_based_statement`, keyed by address or by CUSTOM_KEYS; or front the service \
             with a REST API and a usage plan"
        }
        Front::HttpApi | Front::Nlb | Front::FunctionUrl => {
            "put a distribution before it whose web ACL has a `rate_based_statement`; or front the service with a REST \
             API and a usage plan"
        }
    };
    vec![Wrong::new(
        passage.entry.place_of_kind(),
        "nothing here limits a client by itself",
        help,
    )]
}
