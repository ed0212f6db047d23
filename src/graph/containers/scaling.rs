//! Auto Scaling groups: whether load balancers know them, and who says which
//! instances are well.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node, ResourceId};

/// An Auto Scaling group.
pub struct ScalingGroup<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// Attributes of the group itself that name target groups or classic load balancers.
const LISTS: [&str; 2] = ["target_group_arns", "load_balancers"];

/// What attaches a group from outside.
const ATTACHMENTS: [&str; 2] = [
    "aws_autoscaling_attachment",
    "aws_autoscaling_traffic_source_attachment",
];

impl<'p> Graph<'p> {
    pub fn scaling_groups(&self) -> impl Iterator<Item = ScalingGroup<'_>> {
        self.of_type("aws_autoscaling_group")
            .map(|id: ResourceId| ScalingGroup {
                graph: self,
                node: self.node(id),
            })
    }
}

impl<'g> ScalingGroup<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether a load balancer sends requests to its instances.
    pub fn is_behind_balancer(&self) -> Answer {
        let lists = LISTS.map(|name| self.names_any(name));
        let sources = self.node.computed_blocks("traffic_source");
        let source = match sources.nodes.is_empty() {
            false => Answer::Yes,
            true => Answer::unless(!sources.complete),
        };
        let attached = ATTACHMENTS.iter().flat_map(|kind| {
            self.graph
                .referrers(self.node.id, kind, "autoscaling_group_name")
        });
        let attached = attached.map(|link| Answer::of(link.is_sure().then_some(true)));
        Answer::any(lists.into_iter().chain([source]).chain(attached))
    }

    fn names_any(&self, attribute: &str) -> Answer {
        match self.node.texts(attribute) {
            Attr::Known(_) => Answer::Yes,
            Attr::Unset => Answer::No,
            Attr::Unknown => {
                let ends = self.graph.follow(&self.node, attribute);
                let sure = ends.links.iter().any(|link| link.is_sure());
                Answer::of(sure.then_some(true))
            }
        }
    }

    /// Whether an instance is replaced that its load balancer finds unwell.
    pub fn heeds_balancer(&self) -> Answer {
        if !self.node.is_set("health_check_type") {
            return Answer::No;
        }
        let kind = self.node.text("health_check_type").or_default("EC2");
        Answer::of(kind.map(|kind| kind.contains("ELB") || kind.contains("VPC_LATTICE")))
    }
}
