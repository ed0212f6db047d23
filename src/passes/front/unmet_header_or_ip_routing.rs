//! `unmet-header-or-ip-routing`: routes by header or address, and an
//! API that knows path and method alone.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports HTTP APIs before services that are to be chosen by a header or by the
/// address that requests come from.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(
        graph,
        findings,
        &[Need::HeaderRouting, Need::SourceIpRouting],
        wrong,
    );
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    if passage.entry.fronting.front != Front::HttpApi {
        return Vec::new();
    }
    let help = match passage.needed.need {
        Need::HeaderRouting => {
            "front the services with an application load balancer and a condition `http_header`; or choose between APIs \
             of one domain by `aws_apigatewayv2_routing_rule` with `match_headers`"
        }
        _ => "front the services with an application load balancer and a condition `source_ip`",
    };
    vec![Wrong::new(
        passage.entry.place_of_kind(),
        "an HTTP API routes by path and method alone",
        help,
    )]
}
