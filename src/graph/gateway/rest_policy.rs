//! Resource policies of REST APIs: whether there is one, and whom it lets in.

use super::deployment::RestApi;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::{is_anyone, lets_all_pass, restricts};
use crate::plan::{Attr, Node, Place, ResourceId};
use serde_json::Value;

const POLICY: &str = "aws_api_gateway_rest_api_policy";

/// How a policy stands in the OpenAPI document of an API.
const IN_DOCUMENT: &str = "x-amazon-apigateway-policy";

/// A resource policy, written at its API or in a resource of its own.
pub struct ResourcePolicy<'g> {
    node: Node<'g>,
}

impl<'g> RestApi<'g> {
    /// Whether some method lets callers in by their AWS identity.
    pub fn takes_signatures(&self) -> Answer {
        let methods = self
            .graph
            .referrers(self.id(), "aws_api_gateway_method", "rest_api_id");
        Answer::any(methods.map(|link| {
            let kind = self.graph.node(link.from).text("authorization").known();
            match kind {
                Some("AWS_IAM") if !link.is_sure() => Answer::Unknown,
                kind => Answer::of(kind.map(|kind| kind == "AWS_IAM")),
            }
        }))
    }

    /// The policies that are surely its own.
    pub fn policies(&self) -> Vec<ResourcePolicy<'g>> {
        let own = (!self.node.text("policy").is_unset()).then(|| self.node.clone());
        let links = self.graph.referrers(self.id(), POLICY, "rest_api_id");
        let beside = links.filter(|link| link.is_sure());
        own.into_iter()
            .chain(beside.map(|link| self.graph.node(link.from)))
            .map(|node| ResourcePolicy { node })
            .collect()
    }

    /// Whether it has a resource policy, here, in a resource of its own or in
    /// its OpenAPI document.
    pub fn has_policy(&self) -> Answer {
        let here = self.node.is_given("policy");
        let beside = self.graph.is_referred_to(self.id(), POLICY, "rest_api_id");
        let put = "aws_api_gateway_rest_api_put";
        let documents = self.graph.referrers(self.id(), put, "rest_api_id");
        let documents = documents
            .map(|link| holds_policy(self.graph, link.from))
            .chain([holds_policy(self.graph, self.id())]);
        let more = self.graph.any_unresolved(put, "rest_api_id");
        Answer::any(
            documents
                .chain([here, beside, Answer::unless(more)])
                .collect::<Vec<_>>(),
        )
    }
}

fn holds_policy(graph: &Graph<'_>, id: ResourceId) -> Answer {
    match graph.node(id).text("body") {
        Attr::Known(body) => Answer::of(Some(body.contains(IN_DOCUMENT))),
        Attr::Unset => Answer::No,
        Attr::Unknown => Answer::Unknown,
    }
}

impl<'p> Graph<'p> {
    /// The policies of which the plan does not show the API.
    pub fn stray_policies(&self) -> impl Iterator<Item = Node<'p>> {
        let policies = self.of_type(POLICY).map(|id| self.node(id));
        policies.filter(|policy| !self.follow(policy, "rest_api_id").complete)
    }
}

impl ResourcePolicy<'_> {
    pub fn place(&self) -> Place {
        self.node.place("policy")
    }

    /// Whether everyone may call all of the API by it, and nothing keeps
    /// anyone out.
    pub fn lets_everyone_in(&self) -> Answer {
        let policy = self.node.text("policy");
        match restricts(policy) {
            Answer::Yes => Answer::No,
            Answer::Unknown => Answer::Unknown,
            Answer::No => Answer::of(policy.known().map(opens_all)),
        }
    }
}

/// Whether some statement allows everyone to call everything.
fn opens_all(text: &str) -> bool {
    let document: Value = serde_json::from_str(text).unwrap_or_default();
    let statements = &document["Statement"];
    let statements: Vec<&Value> = match statements.as_array() {
        Some(list) => list.iter().collect(),
        None => vec![statements],
    };
    statements.into_iter().any(|statement| {
        let principal = &statement["Principal"];
        statement["Effect"] == "Allow"
            && (is_anyone(principal) || is_anyone(&principal["AWS"]))
            && lets_all_pass(&statement["Condition"])
            && any(&statement["Action"], is_invocation)
            && any(&statement["Resource"], is_everything)
    })
}

/// Whether a text, or one of a list, is such a one.
fn any(value: &Value, is: fn(&str) -> bool) -> bool {
    match value {
        Value::Array(list) => list.iter().filter_map(Value::as_str).any(is),
        one => one.as_str().is_some_and(is),
    }
}

fn is_invocation(action: &str) -> bool {
    matches!(
        action.to_ascii_lowercase().as_str(),
        "*" | "execute-api:*" | "execute-api:invoke"
    )
}

/// Whether a resource of a statement is the whole API, or a whole stage:
/// `execute-api:/*`, an ARN with `/prod/*` at its end.
fn is_everything(resource: &str) -> bool {
    let path = resource.rsplit(':').next().unwrap_or(resource);
    let Some((_, path)) = path.split_once('/') else {
        return path == "*";
    };
    let mut parts = path.split('/');
    let stage = parts.next();
    let mut rest = parts.peekable();
    match rest.peek() {
        Some(_) => rest.all(|part| part == "*"),
        None => stage == Some("*"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(resource: &str, expected: bool) {
        assert_eq!(is_everything(resource), expected, "{resource}");
    }

    #[test]
    fn tells_the_whole_api_from_a_part() {
        let api = "arn:aws:execute-api:eu-west-1:123456789012:abc";
        check("*", true);
        check("execute-api:/*", true);
        check("execute-api:/*/*/*", true);
        check(&format!("{api}/*"), true);
        check(&format!("{api}/prod/*"), true);
        check(&format!("{api}/prod/GET/health"), false);
        check("execute-api:/*/GET/*", false);
    }
}
