//! APIs that are given as an OpenAPI document: `body`.
//!
//! In comes the text of a `body`, JSON or YAML; out go blocks that look like the
//! resources which say the same, one an operation. So the graph asks one kind of
//! method, route and integration, wherever it is written. Texts are bounded in
//! length, depth and number, whoever wrote them.

mod authorizer;
mod input;
mod operation;
mod security;
mod text;
mod yaml;

use crate::graph::types::canonical;
use crate::plan::{Attr, Draft, Node, Path, Plan, ResourceId};
use operation::{Operation, Source};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fmt;

/// The attribute that holds the document.
pub(in crate::graph) const BODY: &str = "body";

/// What takes a document.
pub(in crate::graph) const HOLDERS: [(&str, Gateway); 3] = [
    ("aws_api_gateway_rest_api", Gateway::Rest),
    ("aws_api_gateway_rest_api_put", Gateway::Rest),
    ("aws_apigatewayv2_api", Gateway::Http),
];

/// More than any API has: quotas are some hundred resources or routes.
const MOST: usize = 10_000;

/// The kinds of API that are described by a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::graph) enum Gateway {
    Rest,
    Http,
}

/// Why a document's operations are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    AfterApply,
    TooLarge,
    Unreadable,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AfterApply => "its OpenAPI body is known only after apply",
            Self::TooLarge => "its OpenAPI body is larger than API Gateway takes",
            Self::Unreadable => "its body cannot be read as an OpenAPI document",
        })
    }
}

/// The documents of a plan, by the resource that holds them.
#[derive(Default)]
pub(in crate::graph) struct Bodies {
    held: BTreeMap<ResourceId, Result<Body, Unread>>,
}

/// One document.
pub(in crate::graph) struct Body {
    /// The operations, in the document's order.
    operations: Vec<Operation>,
    /// The authorizers that they ask for.
    authorizers: Vec<Operation>,
    /// The resource policy inside it.
    pub(in crate::graph) policy: Option<Json>,
    /// Whether it switches off the API's own endpoint, as far as can be told.
    pub(in crate::graph) disables_endpoint: bool,
}

impl Bodies {
    /// Reads the documents of a plan.
    pub(in crate::graph) fn read(plan: &Plan<'_>) -> Self {
        let mut held = BTreeMap::new();
        for (type_name, gateway) in HOLDERS {
            for id in plan.of_type(type_name) {
                let node = plan.node(id);
                let is_sensitive = node.is_sensitive(BODY);
                let body = match node.attr(BODY) {
                    Attr::Unset => continue,
                    // The source may write it out, all but what is interpolated.
                    Attr::Unknown => plan
                        .draft(id, BODY)
                        .and_then(|draft| Body::read(&draft.text, gateway, Some(draft)).ok())
                        .ok_or(Unread::AfterApply),
                    Attr::Known(value) => match value.as_str() {
                        Some(text) if text.trim().is_empty() => continue,
                        Some(text) => Body::read(text, gateway, None),
                        None => Err(Unread::Unreadable),
                    },
                };
                let body = body.map(|body| body.marked(is_sensitive));
                held.insert(id, body);
            }
        }
        Self { held }
    }

    pub(in crate::graph) fn of(&self, id: ResourceId) -> Option<&Body> {
        self.held.get(&id)?.as_ref().ok()
    }

