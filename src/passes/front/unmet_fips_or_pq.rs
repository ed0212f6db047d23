//! `unmet-fips-or-pq`: a security policy that is neither of FIPS
//! modules nor post-quantum, where a service needs it.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports the policies of listeners and API domains that lack what services need
/// of TLS.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(
        graph,
        findings,
        &[Need::FipsTls, Need::PostQuantumTls],
        wrong,
    );
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    let need = passage.needed.need;
    let help = match (entry.fronting.front, need) {
        _ if entry.fronting.cloudfront => return Vec::new(),
        (Front::Alb | Front::Nlb | Front::NlbAlb, Need::FipsTls) => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04\"`, or another with FIPS in its name"
        }
        (Front::Alb | Front::Nlb | Front::NlbAlb, _) => {
            "set `ssl_policy = \"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09\"`, or another with PQ in its name"
        }
        (Front::RestApi, Need::FipsTls) => {
            "map a Regional domain with `security_policy = \"SecurityPolicy_TLS13_1_3_FIPS_2025_09\"`, or front the \
             service with a load balancer"
        }
        (Front::RestApi, _) => {
            "map a Regional domain with `security_policy = \"SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09\"`, or front the \
             service with a load balancer"
        }
        _ => {
            "front the service with a load balancer or a REST API, whose security policies include such ones; this front \
             has none"
        }
    };
    let what = match need {
        Need::FipsTls => "the TLS of this front is not that of FIPS modules",
        _ => "no post-quantum keys are exchanged here",
    };
    let ends = entry.tls_ends().into_iter();
    let without = ends.filter(|end| end.meets(need) == passage.met);
    let wrong = without.map(|end| Wrong::new(end.place, what, help));
    wrong.collect()
}
