//! Where web ACLs write their logs.

use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
use crate::plan::{Attr, Node, Piece, ResourceId};

/// A destination that a logging configuration names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The name of the bucket, log group or stream, or what it begins with;
    /// `None` when the plan does not tell.
    pub name: Option<String>,
    /// Whether the ARN ends in `:*`, which stands for a log group's streams.
    pub names_streams: bool,
}

impl<'p> Graph<'p> {
    /// The configurations of logging for web ACLs of WAF v2.
    pub fn waf_logging(&self) -> impl Iterator<Item = Node<'p>> {
        self.of_type("aws_wafv2_web_acl_logging_configuration")
            .map(|id| self.node(id))
    }

    /// The destinations that such a configuration names; none where nothing tells.
    pub fn waf_log_destinations(&self, logging: &Node<'p>) -> Vec<Destination> {
        const ATTRIBUTE: &str = "log_destination_configs";
        if let Attr::Known(arns) = logging.texts(ATTRIBUTE) {
            return arns.into_iter().map(Destination::by_arn).collect();
        }
        let pieces = self.pieces(logging, ATTRIBUTE).unwrap_or_default();
        let names_streams =
            matches!(pieces.last(), Some(Piece::Text(text)) if text.ends_with(":*"));
        let ends = self.follow(logging, ATTRIBUTE);
        let named = ends.links.iter().filter(|link| link.is_sure());
        named
            .filter_map(|link| link.resource())
            .map(|id| Destination {
                name: self.begins_with(id),
                names_streams,
            })
            .collect()
    }

    fn begins_with(&self, id: ResourceId) -> Option<String> {
        let (name, prefix) = match self.type_of(id) {
            "aws_s3_bucket" => ("bucket", "bucket_prefix"),
            _ => ("name", "name_prefix"),
        };
        let node = self.node(id);
        let name = node.text(name).known().or(node.text(prefix).known());
        name.map(str::to_owned)
    }
}

impl Destination {
    fn by_arn(arn: &str) -> Self {
        let name = Arn::parse(arn).and_then(|arn| {
            let rest = arn.rest.trim_end_matches(":*");
            match arn.service.as_str() {
                "s3" => rest.split('/').next().map(str::to_owned),
                "logs" => rest.strip_prefix("log-group:").map(str::to_owned),
                "firehose" => rest.strip_prefix("deliverystream/").map(str::to_owned),
                _ => None,
            }
        });
        Self {
            name,
            names_streams: arn.ends_with(":*"),
        }
    }
}
