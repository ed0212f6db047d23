//! Services, and what they, or their fronts for them, declare to need.

use super::{Entry, Forwarder, Graph, Step, Way};
use crate::facts::{Need, Needed};
use crate::plan::{Confidence, Node, Place, ResourceId};
use std::collections::HashSet;

/// What answers requests in the end: a function, an ECS service, an instance,
/// a scaling group.
#[derive(Clone)]
pub struct Service<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

const KINDS: [&str; 4] = [
    "aws_lambda_function",
    "aws_ecs_service",
    "aws_instance",
    "aws_autoscaling_group",
];

/// What may declare needs for whatever is behind it.
const FRONTS: [&str; 5] = [
    "aws_cloudfront_distribution",
    "aws_lb",
    "aws_lb_listener",
    "aws_lb_listener_rule",
    "aws_lb_target_group",
];

/// The tag by which a backend or a front declares needs.
const TAG: &str = "frontlint:needs";

impl<'p> Graph<'p> {
    pub fn services(&self) -> impl Iterator<Item = Service<'_>> {
        KINDS
            .into_iter()
            .flat_map(|kind| self.of_type(kind).collect::<Vec<_>>())
            .map(|id| self.service(id))
    }

    pub(super) fn service(&self, id: ResourceId) -> Service<'_> {
        Service {
            graph: self,
            node: self.node(id),
        }
    }

    /// The services of the configuration whose backend the plan does not hold.
    pub fn services_without_backend(&self) -> Vec<String> {
        let addresses: Vec<&str> = self.plan().ids().map(|id| self.address(id)).collect();
        let missing = self.config().services.iter().filter(|service| {
            !addresses
                .iter()
                .any(|address| service.backend.matches(address))
        });
        missing.map(|service| service.name.clone()).collect()
    }

    /// Whether any front or target group of the plan declares the need.
    pub fn some_front_declares(&self, need: Need) -> bool {
        FRONTS.iter().any(|kind| {
            let mut fronts = self.of_type(kind);
            fronts.any(|id| self.declares(&self.node(id), need))
        })
    }

    /// Whether the configuration says that what stands at an address has the need.
    fn is_declared(&self, address: &str, need: Need) -> bool {
        self.config()
            .services
            .iter()
            .filter(|service| service.needs.iter().any(|needed| needed.need == need))
            .any(|service| service.backend.matches(address))
    }

    /// All that a resource is declared to need, by its tags or by the configuration.
    fn declared(&self, node: &Node<'_>) -> Vec<Needed> {
        let address = self.address(node.id);
        let services = self.config().services.iter();
        let by_config = services
            .filter(|service| service.backend.matches(address))
            .flat_map(|service| service.needs.iter().cloned());
        by_config.chain(tagged(node)).collect()
    }

    /// What a service needs: declared for it or its aliases, or by a front on a
    /// way to it for whatever is behind.
    pub fn needs_of(&self, service: &Service<'_>, entries: &[Entry<'_>]) -> Vec<Needed> {
        let own = self
            .names_of(service.node.id)
            .into_iter()
            .map(|(name, _)| self.node(name));
        let fronts = entries.iter().flat_map(|entry| {
            let steps = entry.ways.iter().flat_map(|way| &way.steps);
            let steps = steps.flat_map(Step::nodes);
            let distributions = entry.distributions.iter();
            steps.chain(distributions.map(|distribution| distribution.node.clone()))
        });
        let mut needs: Vec<Needed> = Vec::new();
        let fronts = fronts.filter(|node| FRONTS.contains(&self.type_of(node.id)));
        let mut seen = HashSet::new();
        for node in own.chain(fronts) {
            if !seen.insert(node.id) {
                continue;
            }
            for needed in self.declared(&node) {
                if needs.iter().all(|known| known.need != needed.need) {
                    needs.push(needed);
                }
            }
        }
        needs
    }

    /// The entry of the configuration that describes a service.
    pub fn described(&self, service: &Service<'_>) -> Option<&'p crate::config::Service> {
        let names = self.names_of(service.node.id);
        let mut described = self.config().services.iter();
        described.find(|entry| {
            let mut names = names.iter();
            names.any(|(name, _)| entry.backend.matches(self.address(*name)))
        })
    }

    /// Whether a resource has the need by its tags or by the configuration.
    fn declares(&self, node: &Node<'_>, need: Need) -> bool {
        declares_by_tag(node, need) || self.is_declared(self.address(node.id), need)
    }
}

