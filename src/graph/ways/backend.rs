//! How an API's integration speaks to a backend of HTTP.

use crate::answer::Answer;
use crate::graph::gateway::Integration;
use crate::plan::{Attr, Written};

impl<'g> Integration<'g> {
    /// The attribute that names the backend.
    pub fn target_attribute(&self) -> &'static str {
        match self.is_rest() {
            true => "uri",
            false if self.is_quick_created() => "target",
            false => "integration_uri",
        }
    }

    /// Whether it sends requests on as HTTP, to no service of AWS.
    pub fn is_http(&self) -> Answer {
        // A target is a function or a URL.
        if self.is_quick_created() {
            let is_url = self
                .node
                .text("target")
                .known()
                .map(|text| text.starts_with("http"));
            return Answer::of(is_url.or(self.function().map(|_| false)));
        }
        let attribute = if self.is_rest() {
            "type"
        } else {
            "integration_type"
        };
        let kind = self.node.text(attribute).known();
        Answer::of(kind.map(|kind| matches!(kind, "HTTP" | "HTTP_PROXY")))
    }

    /// Whether it reaches into a VPC, past the internet.
    pub fn is_private(&self) -> Answer {
        let connection = self.node.text("connection_type").or_default("INTERNET");
        Answer::of(connection.map(|name| name == "VPC_LINK"))
    }

    /// Whether the backend's URL is one of plain HTTP.
    pub fn is_plain(&self) -> Answer {
        match self.node.text(self.target_attribute()) {
            Attr::Known(url) => Answer::of(Some(url.starts_with("http://"))),
            Attr::Unset => Answer::No,
            Attr::Unknown => self.is_plain_in_source(),
        }
    }

    /// The same by the words of the source: a plan does not have the beginning of
    /// what it cannot put together.
    fn is_plain_in_source(&self) -> Answer {
        match self.node.source_of(&[self.target_attribute()]) {
            Written::As(text) if text.starts_with("\"http://") => Answer::Yes,
            Written::As(text) if text.starts_with("\"https://") => Answer::No,
            Written::As(_) | Written::Nowhere | Written::NotAtHand => Answer::Unknown,
        }
    }

    /// Whether a private integration of an HTTP API encrypts: it does where it
    /// says which name the backend's certificate has to bear.
    pub fn encrypts(&self) -> Answer {
        let blocks = self.node.blocks("tls_config");
        match (blocks.complete, blocks.nodes.is_empty()) {
            (false, _) => Answer::Unknown,
            (true, empty) => Answer::of(Some(!empty)),
        }
    }

    /// The protocol of the listener that a private integration leads to.
    pub fn listener_protocol(&self) -> Option<&'g str> {
        let ends = self.graph.follow(&self.node, self.target_attribute());
        let id = ends.sure()?;
        let listener = self.graph.type_of(id) == "aws_lb_listener";
        listener.then(|| self.graph.listener(id))?.protocol()
    }
}
