//! Where routes of HTTP and WebSocket APIs hand requests.

use super::api::HttpRoute;
use crate::plan::{Attr, Written};

/// What the `target` of a route is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteTarget {
    /// `integrations/ID`
    Integration,
    Missing,
    /// The bare id of an integration, or something else.
    Malformed,
    Unknown,
}

impl HttpRoute<'_> {
    /// Whether the source gives it the id of an integration, and nothing around it.
    pub fn names_bare_id(&self) -> bool {
        matches!(self.node.source_of(&["target"]), Written::As(text) if is_bare_id(text))
    }

    /// What its target is. Where it is known only after apply the plan does not
    /// have the text around the id; the sources do.
    pub fn target(&self) -> RouteTarget {
        // An API that describes its routes names no integrations.
        if self.is_of_api() {
            return RouteTarget::Integration;
        }
        match self.node.text("target") {
            Attr::Unset => RouteTarget::Missing,
            Attr::Known(text) if text.starts_with("integrations/") => RouteTarget::Integration,
            Attr::Known(_) => RouteTarget::Malformed,
            Attr::Unknown => match self.node.source_of(&["target"]) {
                Written::As(text) if text.contains("integrations/") => RouteTarget::Integration,
                Written::As(text) if is_bare_id(text) => RouteTarget::Malformed,
                Written::As(_) | Written::Nowhere | Written::NotAtHand => RouteTarget::Unknown,
            },
        }
    }
}

/// Whether an expression is the id of an integration and nothing around it.
fn is_bare_id(expression: &str) -> bool {
    let reference = |char: char| char.is_ascii_alphanumeric() || "_-.[]\"".contains(char);
    expression.starts_with("aws_apigatewayv2_integration.")
        && expression.ends_with(".id")
        && expression.chars().all(reference)
}
