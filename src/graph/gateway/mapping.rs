//! Base paths of custom domains, and the APIs behind them.

use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node};
use std::collections::BTreeMap;

/// An API under a base path of a domain, in either generation of the service.
#[derive(Clone)]
pub struct Mapping<'g> {
    pub(super) graph: &'g Graph<'g>,
    pub node: Node<'g>,
    pub address: &'g str,
    /// The attribute that holds the base path.
    pub attribute: &'static str,
}

/// Mappings that claim one base path of one domain.
pub struct ClaimedPaths<'g> {
    /// Two or more each.
    pub same: Vec<Vec<Mapping<'g>>>,
    /// Mappings of which the domain or the base path is not known.
    pub open: Vec<Mapping<'g>>,
    pub all: Vec<Mapping<'g>>,
}

impl Graph<'_> {
    /// Mappings that claim the same base path of a domain.
    pub fn claimed_base_paths(&self) -> ClaimedPaths<'_> {
        let kinds = [
            ("aws_api_gateway_base_path_mapping", "base_path"),
            ("aws_apigatewayv2_api_mapping", "api_mapping_key"),
        ];
        let mut by_path: BTreeMap<(String, &str), Vec<Mapping<'_>>> = BTreeMap::new();
        let mut open = Vec::new();
        let mut all = Vec::new();
        for (type_name, attribute) in kinds {
            for id in self.of_type(type_name) {
                let node = self.node(id);
                let path = match node.text(attribute) {
                    // The console's word for no base path.
                    Attr::Known("(none)") | Attr::Unset => Some(""),
                    Attr::Known(path) => Some(path),
                    Attr::Unknown => None,
                };
                let domain = domain_key(self, &node);
                let mapping = Mapping {
                    graph: self,
                    address: self.address(id),
                    attribute,
                    node,
                };
                all.push(mapping.clone());
                match (domain, path) {
                    (Some(domain), Some(path)) => {
                        by_path.entry((domain, path)).or_default().push(mapping);
                    }
                    _ => open.push(mapping),
                }
            }
        }
        let same = by_path.into_values().filter(|same| same.len() > 1);
        ClaimedPaths {
            same: same.collect(),
            open,
            all,
        }
    }
}

/// What tells the domain of a mapping apart: the one in the plan. Two
/// regions may each have one of the same name, so a name alone tells nothing.
fn domain_key(graph: &Graph<'_>, node: &Node<'_>) -> Option<String> {
    let by_id = !node.attr("domain_name_id").is_unset();
    let attribute = match by_id {
        true => "domain_name_id",
        false => "domain_name",
    };
    let id = graph.follow(node, attribute).sure()?;
    Some(graph.address(id).to_owned())
}
