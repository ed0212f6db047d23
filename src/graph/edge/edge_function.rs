//! Lambda@Edge: the functions that distributions run, and for which events.

use super::distribution::Distribution;
use crate::graph::architecture::Graph;
use crate::graph::lambda::{Function, Qualifier};
use crate::plan::{Node, ResourceId};
use std::collections::BTreeMap;

/// A function that a behavior of a distribution runs.
#[derive(Clone)]
pub struct EdgeAssociation<'g> {
    graph: &'g Graph<'g>,
    /// The `lambda_function_association` block.
    pub node: Node<'g>,
}

/// A function at the edge, with all that runs it.
pub struct EdgeFunction<'g> {
    pub function: Function<'g>,
    pub associations: Vec<EdgeAssociation<'g>>,
}

impl<'p> Graph<'p> {
    pub fn edge_associations(&self) -> Vec<EdgeAssociation<'_>> {
        let distributions = self.distributions();
        let nodes = distributions.flat_map(|distribution| distribution.edge_nodes());
        nodes
            .map(|node| EdgeAssociation { graph: self, node })
            .collect()
    }

    /// The functions that distributions surely run.
    pub fn edge_functions(&self) -> Vec<EdgeFunction<'_>> {
        let mut found: BTreeMap<ResourceId, EdgeFunction<'_>> = BTreeMap::new();
        for association in self.edge_associations() {
            if let Some(function) = association.function() {
                let known = found.entry(function.id()).or_insert_with(|| EdgeFunction {
                    function,
                    associations: Vec::new(),
                });
                known.associations.push(association);
            }
        }
        found.into_values().collect()
    }
}

impl<'g> Distribution<'g> {
    fn edge_nodes(&self) -> Vec<Node<'g>> {
        let behaviors = ["default_cache_behavior", "ordered_cache_behavior"];
        let behaviors = behaviors.map(|name| self.node.blocks(name).nodes);
        let inner = behaviors.into_iter().flatten();
        inner
            .flat_map(|behavior| behavior.blocks("lambda_function_association").nodes)
            .collect()
    }
}

impl<'g> EdgeFunction<'g> {
    /// Whether it sees requests and responses on the client's side of the cache.
    pub fn is_on_viewer_side(&self) -> bool {
        let events = self
            .associations
            .iter()
            .map(|it| it.node.text("event_type").known());
        events.flatten().any(|event| event.starts_with("viewer-"))
    }
}

impl<'g> EdgeAssociation<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    fn named(&self) -> Option<ResourceId> {
        self.graph.follow(&self.node, "lambda_arn").sure()
    }

    /// The function it runs, when that is in the plan for sure.
    pub fn function(&self) -> Option<Function<'g>> {
        self.graph.function(self.named()?)
    }

    /// The region in the ARN of a function that is not in the plan.
    pub fn region_of_arn(&self) -> Option<&'g str> {
        let text = self.node.text("lambda_arn").known()?;
        text.strip_prefix("arn:")?.split(':').nth(2)
    }

    /// Whether it names a version by its number; `None` when the plan does not show.
    pub fn names_version(&self) -> Option<bool> {
        let named = self.named();
        if named.is_some_and(|id| self.graph.type_of(id) == "aws_lambda_alias") {
            return Some(false);
        }
        match Qualifier::in_text(self.graph, &self.node, "lambda_arn") {
            Some(Qualifier::NewVersion) => Some(true),
            Some(Qualifier::Named(name)) => Some(name.bytes().all(|byte| byte.is_ascii_digit())),
            Some(Qualifier::Latest | Qualifier::Alias(_)) => Some(false),
            None => self.names_published_version(),
        }
    }

    /// The same by what it refers to, where the source is not at hand.
    fn names_published_version(&self) -> Option<bool> {
        let named = self.graph.named_as(&self.node, "lambda_arn");
        if named.iter().any(|(_, name)| name == "version") {
            return Some(true);
        }
        let (function, _) = named.iter().find(|(_, name)| name == "qualified_arn")?;
        self.graph.node(*function).bool("publish").or_default(false)
    }
}
