//! How a distribution speaks to an origin that is no bucket.

use super::Origin;
use crate::plan::{Attr, Node};

/// What an origin's `custom_origin_config` block says.
pub struct CustomOrigin<'g> {
    pub node: Node<'g>,
}

impl<'g> Origin<'g> {
    /// How it is spoken to; `None` for buckets and VPC origins, or when the plan
    /// does not tell.
    pub fn custom(&self) -> Option<CustomOrigin<'g>> {
        let blocks = self.node.blocks("custom_origin_config");
        let node = blocks.nodes.into_iter().next()?;
        Some(CustomOrigin { node })
    }
}

impl<'g> CustomOrigin<'g> {
    /// `http-only`, `https-only` or `match-viewer`.
    pub fn policy(&self) -> Option<&'g str> {
        self.node.text("origin_protocol_policy").known()
    }

    pub fn https_port(&self) -> Option<f64> {
        self.node.number("https_port").or_default(443.0)
    }

    /// The versions of SSL and TLS that it may use.
    pub fn protocols(&self) -> Attr<Vec<&'g str>> {
        self.node.texts("origin_ssl_protocols")
    }
}