impl<'g> Service<'g> {
    /// The type of the resource.
    pub fn kind(&self) -> &'g str {
        self.graph.type_of(self.node.id)
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    /// Whether it declares the need, in the configuration, there perhaps by an
    /// alias, or by a tag of its own.
    pub fn needs(&self, need: Need) -> bool {
        let mut names = self.graph.names_of(self.node.id).into_iter();
        names.any(|(name, _)| self.graph.is_declared(self.graph.address(name), need))
            || declares_by_tag(&self.node, need)
    }
}

impl<'g> Step<'g> {
    /// The resources that the stop consists of.
    fn nodes(&self) -> Vec<Node<'g>> {
        match self {
            Self::LoadBalancer(balancer) => vec![balancer.node.clone()],
            Self::Distribution(distribution) => vec![distribution.node.clone()],
            Self::Forwarder(forwarder) => {
                let listener = forwarder.listener().map(|listener| listener.node);
                std::iter::once(forwarder.node().clone())
                    .chain(listener)
                    .collect()
            }
            Self::Group(group) => vec![group.node.clone()],
            Self::Method(_) | Self::Route(_) | Self::Integration(_) | Self::Service(_) => {
                Vec::new()
            }
        }
    }
}

impl Way<'_> {
    /// Whether a front on this way declares the need for what is behind it.
    pub fn declares(&self, graph: &Graph<'_>, need: Need) -> bool {
        self.steps.iter().any(|step| match step {
            Step::LoadBalancer(balancer) => graph.declares(&balancer.node, need),
            Step::Distribution(distribution) => graph.declares(&distribution.node, need),
            Step::Forwarder(forwarder) => {
                graph.declares(forwarder.node(), need)
                    || forwarder
                        .listener()
                        .is_some_and(|listener| graph.declares(&listener.node, need))
            }
            Step::Group(_)
            | Step::Method(_)
            | Step::Route(_)
            | Step::Integration(_)
            | Step::Service(_) => false,
        })
    }
}

impl Forwarder<'_> {
    /// Whether a target group that it forwards to declares the need.
    pub fn groups_declare(&self, graph: &Graph<'_>, need: Need) -> bool {
        let actions = self.actions();
        let groups = actions.iter().flat_map(|action| action.target_groups());
        groups
            .filter(|(_, how)| *how <= Confidence::SameKey)
            .any(|(group, _)| graph.declares(&group.node, need))
    }
}

/// Whether a tag declares the need.
fn declares_by_tag(node: &Node<'_>, need: Need) -> bool {
    tagged(node).any(|needed| needed.need == need)
}

/// The needs that tags declare, perhaps with values. Tags come from the resource,
/// from the provider's defaults, or, for scaling groups, in blocks.
fn tagged(node: &Node<'_>) -> impl Iterator<Item = Needed> {
    let blocks = node.blocks("tag").nodes;
    let in_blocks = blocks
        .iter()
        .filter_map(|tag| Some((tag.text("key").known()?, tag.text("value").known()?)));
    let entries: Vec<&str> = node
        .map("tags")
        .chain(node.map("tags_all"))
        .chain(in_blocks)
        .filter(|(name, _)| *name == TAG)
        .flat_map(|(_, needs)| needs.split([' ', ',']))
        .collect();
    entries.into_iter().filter_map(needed)
}

/// `jwt`, `long-request=60s`; a value that cannot be read is as good as none.
fn needed(entry: &str) -> Option<Needed> {
    let (name, value) = match entry.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (entry, None),
    };
    let need: Need = name.parse().ok()?;
    let valued = value.and_then(|value| Needed::with(need, value));
    Some(valued.unwrap_or(need.into()))
}
