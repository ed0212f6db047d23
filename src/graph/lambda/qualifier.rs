//! Which version of a function is meant.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
use crate::plan::{Node, Piece, ResourceId};

/// Which version of a function is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// None is named: `$LATEST`.
    Latest,
    Alias(ResourceId),
    Named(String),
    /// A version that is numbered at apply.
    NewVersion,
}

impl Qualifier {
    /// Which version an attribute names, when it leads to a function or an alias.
    pub(in crate::graph) fn of(
        graph: &Graph<'_>,
        node: &Node<'_>,
        attribute: &str,
        named: ResourceId,
    ) -> Option<Self> {
        match graph.type_of(named) {
            "aws_lambda_alias" => Some(Self::Alias(named)),
            _ => Self::in_text(graph, node, attribute),
        }
    }

    /// Which version the text of an attribute names.
    pub(in crate::graph) fn in_text(
        graph: &Graph<'_>,
        node: &Node<'_>,
        attribute: &str,
    ) -> Option<Self> {
        let mut text = String::new();
        for piece in graph.pieces(node, attribute)? {
            match piece {
                Piece::Text(known) => text.push_str(&known),
                Piece::Of { attribute, .. } if attribute == "version" => text.push(Arn::OPEN),
                Piece::Of { id, attribute } if attribute.starts_with("qualified") => {
                    // Without a version published it is the latest.
                    let publishes = graph.node(id).bool("publish").or_default(false)?;
                    text.push_str(":function:name:");
                    match publishes {
                        true => text.push(Arn::OPEN),
                        false => text.push_str("$LATEST"),
                    }
                }
                Piece::Of { .. } => text.push_str(":function:name"),
            }
        }
        Some(match behind_name(&text) {
            None | Some("$LATEST") => Self::Latest,
            Some(version) if version.contains(Arn::OPEN) => Self::NewVersion,
            Some(name) => Self::Named(name.to_owned()),
        })
    }

    /// Whether both are the same version.
    pub(in crate::graph) fn same(&self, other: &Self, graph: &Graph<'_>) -> Answer {
        let name = |qualifier: &Self| match qualifier {
            Self::Alias(id) => graph.node(*id).text("name").known().map(str::to_owned),
            Self::Named(name) => Some(name.clone()),
            Self::Latest | Self::NewVersion => None,
        };
        match (self, other) {
            (one, other) if one == other => Answer::Yes,
            (Self::NewVersion, Self::Named(_)) | (Self::Named(_), Self::NewVersion) => {
                Answer::Unknown
            }
            (Self::Latest | Self::NewVersion, _) | (_, Self::Latest | Self::NewVersion) => {
                Answer::No
            }
            (one, other) => Answer::of(name(one).zip(name(other)).map(|(one, other)| one == other)),
        }
    }
}

/// The qualifier behind a function's name, ARN or invocation URI.
fn behind_name(text: &str) -> Option<&str> {
    let inner = match text.split_once("/functions/") {
        Some((_, path)) => path.split('/').next().unwrap_or(path),
        None => text,
    };
    match inner.rsplit_once(":function:") {
        Some((_, name)) => name.split_once(':').map(|(_, qualifier)| qualifier),
        None => inner.split_once(':').map(|(_, qualifier)| qualifier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(behind_name(text), expected, "{text}");
    }

    #[test]
    fn finds_qualifiers() {
        let arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
        check("orders", None);
        check("orders:live", Some("live"));
        check(arn, None);
        check(&format!("{arn}:7"), Some("7"));
        let uri = |arn: &str| {
            format!(
                "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{arn}/invocations"
            )
        };
        check(&uri(arn), None);
        check(&uri(&format!("{arn}:live")), Some("live"));
    }
}
