//! What web ACLs guard by an association.

use super::association::ASSOCIATIONS;
use super::web_acl::WebAcl;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::LoadBalancer;
use crate::graph::edge::Distribution;
use crate::plan::ResourceId;

/// Whether a web ACL is associated with a resource, here or, as the configuration says, by
/// another stack.
pub fn has_association(graph: &Graph<'_>, id: ResourceId) -> Answer {
    if graph.assumes_web_acl(graph.address(id)) {
        return Answer::Yes;
    }
    Answer::any(ASSOCIATIONS.map(|name| graph.is_referred_to(id, name, "resource_arn")))
}

/// Whether a web ACL guards a resource by an association that AWS takes, here or, as the
/// configuration says, by another stack.
pub(in crate::graph) fn is_guarded(graph: &Graph<'_>, id: ResourceId) -> Answer {
    if graph.assumes_web_acl(graph.address(id)) {
        return Answer::Yes;
    }
    Answer::any(ASSOCIATIONS.map(|name| {
        let links = graph.referrers(id, name, "resource_arn");
        let links = links.filter(|link| !graph.web_acl_association(link.from).is_refused());
        let named = links.map(|link| Answer::of(link.is_sure().then_some(true)));
        let more = graph.any_unresolved(name, "resource_arn") || graph.may_lack(name);
        Answer::any(named.chain([Answer::unless(more)]))
    }))
}

/// Whether some association's web ACL, or what it guards, cannot be told.
fn hides_associations(graph: &Graph<'_>) -> bool {
    let ends = ["resource_arn", "web_acl_arn"];
    ends.iter()
        .any(|end| graph.any_unresolved(ASSOCIATIONS[0], end))
}

impl<'g> WebAcl<'g> {
    /// The distributions that surely have it.
    pub fn distributions(&self) -> Vec<Distribution<'g>> {
        let links = self
            .graph
            .referrers(self.id(), "aws_cloudfront_distribution", "web_acl_id");
        let sure = links.filter(|link| link.is_sure());
        sure.map(|link| self.graph.distribution(link.from))
            .collect()
    }

    /// Whether it guards something in the plan.
    pub fn guards_something(&self) -> Answer {
        match self.associated().is_empty() && self.distributions().is_empty() {
            true => Answer::unless(hides_associations(self.graph)),
            false => Answer::Yes,
        }
    }

    /// Whether distributions in front surely pass on what it sees, so that all
    /// requests come from addresses of CloudFront; and whether that may be.
    pub fn is_behind_distribution(&self) -> Answer {
        let hidden = self.associated().is_empty() && hides_associations(self.graph);
        Answer::any(
            self.associated()
                .into_iter()
                .map(|id| match self.graph.type_of(id) {
                    "aws_lb" => {
                        let origins = self.graph.origins_before(id);
                        let leads = origins.iter().map(|(_, origin)| origin.surely_leads_to(id));
                        Answer::any(
                            leads.map(|sure| if sure { Answer::Yes } else { Answer::Unknown }),
                        )
                    }
                    "aws_api_gateway_stage" => {
                        let before = self.graph.rest_stage(id).distributions();
                        Answer::of(Some(!before.is_empty()))
                    }
                    _ => Answer::No,
                })
                .chain([Answer::unless(hidden)]),
        )
    }

    /// What it surely guards by an association.
    pub fn associated(&self) -> Vec<ResourceId> {
        let links = self
            .graph
            .referrers(self.id(), ASSOCIATIONS[0], "web_acl_arn");
        let guarded = links.filter(|link| link.is_sure()).filter_map(|link| {
            let association = self.graph.node(link.from);
            self.graph.follow(&association, "resource_arn").sure()
        });
        guarded.collect()
    }
}

impl Distribution<'_> {
    /// Whether a web ACL guards it that a distribution can have, here or, as the configuration
    /// says, by another stack.
    pub fn is_guarded(&self) -> Answer {
        match self.acl().scope() {
            Some("REGIONAL") if !self.graph.assumes_web_acl(self.address()) => Answer::No,
            _ => self.has_web_acl(),
        }
    }
}

impl LoadBalancer<'_> {
    /// Whether a web ACL is associated with it, here or, as the configuration
    /// says, by another stack; an association that may be this one's leaves it open.
    pub fn has_web_acl(&self) -> Answer {
        has_association(self.graph, self.id())
    }
}
