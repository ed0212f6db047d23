//! `unmet-static-ip`: fixed addresses, and a front whose addresses change.

use super::need::{Wrong, judge};
use crate::facts::{Front, Need};
use crate::finding::Findings;
use crate::graph::{Graph, NeededWay};

/// Reports application load balancers and APIs before services whose clients list
/// addresses.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::StaticIp], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let entry = &passage.entry;
    let front = entry.fronting.front;
    let help = match front {
        Front::Alb => {
            "put a Global Accelerator or a network load balancer with Elastic IPs (target type `alb`) before it"
        }
        Front::RestApi | Front::HttpApi | Front::WebsocketApi => {
            "put a CloudFront distribution with an anycast list (`anycast_ip_list_id`) before it; or front the service \
             with a network load balancer with Elastic IPs"
        }
        Front::Nlb | Front::NlbAlb | Front::FunctionUrl => return Vec::new(),
    };
    if entry.fronting.cloudfront {
        let distributions = entry.distributions.iter();
        let wrong = distributions.map(|distribution| {
            Wrong::new(
                distribution.node.place("anycast_ip_list_id"),
                "the addresses of this distribution change",
                "set `anycast_ip_list_id`; or front the service with a network load balancer with Elastic IPs",
            )
        });
        return wrong.collect();
    }
    vec![Wrong::new(
        entry.place_of_kind(),
        format!("the addresses of {} change", front.words()),
        help,
    )]
}
