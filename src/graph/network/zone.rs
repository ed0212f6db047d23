//! Where things stand: VPCs, and the availability zones of subnets.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::{LoadBalancer, TargetGroup};
use crate::graph::containers::{EcsService, ScalingGroup};
use crate::graph::links::End;
use crate::plan::{Attr, Node, ResourceId};
use std::collections::BTreeSet;

/// What tells a VPC apart from others, and whether that is sure.
#[derive(Clone, Debug)]
pub struct Vpc<'g> {
    is: Named<'g>,
    sure: bool,
}

/// One of the plan, or the id of one elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Named<'g> {
    Own(ResourceId),
    Id(&'g str),
}

impl Vpc<'_> {
    /// Whether both are the same; a VPC of the plan may be that of an id.
    pub fn is(&self, other: &Self) -> Answer {
        let alike = std::mem::discriminant(&self.is) == std::mem::discriminant(&other.is);
        match self.is == other.is {
            true => Answer::Yes,
            false => Answer::unless(!alike || !self.sure || !other.sure),
        }
    }
}

/// Subnets and the zones they stand in.
#[derive(Default)]
pub struct Zones<'g> {
    /// What the subnets and zones are called; one of a subnet is as good as its zone.
    names: BTreeSet<Name<'g>>,
    /// Whether every zone is known.
    complete: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Name<'g> {
    Zone(&'g str),
    Subnet(ResourceId),
    Id(&'g str),
}

impl Zones<'_> {
    /// Whether some zone is in both.
    pub fn meet(&self, other: &Self) -> Answer {
        if self.names.intersection(&other.names).next().is_some() {
            return Answer::Yes;
        }
        Answer::unless(!self.complete || !other.complete)
    }
}

impl<'g> TargetGroup<'g> {
    /// The VPC of its targets; none for functions.
    pub fn vpc(&self) -> Option<Vpc<'g>> {
        vpc_of(self.graph, &self.node)
    }

    /// The zones of the instances attached to it one by one, if any are.
    pub fn zones_of_instances(&self) -> Option<Zones<'g>> {
        let attachments = self.attachments();
        let instances = attachments.iter().filter_map(|attachment| {
            let target = self.graph.follow(attachment, "target_id").sure()?;
            (self.graph.type_of(target) == "aws_instance").then(|| self.graph.node(target))
        });
        let instances: Vec<_> = instances.map(|node| (node, "subnet_id")).collect();
        if instances.is_empty() {
            return None;
        }
        let attachment = "aws_lb_target_group_attachment";
        let more = self.graph.any_unresolved(attachment, "target_group_arn")
            || self.graph.may_lack(attachment);
        let placed = instances.iter().all(|(node, name)| node.is_set(name));
        let mut zones = zones_of(self.graph, &instances);
        zones.complete &= placed && !more && instances.len() == attachments.len();
        Some(zones)
    }
}

impl<'g> LoadBalancer<'g> {
    /// The VPC of its subnets.
    pub fn vpc(&self) -> Option<Vpc<'g>> {
        let subnets = self.subnets();
        subnets.iter().find_map(|subnet| vpc_of(self.graph, subnet))
    }

    /// Whether all its subnets are of another stack.
    pub fn stands_elsewhere(&self) -> bool {
        let lists = self.subnet_lists();
        let ends: Vec<_> = lists
            .iter()
            .map(|(node, name)| self.graph.follow(node, name))
            .collect();
        let mut links = ends.iter().flat_map(|ends| &ends.links);
        ends.iter().all(|ends| ends.complete) && links.all(|link| link.resource().is_none())
    }

    /// The attributes that name its subnets.
    fn subnet_lists(&self) -> Vec<(Node<'g>, &'static str)> {
        let mappings = self.node.blocks("subnet_mapping").nodes.into_iter();
        let named = mappings.map(|mapping| (mapping, "subnet_id"));
        named.chain([(self.node.clone(), "subnets")]).collect()
    }

    fn subnets(&self) -> Vec<Node<'g>> {
        let lists = self.subnet_lists().into_iter();
        let ends = lists.flat_map(|(node, name)| self.graph.follow(&node, name).links);
        let subnets = ends
            .filter(|link| link.is_sure())
            .filter_map(|link| match link.to {
                End::Resource(id) | End::Elsewhere(Some(id)) => Some(self.graph.node(id)),
                End::Elsewhere(None) => None,
            });
        subnets.collect()
    }

    /// The zones in which it takes requests.
    pub fn zones(&self) -> Zones<'g> {
        zones_of(self.graph, &self.subnet_lists())
    }
}

impl<'g> EcsService<'g> {
    /// The zones in which its tasks run; `None` where the plan does not show.
    pub fn zones(&self) -> Option<Zones<'g>> {
        let network = self.network()?;
        Some(zones_of(self.graph, &[(network, "subnets")]))
    }
}

impl<'g> ScalingGroup<'g> {
    /// The zones in which its instances run.
    pub fn zones(&self) -> Zones<'g> {
        let mut zones = zones_of(self.graph, &[(self.node.clone(), "vpc_zone_identifier")]);
        let written = self.node.is_set("availability_zones");
        if let (true, Attr::Known(names)) = (written, self.node.texts("availability_zones")) {
            zones.complete |= zones.names.is_empty();
            zones.names.extend(names.into_iter().map(Name::Zone));
        }
        zones
    }
}

/// The VPC that a resource says it is in.
fn vpc_of<'g>(graph: &'g Graph<'g>, node: &Node<'g>) -> Option<Vpc<'g>> {
    let ends = graph.follow(node, "vpc_id");
    let is = match ends.only() {
        Some(vpc) => Named::Own(vpc),
        None => Named::Id(node.text("vpc_id").known()?),
    };
    let sure = ends.sure().is_some() || matches!(is, Named::Id(_));
    Some(Vpc { is, sure })
}

/// The zones of the subnets that attributes name.
fn zones_of<'g>(graph: &'g Graph<'g>, lists: &[(Node<'g>, &str)]) -> Zones<'g> {
    let mut zones = Zones {
        complete: true,
        ..Zones::default()
    };
    for (node, attribute) in lists {
        if node.attr(attribute).is_unset() {
            continue;
        }
        let ends = graph.follow(node, attribute);
        zones.complete &= ends.complete;
        for link in &ends.links {
            let End::Resource(subnet) = link.to else {
                zones.complete = false;
                continue;
            };
            zones.names.insert(Name::Subnet(subnet));
            match graph.node(subnet).text("availability_zone") {
                Attr::Known(zone) if link.is_sure() => {
                    zones.names.insert(Name::Zone(zone));
                }
                _ => zones.complete = false,
            }
        }
        // The same id is the same subnet, wherever it comes from.
        if let Attr::Known(ids) = node.texts(attribute) {
            zones.names.extend(ids.into_iter().map(Name::Id));
        }
        if let Attr::Known(id) = node.text(attribute) {
            zones.names.insert(Name::Id(id));
        }
    }
    zones.complete &= !zones.names.is_empty();
    zones
}
