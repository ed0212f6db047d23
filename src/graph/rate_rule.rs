//! Rate-based rules of web ACLs: whether one limits requests on each way.

use super::{Answer, Entry, Graph, Step, WebAcl};
use crate::facts::Front;
use crate::plan::{Attr, Node, ResourceId};

impl WebAcl<'_> {
    /// Whether a rule of it counts the requests of each client; one in a group
    /// that is not looked into may.
    pub(super) fn limits_rates(&self) -> Answer {
        let rules = self.rules();
        let limits = rules.rules.iter().map(|rule| {
            let Some(statement) = rule.statement() else {
                return Answer::Unknown;
            };
            if statement.of_kind("rate_based_statement").is_some() {
                return Answer::Yes;
            }
            Answer::unless(
                statement
                    .of_kind("rule_group_reference_statement")
                    .is_some(),
            )
        });
        Answer::any(limits.chain([Answer::unless(!rules.complete)]))
    }
}

impl<'p> Graph<'p> {
    /// Whether the web ACL that an attribute names limits rates.
    fn named_limits(&self, node: &Node<'_>, attribute: &str) -> Answer {
        let acl = self.web_acl_of(node, attribute);
        acl.map_or(Answer::Unknown, |acl| acl.limits_rates())
    }

    /// The same of the web ACL that is associated with a resource.
    fn associated_limits(&self, id: ResourceId) -> Answer {
        let (association, attribute) = ("aws_wafv2_web_acl_association", "resource_arn");
        let links = self.referrers(id, association, attribute);
        let named = links.map(|link| self.named_limits(&self.node(link.from), "web_acl_arn"));
        let named = Answer::any(named);
        // One that is declared for another stack, or cannot be told to be its own.
        match (named, self.has_association(id)) {
            (Answer::No, Answer::Unknown) => Answer::Unknown,
            (Answer::No, Answer::Yes) if self.assumes_web_acl(self.address(id)) => Answer::Unknown,
            _ => named,
        }
    }
}

impl Entry<'_> {
    /// Whether a web ACL on each way limits the requests of each client.
    pub(super) fn limits_by_acl(&self) -> Answer {
        let edge = self.each_distribution(|distribution| {
            if self.graph.assumes_web_acl(distribution.address()) {
                return Answer::Unknown;
            }
            match distribution.node.text("web_acl_id") {
                Attr::Unset => Answer::No,
                _ => self.graph.named_limits(&distribution.node, "web_acl_id"),
            }
        });
        let stage = match self.fronting.front {
            Front::RestApi => self.each_stage(|stage| self.graph.associated_limits(stage.id)),
            _ => Answer::No,
        };
        let balancers = self.each_way(|step| match step {
            Step::LoadBalancer(balancer) => self.graph.associated_limits(balancer.id()),
            _ => Answer::No,
        });
        Answer::any([edge, stage, balancers])
    }
}
