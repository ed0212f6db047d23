//! `unmet-tls13-only`: older versions of TLS are still taken.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports what takes versions of TLS before 1.3 for services that need it alone.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::Tls13Only], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    let help = match entry.fronting.front {
        _ if entry.fronting.cloudfront => {
            "set `minimum_protocol_version = \"TLSv1.3_2025\"` with a certificate of your own"
        }
        Front::Alb | Front::Nlb | Front::NlbAlb => {
            "set `ssl_policy` to one that begins with `ELBSecurityPolicy-TLS13-1-3-`"
        }
        Front::RestApi => {
            "map a Regional domain with `security_policy = \"SecurityPolicy_TLS13_1_3_2025_09\"`; or put a distribution \
             with `TLSv1.3_2025` before it"
        }
        Front::HttpApi | Front::WebsocketApi | Front::FunctionUrl => {
            "put a distribution with `minimum_protocol_version = \"TLSv1.3_2025\"` before it, or front the service with \
             a load balancer or a REST API whose policy takes TLS 1.3 alone"
        }
    };
    let ends = entry.tls_ends().into_iter();
    let older = ends.filter(|end| end.meets(Need::Tls13Only) == passage.met);
    let wrong =
        older.map(|end| Wrong::new(end.place, "older versions of TLS are taken here", help));
    wrong.collect()
}
