//! The certificate that a distribution shows to viewers.

use super::distribution::Distribution;
use crate::answer::Answer;
use crate::plan::{Attr, Node};

/// What a distribution's `viewer_certificate` block says.
pub struct ViewerCertificate<'g> {
    pub node: Node<'g>,
}

impl<'g> Distribution<'g> {
    /// Its certificate; `None` when the plan does not show the block.
    pub fn viewer_certificate(&self) -> Option<ViewerCertificate<'g>> {
        let blocks = self.node.blocks("viewer_certificate");
        let node = blocks.nodes.into_iter().next()?;
        Some(ViewerCertificate { node })
    }

    /// Whether it answers to names of its own.
    pub fn has_aliases(&self) -> Answer {
        match self.node.attr("aliases") {
            Attr::Unset => Answer::No,
            Attr::Unknown => Answer::Unknown,
            Attr::Known(_) => Answer::of(Some(!self.node.texts("aliases").is_unset())),
        }
    }
}

impl ViewerCertificate<'_> {
    /// Whether it is CloudFront's own, for `cloudfront.net`.
    pub fn is_default(&self) -> Answer {
        let default = self.node.bool("cloudfront_default_certificate");
        Answer::of(default.or_default(false))
    }

    /// Whether one of the distribution's own is named; one that is known only
    /// after apply is one.
    pub fn is_custom(&self) -> bool {
        let attributes = ["acm_certificate_arn", "iam_certificate_id"];
        let mut named = attributes.iter().map(|name| self.node.text(name));
        self.is_default() != Answer::Yes && named.any(|name| !name.is_unset())
    }

    /// The oldest protocol it takes; the provider's default where none is written.
    pub fn oldest(&self) -> Option<&str> {
        self.node
            .text("minimum_protocol_version")
            .or_default("TLSv1")
    }
}
