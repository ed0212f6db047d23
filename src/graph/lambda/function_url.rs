//! Function URLs, and the two statements that each of them takes.

use super::permission::Permission;
use super::qualifier::Qualifier;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Node, ResourceId};

/// The first version of the provider that adds both statements when it creates a URL that is
/// open to everyone (its changelog, 6.28.0).
const ADDS_BOTH: [u64; 3] = [6, 28, 0];

/// A function URL.
#[derive(Clone)]
pub struct FunctionUrl<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// The statements that let somebody call by a function URL.
pub struct UrlStatements<'g> {
    /// Those for `lambda:InvokeFunctionUrl`.
    pub by_url: Vec<Permission<'g>>,
    /// Those for `lambda:InvokeFunction`.
    pub of_function: Vec<Permission<'g>>,
    /// Whether there may be others.
    pub open: bool,
    /// Whether some statement of the function may be one of them.
    pub doubtful: bool,
}

impl<'p> Graph<'p> {
    pub fn function_urls(&self) -> impl Iterator<Item = FunctionUrl<'_>> {
        self.of_type("aws_lambda_function_url")
            .map(|id| self.function_url(id))
    }

    pub(in crate::graph) fn function_url(&self, id: ResourceId) -> FunctionUrl<'_> {
        FunctionUrl {
            graph: self,
            node: self.node(id),
        }
    }
}

impl<'g> FunctionUrl<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// `NONE` or `AWS_IAM`.
    pub fn authorization(&self) -> Option<&'g str> {
        self.node.text("authorization_type").known()
    }

    /// Whether everyone who calls is refused, although it asks nobody who they are: a call takes
    /// two statements, and one is missing. Newer providers add both by themselves, older ones the
    /// one for URLs alone.
    pub fn refuses_everyone(&self) -> Answer {
        if self.authorization() != Some("NONE") {
            return Answer::No;
        }
        let Some(statements) = self.statements_for("*") else {
            return Answer::unless(self.hides_function());
        };
        // Without any the plan says nothing of who is let in.
        if statements.by_url.is_empty() && statements.doubtful {
            return Answer::Unknown;
        }
        if statements.by_url.is_empty() || !statements.of_function.is_empty() {
            return Answer::No;
        }
        match self.graph.plan().provider_is_older("aws", ADDS_BOTH) {
            Some(false) => Answer::No,
            Some(true) if !statements.open => Answer::Yes,
            _ => Answer::Unknown,
        }
    }

    /// Whether the plan does not show its function.
    pub fn hides_function(&self) -> bool {
        !self.graph.follow(&self.node, "function_name").complete
    }

    fn named(&self) -> Option<ResourceId> {
        self.graph.follow(&self.node, "function_name").sure()
    }

    /// The statements for a principal; `None` when its function is not in the plan.
    pub fn statements_for(&self, principal: &str) -> Option<UrlStatements<'g>> {
        let function = self.graph.function(self.named()?)?;
        let own = match self.node.text("qualifier").known() {
            Some(name) => Some(Qualifier::Named(name.to_owned())),
            None => Qualifier::of(self.graph, &self.node, "function_name", self.named()?),
        };
        let policy = function.policy();
        let mut found = UrlStatements {
            by_url: Vec::new(),
            of_function: Vec::new(),
            open: policy.may_say_more(),
            doubtful: false,
        };
        for statement in policy.statements {
            let same = match (&own, statement.qualifier()) {
                (Some(own), Some(other)) => own.same(&other, self.graph),
                _ => Answer::Unknown,
            };
            let wanted = statement.node.text("principal").known();
            match (same, wanted) {
                (Answer::No, _) => continue,
                (Answer::Yes, Some(name)) if name == principal => {}
                (_, Some(name)) if name != principal => continue,
                _ => {
                    (found.open, found.doubtful) = (true, true);
                    continue;
                }
            }
            match statement.node.text("action").known() {
                Some("lambda:InvokeFunctionUrl") => found.by_url.push(statement),
                Some("lambda:InvokeFunction") => found.of_function.push(statement),
                Some(_) => found.open = true,
                None => (found.open, found.doubtful) = (true, true),
            }
        }
        Some(found)
    }
}
