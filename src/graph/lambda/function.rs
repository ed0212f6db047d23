//! Lambda functions.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::{Secret, secrets_in};
use crate::plan::{Attr, Confidence, Node, Place, ResourceId};
use std::collections::BTreeSet;

/// A Lambda function.
#[derive(Clone)]
pub struct Function<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    pub fn functions(&self) -> impl Iterator<Item = Function<'_>> {
        self.of_type("aws_lambda_function")
            .filter_map(|id| self.function(id))
    }

    /// The function that a resource is, or that its alias points to.
    pub fn function(&self, id: ResourceId) -> Option<Function<'_>> {
        match self.type_of(id) {
            "aws_lambda_function" => Some(Function {
                graph: self,
                node: self.node(id),
            }),
            "aws_lambda_alias" => {
                let ends = self.follow(&self.node(id), "function_name");
                // An alias of an alias is none.
                let function = ends
                    .only()
                    .filter(|end| self.type_of(*end) == "aws_lambda_function")?;
                self.function(function)
            }
            _ => None,
        }
    }
}

impl<'g> Function<'g> {
    /// The secrets in its environment.
    pub fn secrets(&self) -> Vec<Secret> {
        let blocks = self.node.blocks("environment").nodes.into_iter();
        blocks
            .flat_map(|block| secrets_in(&block, "variables"))
            .collect()
    }

    pub(in crate::graph) fn graph(&self) -> &'g Graph<'g> {
        self.graph
    }

    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    /// Whether a front invokes it: by an attachment, an API or a URL of its own.
    pub fn has_front(&self) -> Answer {
        let url = "aws_lambda_function_url";
        let mut names = self.names().into_iter();
        let by_url = names.any(|named| {
            let mut urls = self.graph.referrers(named, url, "function_name");
            urls.next().is_some()
        });
        let sure = by_url || self.invocations().iter().any(|it| it.is_sure());
        match sure || self.is_in_a_body() {
            true => Answer::Yes,
            false => Answer::unless(self.graph.may_invoke_more()),
        }
    }

    /// The role that it runs as, when that is in the plan for sure.
    pub fn role(&self) -> Option<Node<'g>> {
        let id = self.graph.follow(&self.node, "role").sure()?;
        Some(self.graph.node(id))
    }

    /// The zones of the subnets it is attached to; `None` when the plan does not
    /// tell all of them, and no zone twice.
    pub fn zones(&self) -> Option<BTreeSet<&'g str>> {
        let config = self.node.blocks("vpc_config").nodes.into_iter().next()?;
        let subnets = self.graph.follow(&config, "subnet_ids");
        let zones = subnets.links.iter().map(|link| {
            let subnet = self.graph.node(link.resource().filter(|_| link.is_sure())?);
            let zone = subnet.text("availability_zone").known();
            zone.or(subnet.text("availability_zone_id").known())
        });
        let zones: Option<BTreeSet<_>> = zones.collect();
        zones.filter(|zones| subnets.complete && !zones.is_empty())
    }

    /// How many subnets it is attached to, by what is written; `None` when the
    /// plan does not tell.
    pub fn subnets(&self) -> Option<usize> {
        let config = self.node.blocks("vpc_config").nodes.into_iter().next()?;
        match config.texts("subnet_ids") {
            Attr::Known(ids) => Some(ids.len()),
            Attr::Unset => Some(0),
            Attr::Unknown => {
                let subnets = self.graph.follow(&config, "subnet_ids");
                let sure = subnets.complete
                    && subnets
                        .links
                        .iter()
                        .all(|link| link.is_sure() && link.resource().is_some());
                sure.then_some(subnets.links.len())
            }
        }
    }

    /// The names of the variables of its environment, whether their values are known or not.
    pub(in crate::graph) fn names_in_environment(&self) -> Vec<&'g str> {
        let blocks = self.node.blocks("environment").nodes;
        let variables = blocks.iter().flat_map(|block| block.keys("variables"));
        variables.collect()
    }

    /// How long it may run, in seconds; 3 unless told otherwise.
    pub fn timeout(&self) -> Option<f64> {
        self.node.number("timeout").or_default(3.0)
    }
}

/// The resource and the aliases that point to it.
pub(in crate::graph) fn names_of(
    graph: &Graph<'_>,
    id: ResourceId,
) -> Vec<(ResourceId, Confidence)> {
    let aliases = graph.referrers(id, "aws_lambda_alias", "function_name");
    std::iter::once((id, Confidence::Exact))
        .chain(aliases.map(|link| (link.from, link.how)))
        .collect()
}