    pub(in crate::graph) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// The resources whose document cannot be read.
    pub(in crate::graph) fn unread(&self) -> impl Iterator<Item = ResourceId> + '_ {
        let held = self.held.iter();
        held.filter_map(|(id, body)| body.is_err().then_some(*id))
    }

    pub(in crate::graph) fn why_unread(&self, id: ResourceId) -> Option<Unread> {
        self.held.get(&id)?.as_ref().err().copied()
    }

    /// The operations of one kind of API.
    pub(in crate::graph) fn operations<'n>(
        &'n self,
        plan: &'n Plan<'n>,
        gateway: Gateway,
    ) -> impl Iterator<Item = Node<'n>> {
        let held = self.held.keys().copied();
        held.filter(move |id| gateway_of(&plan[*id].parsed.type_name) == Some(gateway))
            .flat_map(move |id| self.operations_of(plan, id))
    }

    /// The operations of one document.
    pub(in crate::graph) fn operations_of<'n>(
        &'n self,
        plan: &'n Plan<'n>,
        id: ResourceId,
    ) -> Vec<Node<'n>> {
        let operations = self.of(id).map(|body| body.operations.as_slice());
        let operations = operations.unwrap_or_default().iter().enumerate();
        operations
            .map(|(at, operation)| node_of(plan, id, at, operation))
            .collect()
    }

    /// The authorizers of one document; they count on from its operations.
    pub(in crate::graph) fn authorizers_of<'n>(
        &'n self,
        plan: &'n Plan<'n>,
        id: ResourceId,
    ) -> Vec<Node<'n>> {
        let Some(body) = self.of(id) else {
            return Vec::new();
        };
        let first = body.operations.len();
        let authorizers = body.authorizers.iter().enumerate();
        authorizers
            .map(|(at, authorizer)| node_of(plan, id, first + at, authorizer))
            .collect()
    }

    /// The authorizers of all documents.
    pub(in crate::graph) fn authorizers<'n>(
        &'n self,
        plan: &'n Plan<'n>,
    ) -> impl Iterator<Item = Node<'n>> {
        let held = self.held.keys().copied();
        held.flat_map(move |id| self.authorizers_of(plan, id))
    }

    /// The authorizer at a path inside a resource.
    pub(in crate::graph) fn authorizer<'n>(
        &'n self,
        plan: &'n Plan<'n>,
        id: ResourceId,
        path: &Path,
    ) -> Option<Node<'n>> {
        let at = position(path)?;
        let body = self.of(id)?;
        let inner = at.checked_sub(body.operations.len())?;
        Some(node_of(plan, id, at, body.authorizers.get(inner)?))
    }

    /// The operation at a path inside a resource.
    pub(in crate::graph) fn operation<'n>(
        &'n self,
        plan: &'n Plan<'n>,
        id: ResourceId,
        path: &Path,
    ) -> Option<Node<'n>> {
        let at = position(path)?;
        Some(node_of(plan, id, at, self.of(id)?.operations.get(at)?))
    }
}

/// The position of a block of a document.
fn position(path: &Path) -> Option<usize> {
    match path.0.as_slice() {
        [segment] if segment.name == BODY => segment.index,
        _ => None,
    }
}

fn node_of<'n>(
    plan: &'n Plan<'n>,
    id: ResourceId,
    at: usize,
    operation: &'n Operation,
) -> Node<'n> {
    let Operation { value, expressions } = operation;
    plan.node_in_text(id, (BODY, at), (value, expressions))
}

/// Which kind of API a type describes by its `body`.
pub(in crate::graph) fn gateway_of(type_name: &str) -> Option<Gateway> {
    let mut holders = HOLDERS.iter();
    holders.find_map(|(name, gateway)| (*name == canonical(type_name)).then_some(*gateway))
}

impl Body {
    fn read(text: &str, gateway: Gateway, draft: Option<&Draft>) -> Result<Self, Unread> {
        let document = text::parse(text)?;
        let source = Source {
            document: &document,
            gateway,
            draft,
        };
        let operations = operation::operations(source, MOST).ok_or(Unread::Unreadable)?;
        Ok(Self {
            operations,
            authorizers: source.authorizers(),
            policy: document.get("x-amazon-apigateway-policy").cloned(),
            disables_endpoint: disables_endpoint(&document),
        })
    }

    /// Hands the mark of the whole text to its parts.
    fn marked(mut self, sensitive: bool) -> Self {
        for block in self.operations.iter_mut().chain(&mut self.authorizers) {
            block.value.sensitive = sensitive;
        }
        self
    }
}

fn disables_endpoint(document: &Json) -> bool {
    let servers = document["servers"].as_array().into_iter().flatten();
    let holders = std::iter::once(document).chain(servers);
    let endpoints = holders.map(|holder| &holder["x-amazon-apigateway-endpoint-configuration"]);
    endpoints
        .map(|endpoint| &endpoint["disableExecuteApiEndpoint"])
        .any(|disables| !disables.is_null() && *disables != false)
}

#[cfg(test)]
mod tests;
