//! Services, and what they, or their fronts for them, declare to need.

use super::{Forwarder, Graph, Step, Way};
use crate::facts::Need;
use crate::plan::{Confidence, Node, Place, ResourceId};
use std::collections::BTreeSet;

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
            .filter(|service| service.needs.contains(&need))
            .any(|service| service.backend.matches(address))
    }

    /// Whether a resource has the need by its tags or by the configuration.
    fn declares(&self, node: &Node<'_>, need: Need) -> bool {
        declares_by_tag(node, need) || self.is_declared(self.address(node.id), need)
    }
}

impl<'g> Service<'g> {
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
            | Step::Api(_)
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

/// A word of the tag that is no need.
pub struct StrayNeed {
    pub address: String,
    /// Where the tag is written, when it is on the resource itself.
    pub place: Place,
    pub word: String,
}

impl Graph<'_> {
    /// What tags declare and nobody understands, a misspelt need for one.
    pub fn stray_needs(&self) -> Vec<StrayNeed> {
        let kinds = KINDS.into_iter().chain(FRONTS);
        let ids = kinds.flat_map(|kind| self.of_type(kind).collect::<Vec<_>>());
        let nodes = ids.map(|id| self.node(id));
        nodes.flat_map(|node| stray_needs_of(self, &node)).collect()
    }
}

fn stray_needs_of(graph: &Graph<'_>, node: &Node<'_>) -> Vec<StrayNeed> {
    let words: BTreeSet<String> = words_of_tag(node)
        .into_iter()
        .filter(|word| !word.is_empty() && word.parse::<Need>().is_err())
        .collect();
    let place = match node.map("tags").any(|(name, _)| name == TAG) {
        true => node.place("tags"),
        false => node.header(),
    };
    let stray = |word| StrayNeed {
        address: graph.address(node.id).to_owned(),
        place: place.clone(),
        word,
    };
    words.into_iter().map(stray).collect()
}

/// Whether a tag declares the need.
fn declares_by_tag(node: &Node<'_>, need: Need) -> bool {
    words_of_tag(node).iter().any(|word| word == need.name())
}

/// The needs that tags declare, without the values that they may carry. Tags come from
/// the resource, from the provider's defaults, or, for scaling groups, in blocks.
fn words_of_tag(node: &Node<'_>) -> Vec<String> {
    let blocks = node.blocks("tag").nodes;
    let in_blocks = blocks
        .iter()
        .filter_map(|tag| Some((tag.text("key").known()?, tag.text("value").known()?)));
    node.map("tags")
        .chain(node.map("tags_all"))
        .chain(in_blocks)
        .filter(|(name, _)| *name == TAG)
        .flat_map(|(_, needs)| needs.split([' ', ',']))
        .filter_map(|entry| Some(entry.split('=').next()?.to_owned()))
        .collect()
}
