//! What services, and their fronts for them, declare to need: in the configuration
//! or by a tag.

use crate::facts::{Need, Needed};
use crate::graph::architecture::{Graph, Kept};
use crate::graph::balancer::Forwarder;
use crate::graph::lambda::names_of;
use crate::graph::ways::KINDS;
use crate::graph::ways::{Endpoint, Service, Step, Way};
use crate::plan::{Confidence, Node, Place};
use std::collections::{BTreeSet, HashSet};

/// What may declare needs for whatever is behind it.
const FRONTS: [&str; 7] = [
    "aws_api_gateway_rest_api",
    "aws_apigatewayv2_api",
    "aws_cloudfront_distribution",
    "aws_lb",
    "aws_lb_listener",
    "aws_lb_listener_rule",
    "aws_lb_target_group",
];

/// The tag by which a backend or a front declares needs.
const TAG: &str = "frontlint:needs";

impl<'p> Graph<'p> {
    /// The needs that tags of services and fronts declare.
    pub(in crate::graph) fn tagged_needs(&self) -> &BTreeSet<Need> {
        self.kept(Kept::TaggedNeeds, || {
            let kinds = KINDS.into_iter().chain(FRONTS);
            let ids = kinds.flat_map(|kind| self.of_type(kind).collect::<Vec<_>>());
            let needs = ids.flat_map(|id| tagged(&self.node(id)).collect::<Vec<_>>());
            needs.map(|needed| needed.need).collect()
        })
    }

    /// Whether anything of the plan is declared to need something.
    pub fn any_needs(&self) -> bool {
        let mut services = self.config().services.iter();
        services.any(|service| !service.needs.is_empty()) || !self.tagged_needs().is_empty()
    }

    /// Whether any front or target group of the plan declares the need.
    pub fn some_front_declares(&self, need: Need) -> bool {
        FRONTS.iter().any(|kind| {
            let mut fronts = self.of_type(kind);
            fronts.any(|id| self.declares(&self.node(id), need))
        })
    }

    /// Whether a resource has the need by its tags or by the configuration.
    fn declares(&self, node: &Node<'_>, need: Need) -> bool {
        tagged(node).any(|needed| needed.need == need)
            || is_declared(self, self.address(node.id), need)
    }
}

impl Service<'_> {
    /// Whether it declares the need, in the configuration, there perhaps by an
    /// alias, or by a tag of its own.
    pub fn needs(&self, need: Need) -> bool {
        let mut names = names_of(self.graph, self.node.id).into_iter();
        names.any(|(name, _)| is_declared(self.graph, self.graph.address(name), need))
            || tagged(&self.node).any(|needed| needed.need == need)
    }
}

impl<'g> Step<'g> {
    /// The fronts of the stop, which may speak for whatever is behind them.
    fn fronts(&self) -> Vec<Node<'g>> {
        match self {
            Self::LoadBalancer(balancer) => vec![balancer.node.clone()],
            Self::Distribution(distribution) => vec![distribution.node.clone()],
            Self::Forwarder(forwarder) => {
                let listener = forwarder.listener().map(|listener| listener.node);
                let own = std::iter::once(forwarder.node().clone());
                own.chain(listener).collect()
            }
            Self::Method(method) => method.api().map(|api| api.node).into_iter().collect(),
            Self::Route(route) => {
                let api = route.api().map(|api| route.graph.node(api));
                api.into_iter().collect()
            }
            Self::Group(_) | Self::Integration(_) | Self::Api(_) | Self::Service(_) => Vec::new(),
        }
    }
}

