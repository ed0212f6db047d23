//! Target groups, and what is attached to them.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::lambda::names_of;
use crate::graph::lambda::{Function, Invocation};
use crate::plan::{Confidence, Node, Place, ResourceId};
use std::collections::HashSet;

/// A target group.
#[derive(Clone)]
pub struct TargetGroup<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A function attached to a target group.
pub struct FunctionAttachment<'g> {
    pub node: Node<'g>,
    /// The function, when the plan tells for sure.
    pub function: Option<Function<'g>>,
    /// The group, when it is in the plan.
    pub group: Option<TargetGroup<'g>>,
}

impl<'p> Graph<'p> {
    pub fn target_groups(&self) -> impl Iterator<Item = TargetGroup<'_>> {
        self.of_type("aws_lb_target_group")
            .map(|id| self.target_group(id))
    }

    pub fn target_group(&self, id: ResourceId) -> TargetGroup<'_> {
        TargetGroup {
            graph: self,
            node: self.node(id),
        }
    }

    /// The attachments of functions, also to groups that are not in the plan.
    pub fn function_attachments(&self) -> Vec<FunctionAttachment<'_>> {
        let attachments = self.of_type("aws_lb_target_group_attachment");
        let of_function = attachments.filter_map(|id| {
            let node = self.node(id);
            let targets = self.follow(&node, "target_id");
            let functions = targets
                .resources()
                .filter_map(|target| self.function(target));
            functions.take(1).next()?;
            let sure = targets.sure().and_then(|target| self.function(target));
            let group = self.follow(&node, "target_group_arn").only();
            Some(FunctionAttachment {
                node,
                function: sure,
                group: group.map(|group| self.target_group(group)),
            })
        });
        of_function.collect()
    }

    /// The target groups of the plan, together where they hold the same service.
    pub fn groups_by_target(&self) -> Vec<Vec<ResourceId>> {
        let services = self.services().map(|service| {
            let groups = groups_of(self, service.node.id).into_iter();
            let sure = groups.filter(|(_, how)| *how <= Confidence::SameKey);
            sure.map(|(group, _)| group).collect::<Vec<_>>()
        });
        let mut together: Vec<_> = services.filter(|groups| !groups.is_empty()).collect();
        let held: HashSet<_> = together.iter().flatten().copied().collect();
        let alone = self.of_type("aws_lb_target_group");
        together.extend(alone.filter(|id| !held.contains(id)).map(|id| vec![id]));
        together
    }
}

/// Types that register a scaling group.
const REGISTERING: [&str; 2] = [
    "aws_autoscaling_attachment",
    "aws_autoscaling_traffic_source_attachment",
];

impl<'g> TargetGroup<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The address inside its module, as the configuration there writes it.
    pub fn local_name(&self) -> String {
        self.graph.local_name(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    /// The attachments that surely belong to it.
    pub fn attachments(&self) -> Vec<Node<'g>> {
        let attachment = "aws_lb_target_group_attachment";
        let links = self
            .graph
            .referrers(self.id(), attachment, "target_group_arn");
        let sure = links.filter(|link| link.is_sure());
        sure.map(|link| self.graph.node(link.from)).collect()
    }

    /// Whether a listener or a rule forwards to it.
    pub fn has_forwarder(&self) -> Answer {
        let forwarders = self.forwarders();
        let named = forwarders
            .iter()
            .map(|(_, how)| Answer::of((*how <= Confidence::SameKey).then_some(true)));
        let more = ["aws_lb_listener", "aws_lb_listener_rule"]
            .iter()
            .any(|kind| {
                let attributes = ["target_group_arn", "arn"];
                let mut open = attributes
                    .iter()
                    .map(|name| self.graph.any_unresolved(kind, name));
                open.any(|open| open) || self.graph.may_lack(kind)
            });
        Answer::any(named.chain([Answer::unless(more)]))
    }

    /// `instance`, `ip`, `lambda` or `alb`; `None` when unknown.
    pub fn target_type(&self) -> Option<&'g str> {
        self.node.text("target_type").or_default("instance")
    }
}

impl<'g> Invocation<'g> {
    /// The target group it belongs to, for load balancers.
    pub fn group(&self) -> Option<TargetGroup<'g>> {
        let group = self.graph.follow(&self.node, "target_group_arn").sure()?;
        Some(self.graph.target_group(group))
    }
}

/// The target groups that hold a resource, by itself or by an alias.
pub fn groups_of(graph: &Graph<'_>, id: ResourceId) -> Vec<(ResourceId, Confidence)> {
    let mut groups = Vec::new();
    let mut follow = |node: &Node<'_>, attribute: &str, so_far: Confidence| {
        let ends = graph.follow(node, attribute);
        let found = ends.links.iter();
        groups.extend(found.filter_map(|link| Some((link.resource()?, link.how.max(so_far)))));
    };
    for (name, how) in names_of(graph, id) {
        for link in graph.referrers(name, "aws_lb_target_group_attachment", "target_id") {
            follow(
                &graph.node(link.from),
                "target_group_arn",
                link.how.max(how),
            );
        }
    }
    for type_name in REGISTERING {
        for link in graph.referrers(id, type_name, "autoscaling_group_name") {
            let node = graph.node(link.from);
            follow(&node, "lb_target_group_arn", link.how);
            follow(&node, "alb_target_group_arn", link.how);
            for source in node.blocks("traffic_source").nodes {
                follow(&source, "identifier", link.how);
            }
        }
    }
    let node = graph.node(id);
    follow(&node, "target_group_arns", Confidence::Exact);
    for (block, attribute) in [
        ("load_balancer", "target_group_arn"),
        ("traffic_source", "identifier"),
    ] {
        for inner in node.blocks(block).nodes {
            follow(&inner, attribute, Confidence::Exact);
        }
    }
    groups
}
