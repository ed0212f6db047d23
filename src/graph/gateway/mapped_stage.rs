//! Stages that mappings of custom domains name.

use super::mapping::Mapping;
use crate::answer::Answer;
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

impl Mapping<'_> {
    /// Whether it names a stage that its API does not have. An API that is not in the plan,
    /// or has no stage there, gets them from elsewhere, or is the matter of others.
    pub fn lacks_stage(&self) -> Answer {
        let graph = self.graph;
        let attribute = self.stage_attribute();
        let stage = match self.node.text(attribute) {
            Attr::Unset => return Answer::No,
            Attr::Known(stage) => stage,
            Attr::Unknown => {
                let named = graph.follow(&self.node, attribute).sure();
                return Answer::of(named.map(|_| false));
            }
        };
        let apis = graph.follow(&self.node, "api_id");
        let Some(api) = apis.sure() else {
            return Answer::unless(apis.resources().next().is_some());
        };
        let is_named = STAGES.iter().any(|(type_name, by, name)| {
            graph.referrers(api, type_name, by).any(|link| {
                let own = graph.node(link.from).text(name).known();
                link.is_sure() && own == Some(stage)
            })
        });
        match graph.stage_names(api) {
            _ if is_named => Answer::No,
            Some(names) => Answer::of(Some(!names.is_empty())),
            None => Answer::Unknown,
        }
    }
}
