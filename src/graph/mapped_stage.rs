//! Stages that mappings of custom domains name.

use super::{Answer, Graph, Mapping};
use crate::plan::Attr;

/// What may be a stage of an API, by which attribute it belongs to the API, and which names it.
const STAGES: [(&str, &str, &str); 3] = [
    ("aws_api_gateway_stage", "rest_api_id", "stage_name"),
    ("aws_apigatewayv2_stage", "api_id", "name"),
    // Older providers make a stage with the deployment.
    ("aws_api_gateway_deployment", "rest_api_id", "stage_name"),
];

impl Mapping<'_> {
    /// The attribute that names a stage.
    pub fn stage_attribute(&self) -> &'static str {
        match self.attribute {
            "base_path" => "stage_name",
            _ => "stage",
        }
    }
}

impl Graph<'_> {
    /// Whether a mapping names a stage that its API does not have. An API that is not in the plan,
    /// or has no stage there, gets them from elsewhere, or is the matter of others.
    pub fn lacks_mapped_stage(&self, mapping: &Mapping<'_>) -> Answer {
        let attribute = mapping.stage_attribute();
        let stage = match mapping.node.text(attribute) {
            Attr::Unset => return Answer::No,
            Attr::Known(stage) => stage,
            Attr::Unknown => {
                let named = self.follow(&mapping.node, attribute).sure();
                return Answer::of(named.map(|_| false));
            }
        };
        let apis = self.follow(&mapping.node, "api_id");
        let Some(api) = apis.sure() else {
            return Answer::unless(apis.resources().next().is_some());
        };
        let mut any = false;
        let mut open = false;
        for (type_name, by, name) in STAGES {
            open |= self.any_unresolved(type_name, by) || self.plan().may_lack(type_name);
            for link in self.referrers(api, type_name, by) {
                match (link.is_sure(), self.node(link.from).text(name)) {
                    (true, Attr::Known(own)) if own == stage => return Answer::No,
                    (true, Attr::Known(_)) => any = true,
                    (true, Attr::Unset) => {}
                    _ => open = true,
                }
            }
        }
        match (open, any) {
            (true, _) => Answer::Unknown,
            (false, any) => Answer::of(Some(any)),
        }
    }
}
