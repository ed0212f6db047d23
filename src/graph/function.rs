//! Lambda functions and who may invoke them.

use super::{Answer, Graph};
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

    /// The statements that name it, by itself or by an alias, and whether they
    /// surely do.
    pub(super) fn permissions(&self) -> Vec<(Node<'g>, bool)> {
        let aliases = self
            .graph
            .referrers(self.id(), "aws_lambda_alias", "function_name");
        std::iter::once(self.id())
            .chain(aliases.map(|link| link.from))
            .flat_map(|named| {
                self.graph
                    .referrers(named, "aws_lambda_permission", "function_name")
            })
            .map(|link| (self.graph.node(link.from), link.is_sure()))
            .collect()
    }

    /// Whether more may be allowed than the statements say that surely name it:
    /// some statement's function is unknown, or the whole policy is one document.
    pub(super) fn may_have_more_permissions(&self) -> bool {
        let whole =
            self.graph
                .is_referred_to(self.id(), "aws_lambda_resource_policy", "resource_arn");
        let permission = "aws_lambda_permission";
        whole != Answer::No
            || self.graph.any_unresolved(permission, "function_name")
            || self.graph.plan().may_lack(permission)
    }

    /// Whether a statement means to let load balancers invoke it: by its principal
    /// or by its source. One that is wrong in another way is no missing one.
    ///
    /// Unknown when some statement's function or principal is, and when the
    /// whole policy is written as one document.
    pub fn load_balancers_may_invoke(&self) -> Answer {
        let open = self.may_have_more_permissions();
        let statements = self.permissions();
        let meant = statements.iter().map(|(statement, sure)| {
            let source = self.graph.follow(statement, "source_arn");
            let mut sources = source.links.iter().filter(|link| link.is_sure());
            let by_source = sources.any(|link| {
                let id = link.resource();
                id.is_some_and(|id| self.graph.type_of(id) == "aws_lb_target_group")
            });
            let principal = statement.text("principal").known();
            match principal.map(|name| by_source || name == "*" || is_load_balancing(name)) {
                Some(true) if !sure => Answer::Unknown,
                meant => Answer::of(meant),
            }
        });
        Answer::any(meant.chain([Answer::unless(open)]))
    }
}

/// The service's principal, or what people take for it.
fn is_load_balancing(principal: &str) -> bool {
    let service = principal.split('.').next().unwrap_or_default();
    matches!(service, "elasticloadbalancing" | "elb" | "elbv2")
}