impl Way<'_> {
    /// Whether a front on this way declares the need for what is behind it.
    pub fn declares(&self, graph: &Graph<'_>, need: Need) -> bool {
        let mut fronts = self.steps.iter().flat_map(Step::fronts);
        fronts.any(|front| graph.declares(&front, need))
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

/// A word of the tag that is no need, or gives one a value that it does not take.
pub struct StrayNeed {
    pub address: String,
    /// The need, where it is one.
    pub need: Option<Need>,
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
    let words: BTreeSet<&str> = words_of_tag(node)
        .into_iter()
        .filter(|word| !word.is_empty() && read(word).is_none())
        .collect();
    let place = match node.map("tags").any(|(name, _)| name == TAG) {
        true => node.place("tags"),
        false => node.header(),
    };
    let stray = |word: &str| StrayNeed {
        address: graph.address(node.id).to_owned(),
        place: place.clone(),
        need: name_of(word).parse().ok(),
        word: word.to_owned(),
    };
    words.into_iter().map(stray).collect()
}

/// The needs that a tag declares, perhaps with values; a value that cannot be read
/// is as good as none.
fn tagged(node: &Node<'_>) -> impl Iterator<Item = Needed> {
    let words = words_of_tag(node).into_iter();
    words.filter_map(|word| read(word).or_else(|| Some(name_of(word).parse::<Need>().ok()?.into())))
}

/// `jwt`, `long-request=60s`.
fn read(word: &str) -> Option<Needed> {
    let need: Need = name_of(word).parse().ok()?;
    match word.split_once('=') {
        Some((_, value)) => Needed::with(need, value),
        None => Some(need.into()),
    }
}

fn name_of(word: &str) -> &str {
    word.split('=').next().unwrap_or_default()
}

/// The words of tags that declare needs. Tags come from the resource, from the
/// provider's defaults, or, for scaling groups, in blocks.
fn words_of_tag<'p>(node: &Node<'p>) -> Vec<&'p str> {
    let blocks = node.blocks("tag").nodes;
    let in_blocks = blocks
        .iter()
        .filter_map(|tag| Some((tag.text("key").known()?, tag.text("value").known()?)));
    node.map("tags")
        .chain(node.map("tags_all"))
        .chain(in_blocks)
        .filter(|(name, _)| *name == TAG)
        .flat_map(|(_, needs)| needs.split([' ', ',']))
        .collect()
}

impl Service<'_> {
    /// What it needs: declared for it or its aliases, or by a front on a
    /// way to it for whatever is behind.
    pub fn needs_at(&self, entries: &[Endpoint<'_>]) -> Vec<Needed> {
        let graph = self.graph;
        let own = names_of(graph, self.node.id).into_iter();
        let own = own.map(|(name, _)| graph.node(name));
        let fronts = entries.iter().flat_map(|entry| {
            let steps = entry.ways.iter().flat_map(|way| &way.steps);
            let steps = steps.flat_map(|step| match step {
                Step::Group(group) => vec![group.node.clone()],
                step => step.fronts(),
            });
            let distributions = entry.distributions.iter();
            steps.chain(distributions.map(|distribution| distribution.node.clone()))
        });
        let mut needs: Vec<Needed> = Vec::new();
        let mut seen = HashSet::new();
        for node in own.chain(fronts) {
            if !seen.insert(node.id) {
                continue;
            }
            for needed in declared(graph, &node) {
                if needs.iter().all(|known| known.need != needed.need) {
                    needs.push(needed);
                }
            }
        }
        needs
    }
}

/// Whether the configuration says that what stands at an address has the need.
fn is_declared(graph: &Graph<'_>, address: &str, need: Need) -> bool {
    graph
        .config()
        .services
        .iter()
        .filter(|service| service.needs.iter().any(|needed| needed.need == need))
        .any(|service| service.backend.matches(address))
}

/// All that a resource is declared to need, by its tags or by the configuration.
fn declared(graph: &Graph<'_>, node: &Node<'_>) -> Vec<Needed> {
    let address = graph.address(node.id);
    let services = graph.config().services.iter();
    let by_config = services
        .filter(|service| service.backend.matches(address))
        .flat_map(|service| service.needs.iter().cloned());
    by_config.chain(tagged(node)).collect()
}
