//! Where web ACLs write their logs.

use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
use crate::plan::{Attr, Node, Piece, ResourceId};

/// A destination that a logging configuration names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The name of the bucket, log group or stream, or what it begins with;
    /// `None` when the plan does not show.
    pub name: Option<String>,
    /// What it is, where it is in the plan for sure.
    pub resource: Option<ResourceId>,
    /// Whether the ARN ends in `:*`, which stands for a log group's streams.
    pub names_streams: bool,
}

/// A configuration of logging for a web ACL of WAF v2.
pub struct WafLogging<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    /// The configurations of logging for web ACLs of WAF v2.
    pub fn waf_logging(&self) -> impl Iterator<Item = WafLogging<'_>> {
        let ids = self.of_type("aws_wafv2_web_acl_logging_configuration");
        ids.map(|id| WafLogging {
            graph: self,
            node: self.node(id),
        })
    }
}

impl<'g> WafLogging<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The destinations that it names; none where nothing tells.
    pub fn destinations(&self) -> Vec<Destination> {
        const ATTRIBUTE: &str = "log_destination_configs";
        if let Attr::Known(arns) = self.node.texts(ATTRIBUTE) {
            let resource = self.graph.follow(&self.node, ATTRIBUTE).sure();
            let resource = resource.filter(|_| arns.len() == 1);
            let destinations = arns.into_iter().map(Destination::by_arn);
            return destinations
                .map(|destination| Destination {
                    resource,
                    ..destination
                })
                .collect();
        }
        let pieces = self.graph.pieces(&self.node, ATTRIBUTE).unwrap_or_default();
        let names_streams =
            matches!(pieces.last(), Some(Piece::Text(text)) if text.ends_with(":*"));
        let ends = self.graph.follow(&self.node, ATTRIBUTE);
        let named = ends.links.iter().filter(|link| link.is_sure());
        named
            .filter_map(|link| link.resource())
            .map(|id| Destination {
                name: begins_with(self.graph, id),
                resource: Some(id),
                names_streams,
            })
            .collect()
    }
}

fn begins_with(graph: &Graph<'_>, id: ResourceId) -> Option<String> {
    let (name, prefix) = match graph.type_of(id) {
        "aws_s3_bucket" => ("bucket", "bucket_prefix"),
        _ => ("name", "name_prefix"),
    };
    let node = graph.node(id);
    let name = node.text(name).known().or(node.text(prefix).known());
    name.map(str::to_owned)
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
            resource: None,
            names_streams: arn.ends_with(":*"),
        }
    }
}
