//! Base paths of custom domains, and the APIs behind them.

use super::{Answer, Graph};
use crate::plan::{Attr, Node, Place};
use std::collections::BTreeMap;

/// An API under a base path of a domain, in either generation of the service.
#[derive(Clone)]
pub struct Mapping<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
    pub address: &'g str,
    /// The attribute that holds the base path.
    pub attribute: &'static str,
}

/// The types of mappings, and the attribute that holds the base path.
const MAPPINGS: [(&str, &str); 2] = [
    ("aws_api_gateway_base_path_mapping", "base_path"),
    ("aws_apigatewayv2_api_mapping", "api_mapping_key"),
];

/// Mappings that claim one base path of one domain.
pub struct ClaimedPaths<'g> {
    /// Two or more each.
    pub same: Vec<Vec<Mapping<'g>>>,
    /// Mappings of which the domain or the base path is not known.
    pub open: Vec<Mapping<'g>>,
}

impl Graph<'_> {
    /// The mappings of all domains.
    pub fn mappings(&self) -> Vec<Mapping<'_>> {
        let kinds = MAPPINGS.into_iter();
        let all = kinds.flat_map(|(type_name, attribute)| {
            self.of_type(type_name).map(move |id| Mapping {
                graph: self,
                node: self.node(id),
                address: self.address(id),
                attribute,
            })
        });
        all.collect()
    }

    /// Mappings that claim the same base path of a domain.
    pub fn claimed_base_paths(&self) -> ClaimedPaths<'_> {
        let mut by_path: BTreeMap<(String, &str), Vec<Mapping<'_>>> = BTreeMap::new();
        let mut open = Vec::new();
        for mapping in self.mappings() {
            let path = match mapping.node.text(mapping.attribute) {
                // The console's word for no base path.
                Attr::Known("(none)") | Attr::Unset => Some(""),
                Attr::Known(path) => Some(path),
                Attr::Unknown => None,
            };
            match (self.domain_key(&mapping.node), path) {
                (Some(domain), Some(path)) => {
                    by_path.entry((domain, path)).or_default().push(mapping);
                }
                _ => open.push(mapping),
            }
        }
        let same = by_path.into_values().filter(|same| same.len() > 1);
        ClaimedPaths {
            same: same.collect(),
            open,
        }
    }

    /// What tells the domain of a mapping apart: the one in the plan. Two
    /// regions may each have one of the same name, so a name alone tells nothing.
    fn domain_key(&self, node: &Node<'_>) -> Option<String> {
        let by_id = !node.attr("domain_name_id").is_unset();
        let attribute = match by_id {
            true => "domain_name_id",
            false => "domain_name",
        };
        let id = self.follow(node, attribute).sure()?;
        Some(self.address(id).to_owned())
    }
}

impl Mapping<'_> {
    /// The attribute that names the stage.
    fn stage(&self) -> &'static str {
        match self.attribute {
            "base_path" => "stage_name",
            _ => "stage",
        }
    }

    pub fn stage_place(&self) -> Place {
        self.node.place(self.stage())
    }

    /// Whether its API has stages and none of them is the one that it names.
    pub fn misses_stage(&self) -> Answer {
        let Attr::Known(wanted) = self.node.text(self.stage()) else {
            return Answer::No;
        };
        let Some(api) = self.graph.follow(&self.node, "api_id").sure() else {
            return Answer::No;
        };
        match self.graph.stage_names(api) {
            Some(names) => Answer::of(Some(!names.is_empty() && !names.contains(&wanted))),
            None => Answer::Unknown,
        }
    }
}
