//! Addresses that do not change: Elastic IPs, accelerators, anycast lists.

use super::provided::is_written;
use super::{Answer, Entry};
use crate::facts::Front;

impl Entry<'_> {
    /// Whether clients reach it by addresses that stay.
    pub(super) fn has_fixed_addresses(&self) -> Answer {
        if self.fronting.cloudfront {
            return self.each_distribution(|it| is_written(&it.node, "anycast_ip_list_id"));
        }
        let accelerated = match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => self.graph.is_referred_to(
                self.front.id,
                "aws_globalaccelerator_endpoint_group",
                "endpoint_id",
            ),
            _ => return Answer::No,
        };
        let mappings = self.front.computed_blocks("subnet_mapping");
        let fixed = mappings
            .nodes
            .iter()
            .map(|mapping| match self.fronting.front {
                Front::Alb => Answer::No,
                _ => is_written(mapping, "allocation_id"),
            });
        Answer::any(fixed.chain([accelerated]))
    }
}
