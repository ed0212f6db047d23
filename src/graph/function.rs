//! Lambda functions.

use super::Graph;
use crate::plan::{Node, Place, ResourceId};

/// A Lambda function.
#[derive(Clone)]
pub struct Function<'g> {
    pub(super) graph: &'g Graph<'g>,
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
    pub(super) fn graph(&self) -> &'g Graph<'g> {
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

    /// How long it may run, in seconds; 3 unless told otherwise.
    pub fn timeout(&self) -> Option<f64> {
        self.node.number("timeout").or_default(3.0)
    }
}
